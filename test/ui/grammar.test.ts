import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

describe('grammar of the log', () => {
  it('gives each part of a line its scope', () => {
    // Throws with the tool's report when a scope is missing or too much.
    execFileSync(
      process.execPath,
      [
        join(root, 'node_modules/vscode-tmgrammar-test/dist/unit.js'),
        '--grammar',
        'syntaxes/kaniko-build-log.tmLanguage.json',
        'test/fixtures/ui/build.kaniko-build-log',
      ],
      { cwd: root, stdio: 'pipe' },
    );
  }).timeout(30_000);
});
