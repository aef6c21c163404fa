/** `npm test`: every check and every suite, on real parts, ending with one line of counts. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SuiteResult } from './reporter.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

type Bed = 'oracles' | 'sandbox' | 'VS Code';

interface Stage {
  readonly name: string;
  readonly run: () => Promise<SuiteResult>;
  /** What it brings up for later stages; not to be had is no failure outside CI. */
  readonly provides?: Bed;
  readonly needs?: readonly Bed[];
}

const CHECKS = ['types', 'lint', 'format', 'imports', 'unused', 'l10n'];

const stages: readonly Stage[] = [
  ...CHECKS.map((check) => ({
    name: `check ${check}`,
    run: () => command('npm', ['run', '-s', `check:${check}`]),
  })),
  { name: 'build', run: () => command('node', ['esbuild.mjs', '--production']) },
  // First, because unit tests run the ShellCheck that comes with it, and skip it where there is none.
  { name: 'oracles', provides: 'oracles', run: () => command('node', ['test/oracles/install.ts']) },
  { name: 'unit tests', run: () => mocha([]) },
  { name: 'oracle tests', needs: ['oracles'], run: () => suite('oracles', 180) },
  { name: 'package', run: () => suite('package', 120) },
  { name: 'sandbox', provides: 'sandbox', run: () => command('node', ['test/sandbox/main.ts', 'up']) },
  { name: 'cluster tests', needs: ['sandbox'], run: () => suite('cluster', 180) },
  {
    name: 'VS Code',
    provides: 'VS Code',
    run: () => command('node', ['test/beds/vscode/main.ts', 'install']),
  },
  {
    name: 'extension host tests',
    needs: ['VS Code'],
    run: () => command('node', ['test/beds/vscode/main.ts', 'extension-tests']),
  },
  { name: 'workbench tests', needs: ['sandbox', 'VS Code'], run: () => suite('workbench', 180) },
];

/** Runs a program with its output shown; it counts as one test unless it leaves counts of its own. */
async function command(name: string, args: readonly string[]): Promise<SuiteResult> {
  const folder = await mkdtemp(join(tmpdir(), 'kaniko-build-counts-'));
  const file = join(folder, 'counts.json');
  try {
    const code = await exitCode(name, args, file);
    const counts = await readFile(file, 'utf8').catch(() => undefined);
    if (counts === undefined) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
    const result = JSON.parse(counts) as SuiteResult;
    // A suite that broke off after its last test must not look green.
    return code !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The suites of one folder, each test within so many seconds. */
function suite(folder: string, seconds: number): Promise<SuiteResult> {
  return mocha([
    '--no-config',
    '--forbid-only',
    '--timeout',
    `${seconds}s`,
    '--spec',
    `test/${folder}/**/*.test.ts`,
  ]);
}

function mocha(args: readonly string[]): Promise<SuiteResult> {
  return command('mocha', ['--reporter', 'test/reporter.ts', ...args]);
}

function exitCode(name: string, args: readonly string[], countsFile: string): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(name, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, KANIKO_BUILD_COUNTS: countsFile },
    });
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs a stage, or skips it where a bed that it needs is not to be had. */
async function runStage({ name, run, provides, needs = [] }: Stage, missing: Set<Bed>): Promise<SuiteResult> {
  const lacking = needs.filter((bed) => missing.has(bed));
  if (lacking.length > 0) {
    console.log(`skipped: there is no ${lacking.join(' and no ')} on this machine`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const result = await run();
  if (provides === undefined || result.failed === 0) return result;
  missing.add(provides);
  if (process.env['CI'] !== undefined) return result;
  console.log(`${name} is not to be had here; in CI that is a failure`);
  return { passed: 0, failed: 0, skipped: 1 };
}

const total = { passed: 0, failed: 0, skipped: 0 };
const missing = new Set<Bed>();
for (const stage of stages) {
  const { name } = stage;
  console.log(`\n==> ${name}`);
  const began = Date.now();
  const { passed, failed, skipped } = await runStage(stage, missing);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`<== ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds} s`);
}
console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped === 0 ? '' : `, ${total.skipped} skipped`}`,
);
process.exitCode = total.failed === 0 ? 0 : 1;
