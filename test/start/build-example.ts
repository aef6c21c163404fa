import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { RunEvent, RunResult, Step } from '../../src/build/events.ts';
import { parseReference } from '../../src/registry/reference.ts';
import { readImage } from '../beds/registry.ts';
import type { Target } from './target.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the command line told of a build. */
export interface ExampleBuild {
  readonly result: RunResult;
  readonly steps: readonly Step[];
}

/** Builds examples/hello by the command line that users have, and shows its log. */
export async function buildExample(target: Target): Promise<ExampleBuild> {
  const child = spawn(
    'node',
    [
      join(root, 'dist', 'cli.js'),
      ...['build', '--context', join(root, 'examples', 'hello'), '--destination', target.destination],
      ...['--format', 'jsonl', ...target.args],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const steps: Step[] = [];
  let result: RunResult | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line) as RunEvent;
    if (event.type === 'state')
      console.log(`==> ${event.state}${event.detail === undefined ? '' : `: ${event.detail}`}`);
    if (event.type === 'log') console.log(`    ${event.text}`);
    if (event.type === 'step') steps[event.step.index] = event.step;
    if (event.type === 'result') result = event.result;
  }
  if (result === undefined) throw new Error('kaniko-build could not start the build');
  return { result, steps };
}

export interface ReadBack {
  readonly layers: readonly { readonly digest: string; readonly size: number }[];
  /** In words: who says that the digest is right. */
  readonly confirmed: string;
}

/** Reads the image back from the registry. Throws when it is not the one that the build says it pushed. */
export async function readBack({ destination, registry }: Target, result: RunResult): Promise<ReadBack> {
  if (registry === undefined) return { layers: [], confirmed: 'as the builder says' };
  const { repository, tag = 'latest' } = parseReference(destination);
  const image = await readImage(registry, repository, tag);
  if (image.digest !== result.digest) {
    throw new Error(`the registry has ${image.digest}, the build says ${result.digest ?? 'nothing'}`);
  }
  return { layers: image.layers, confirmed: 'confirmed by the registry' };
}
