import assert from 'node:assert/strict';
import { sentMode, sentTarget } from '../../src/context/disk-entry.ts';

describe('context/disk-entry', () => {
  it('sends modes as they are where the system has them', () => {
    for (const platform of ['linux', 'darwin'] as const) {
      assert.equal(sentMode(0o100644, platform), 0o644);
      assert.equal(sentMode(0o104750, platform), 0o4750);
      assert.equal(sentMode(0o041777, platform), 0o1777);
    }
  });

  it('makes everything executable and nobody else’s to write on Windows, which knows only what is read-only', () => {
    // What Node tells there of a file, of a read-only one, and of a folder.
    assert.equal(sentMode(0o100666, 'win32'), 0o755);
    assert.equal(sentMode(0o100444, 'win32'), 0o555);
    assert.equal(sentMode(0o040666, 'win32'), 0o755);
  });

  it('turns the separators of a link’s target, which Linux will read, on Windows only', () => {
    assert.equal(sentTarget('..\\lib\\a.ts', 'win32'), '../lib/a.ts');
    assert.equal(sentTarget('..\\lib\\a.ts', 'linux'), '..\\lib\\a.ts');
    assert.equal(sentTarget('a\\b', 'darwin'), 'a\\b');
  });
});
