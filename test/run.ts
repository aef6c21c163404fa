/** `npm test`: every check and every suite, on real parts, ending with one line of counts. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SuiteResult } from './reporter.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Stage {
  readonly name: string;
  readonly run: () => Promise<SuiteResult>;
}

const CHECKS = ['types', 'lint', 'format', 'imports', 'unused', 'l10n'];

const stages: readonly Stage[] = [
  ...CHECKS.map((check) => ({
    name: `check ${check}`,
    run: () => command('npm', ['run', '-s', `check:${check}`]),
  })),
  { name: 'build', run: () => command('node', ['esbuild.mjs', '--production']) },
  { name: 'unit tests', run: () => mocha([]) },
  { name: 'sandbox', run: () => command('node', ['test/sandbox/main.ts', 'up']) },
  { name: 'cluster tests', run: () => mocha(['--timeout', '180000', '--spec', 'test/cluster/**/*.test.ts']) },
  { name: 'package', run: () => mocha(['--timeout', '120000', '--spec', 'test/package/**/*.test.ts']) },
  {
    name: 'extension host tests',
    run: () => command('node', ['test/beds/vscode/main.ts', 'extension-tests']),
  },
  {
    name: 'workbench tests',
    run: () => mocha(['--timeout', '180000', '--spec', 'test/workbench/**/*.test.ts']),
  },
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

function mocha(args: readonly string[]): Promise<SuiteResult> {
  const own = args.length === 0 ? [] : ['--no-config', '--forbid-only'];
  return command('mocha', [...own, '--reporter', 'test/reporter.ts', ...args]);
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

const total = { passed: 0, failed: 0, skipped: 0 };
for (const { name, run } of stages) {
  console.log(`\n==> ${name}`);
  const began = Date.now();
  const { passed, failed, skipped } = await run();
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
