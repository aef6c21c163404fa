import assert from 'node:assert/strict';
import { noEmptyContinuation } from '../../../src/dockerfile/rules/no-empty-continuation.ts';
import { findsPlaces } from './buildkit-case.ts';
import { fixed, findingsOf } from './shell-rule.ts';

describe('NoEmptyContinuation', () => {
  findsPlaces(noEmptyContinuation, [
    ['FROM a\nRUN a \\\n\n  b', ['4: b']],
    ['FROM a\nRUN a \\\n\n # c\n\n b \\\n  \n  c\nUSER b', ['8: c']],
    ['FROM a\nRUN a <<E \\\n\n b\nx\nE', ['4: b']],
    ['FROM a\nRUN a \\\n\n<<E\nb\nE', ['4: <<E']],
    ['FROM a\nRUN a \\\n\n# x\n\n', ['5: \n']],
    ['FROM a\nONBUILD RUN a \\\n\n b', ['4: b']],
    ['FROM a\nRUN a \\\n# x\n b', []],
    ['FROM a\nRUN <<E\na \\\n\nE', []],
  ]);

  it('removes the blank lines and keeps comments', () => {
    const text = 'FROM a\r\nRUN a \\\r\n\r\n# c\r\n \t\r\n b\r\n\r\nUSER b\r\n';
    assert.equal(fixed(noEmptyContinuation, text), 'FROM a\r\nRUN a \\\r\n# c\r\n b\r\n\r\nUSER b\r\n');
    assert.equal(findingsOf(noEmptyContinuation, text)[0]?.related?.length, 2);
  });
});
