import type { Engine, Run } from '../build/engine.ts';
import type { RunEvent } from '../build/events.ts';
import { newRunId } from '../build/run-id.ts';
import type { BuildOptions } from './arguments.ts';
import { exitCodeOfResult } from './exit-code.ts';
import { readPassword, requestOf } from './request.ts';
import { TextOutput } from './text-output.ts';

/** `kaniko-build build`: builds, tells how it goes, and returns the exit code. Throws BuildError. */
export async function buildCommand(
  options: BuildOptions & { readonly format: 'text' | 'jsonl'; readonly insist: boolean },
  engine: Engine,
): Promise<number> {
  const request = await requestOf(options, engine);
  const password = options.passwordStdin ? await readPassword() : undefined;
  const run = engine.start(request, {
    id: newRunId(request.dockerfile),
    insist: options.insist,
    onEvent: options.format === 'jsonl' ? writeJsonLine : textOutput(request.cluster),
    ...(password === undefined ? {} : { password }),
  });
  const release = cancelOnSignal(run);
  const result = await run.result;
  release();
  return exitCodeOfResult(result);
}

function writeJsonLine(event: RunEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

function textOutput(cluster: {
  readonly context: string;
  readonly namespace: string;
}): (event: RunEvent) => void {
  const output = new TextOutput(cluster);
  return (event) => output.write(event);
}

/** The first signal cancels and cleans up; a second one ends the process at once. */
function cancelOnSignal(run: Run): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let cancelled = false;
  const onSignal = (): void => {
    if (cancelled) {
      process.stderr.write(`kaniko-build: ended before cleaning up; Pod ${run.id} may be left\n`);
      process.exit(130);
    }
    cancelled = true;
    process.stderr.write('kaniko-build: cancelling, cleaning up…\n');
    run.cancel();
  };
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}
