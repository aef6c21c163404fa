// Runs one of the project's programs from a bare clone: installs what is missing, then starts it with the project's own
// Node. No dependencies, and any Node from 20 on will do.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAMS = { start: 'test/start.ts', test: 'test/run.ts', sandbox: 'test/sandbox/main.ts' };

const root = fileURLToPath(new URL('..', import.meta.url));
const [name, ...args] = process.argv.slice(2);
const program = PROGRAMS[name];
if (program === undefined) {
  console.error(`bootstrap: say one of ${Object.keys(PROGRAMS).join(', ')}`);
  process.exit(2);
}

if (!installed()) {
  console.error('==> npm ci');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}
run(process.platform === 'win32' ? 'node.exe' : 'node', [join(root, program), ...args]);

/** Whether node_modules is what the lock file says. */
function installed() {
  const mark = join(root, 'node_modules', '.package-lock.json');
  return (
    existsSync(mark) &&
    existsSync(join(root, 'node_modules', '.bin')) &&
    statSync(mark).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
  );
}

/** Runs a command in the project's folder and ends with its exit code unless that is 0. */
function run(command, commandArgs) {
  // Ctrl-C reaches the whole group; the program that runs cleans up and says how it ended.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
  const bin = join(root, 'node_modules', '.bin');
  const result = spawnSync(command, commandArgs, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (result.error) {
    console.error(`bootstrap: ${command}: ${result.error.message}`);
    process.exit(1);
  }
  if (result.status !== 0) process.exit(result.status ?? 1);
}
