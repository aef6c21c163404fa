import assert from 'node:assert/strict';
import { loginOutcomeText } from '../../../src/ui/text/login-outcome.ts';

describe('what trying a login came to', () => {
  it('is told with the words of the registry', () => {
    assert.equal(loginOutcomeText({ kind: 'allowed' }, 'r:5000'), 'r:5000 takes this login.');
    assert.equal(
      loginOutcomeText({ kind: 'login-refused', words: 'UNAUTHORIZED: no such user' }, 'r'),
      'r does not take this login: user or password is wrong. (UNAUTHORIZED: no such user)',
    );
  });

  it('never says wrong of what was not tried', () => {
    for (const kind of ['unreachable', 'authority-unknown', 'plain-http', 'not-plain-http'] as const) {
      assert.match(loginOutcomeText({ kind }, 'r'), /^Not tried: /);
    }
  });
});
