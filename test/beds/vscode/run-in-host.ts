import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { note, step } from '../../sandbox/step.ts';
import { makeDormantExtension } from './dormant-extension.ts';
import { startHostBed } from './host.ts';
import type { HostOptions } from './host.ts';
import { paths, repository } from './paths.ts';

/** What the suites inside the extension host came to. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly SuiteFailure[];
}

export interface SuiteFailure {
  readonly title: string;
  readonly message: string;
}

/** The part of mocha's JSON report that is read here. */
interface MochaReport {
  readonly stats: { readonly passes: number; readonly failures: number; readonly pending: number };
  readonly failures: readonly {
    readonly fullTitle: string;
    readonly err: { readonly message?: string; readonly stack?: string };
  }[];
}

/** Starts of a fresh extension host whose activation is measured before the suites run. */
const measuredStarts = 9;

/**
 * Runs test/extension inside a real extension host, with the extension from `dist` in the example's folder. Needs
 * `npm run build` first. Throws when there is no VS Code to run it in, or no report comes out of it.
 */
export async function runExtensionTests(): Promise<SuiteResult> {
  const folder = await mkdtemp(join(tmpdir(), 'kaniko-build-host-'));
  try {
    await bundleSuites();
    const workspace = join(repository, 'examples', 'hello');
    const env = {
      KANIKO_BUILD_TEST_REPORT: join(folder, 'report.json'),
      KANIKO_BUILD_TEST_ACTIVATIONS: join(folder, 'activations.txt'),
      // The host must not see the cluster of whoever runs the tests.
      KUBECONFIG: join(folder, 'no-kubeconfig'),
    };
    await measureActivation(join(folder, 'dormant'), workspace, env);
    await runModules({ extension: repository, workspace, env }, ['index']);
    return readReport(await readFile(env.KANIKO_BUILD_TEST_REPORT, 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureActivation(
  twin: string,
  workspace: string,
  env: Readonly<Record<'KANIKO_BUILD_TEST_ACTIVATIONS', string>>,
): Promise<void> {
  await makeDormantExtension(twin);
  const starts = Array.from({ length: measuredStarts }, () => 'measure-activation');
  await runModules({ extension: twin, workspace, env }, starts);
  const times = await readFile(env.KANIKO_BUILD_TEST_ACTIVATIONS, 'utf8');
  note(`Activation took ${times.trim().split('\n').join(', ')} ms`);
}

/** Runs tests modules one after the other, each in a fresh extension host. */
async function runModules(options: HostOptions, modules: readonly string[]): Promise<void> {
  const bed = await startHostBed(options);
  try {
    await step(`${modules[0] ?? ''} in ${bed.name}`, async () => {
      for (const name of modules) {
        await bed.run(join(paths.hostSuites, name));
      }
    });
  } finally {
    await bed.stop();
  }
}

/** The extension host loads CommonJS; mocha stays outside, so that its globals are the real ones. */
async function bundleSuites(): Promise<void> {
  const source = join(repository, 'test', 'extension');
  await rm(paths.hostSuites, { recursive: true, force: true });
  await mkdir(paths.hostSuites, { recursive: true });
  const files = (await readdir(source)).filter((file) => file.endsWith('.ts'));
  await build({
    entryPoints: files.map((file) => ({ in: join(source, file), out: basename(file, '.ts') })),
    outdir: paths.hostSuites,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

function readReport(json: string): SuiteResult {
  const report = JSON.parse(json) as MochaReport;
  const failures = report.failures.map(({ fullTitle, err }) => ({
    title: fullTitle,
    message: err.stack ?? err.message ?? 'no message',
  }));
  const { passes, failures: failed, pending } = report.stats;
  return { passed: passes, failed, skipped: pending, failures };
}
