/** Builds the Go program that reads archives into the cache. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('.', import.meta.url));

/** Path of the program, built if it is absent or older than its source. Throws where Go is missing. */
export function installTarOracle(): string {
  const cache = process.env['KANIKO_BUILD_CACHE'] ?? join(homedir(), '.cache', 'kaniko-build');
  const program = join(cache, 'oracles', 'tar');
  const written = Math.max(...['main.go', 'go.mod'].map((name) => statSync(join(source, name)).mtimeMs));
  if (!existsSync(program) || statSync(program).mtimeMs < written) {
    mkdirSync(dirname(program), { recursive: true });
    const fresh = `${program}.${process.pid}`;
    execFileSync('go', ['build', '-o', fresh, '.'], { cwd: source, stdio: ['ignore', 'inherit', 'inherit'] });
    renameSync(fresh, program);
  }
  return program;
}
