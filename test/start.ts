/** `npm start`: from nothing to an image that a cluster has built, then VS Code with the extension to do it again. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import type { RunResult, Step } from '../src/build/events.ts';
import { packageExtension } from './beds/vscode/package-extension.ts';
import { serveVSCode } from './beds/vscode/serve.ts';
import { buildExample, readBack } from './start/build-example.ts';
import { ownCluster, sandboxTarget, type Target } from './start/target.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const { values: flags } = parseArgs({
  options: {
    'kube-context': { type: 'string' },
    namespace: { type: 'string' },
    destination: { type: 'string' },
    once: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  await step('Bundling the extension', () => run('node', ['esbuild.mjs']));
  const target = await findTarget();
  for (const line of target.remarks) console.log(`    ${line}`);
  console.log(`==> Building examples/hello with ${target.builder} into ${target.destination}`);
  const { result, steps } = await buildExample(target);
  if (result.outcome !== 'succeeded') {
    console.log(
      `==> The build ${result.outcome}: ${result.failure?.message ?? ''}\n    ${result.failure?.remedy ?? ''}`,
    );
    return 1;
  }
  await report(target, result, steps);
  if (flags.once || !process.stdin.isTTY || !process.stdout.isTTY) return 0;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  let vsix = '';
  await step('Packaging the extension', async () => void (vsix = await packageExtension()));
  await serveVSCode({
    workspace: join(root, 'examples', 'hello'),
    vsix,
    settings: target.settings,
    signal: stop.signal,
    onReady: (address) => {
      console.log(
        `==> VS Code with the extension: open ${address} in a browser, right-click the Dockerfile.`,
      );
      console.log('    Ctrl-C ends it.');
    },
  });
  return 0;
}

async function findTarget(): Promise<Target> {
  const { 'kube-context': context, namespace, destination } = flags;
  if (context !== undefined) return ownCluster({ context, namespace, destination });
  await step('Bringing up the sandbox, a real one-node Kubernetes', () =>
    run('node', ['test/sandbox/main.ts', 'up']),
  );
  return sandboxTarget();
}

/** Prints what the registry itself says of the image. */
async function report(target: Target, result: RunResult, steps: readonly Step[]): Promise<void> {
  const image = await readBack(target, result);
  console.log(`\n    image    ${result.images[0] ?? ''}`);
  console.log(`    digest   ${result.digest ?? ''} (${image.confirmed})`);
  for (const { digest, size } of image.layers) console.log(`    layer    ${digest} ${size} bytes`);
  for (const { startedAt, endedAt = startedAt, instruction } of steps) {
    console.log(`    step     ${seconds(startedAt, endedAt)} ${instruction}`);
  }
  console.log(`    time     ${seconds(result.startedAt, result.endedAt)} in all\n`);
}

/** The time between two RFC 3339 times. */
function seconds(from: string, to: string): string {
  return `${((Date.parse(to) - Date.parse(from)) / 1000).toFixed(1)} s`;
}

async function step(title: string, work: () => Promise<void>): Promise<void> {
  console.log(`==> ${title}`);
  const began = Date.now();
  await work();
  console.log(`    done in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? 'a signal'}`)),
    );
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`npm start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
