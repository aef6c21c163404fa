import type { ContainerStatus, PodStatus } from '../../../src/kube/objects.ts';
import type { PlayedLine, PodPlay } from './scenario.ts';

/** Any time will do: what counts is the order. */
const START = Date.parse('2026-11-23T03:16:36Z');

/** Lines as a container prints them, stamped 10 ms apart by the server's clock and printed `delay` ms apart. */
export function playedLines(texts: readonly string[], delay = 0): PlayedLine[] {
  return texts.map((text, index) => ({
    text: `${new Date(START + index * 10).toISOString().replace('Z', '000000Z')} ${text}\n`,
    delay,
  }));
}

/** A Pod whose one container starts at once, prints `lines`, and ends with `exitCode`. */
export function simplePlay(options: {
  readonly lines?: readonly PlayedLine[];
  readonly exitCode?: number;
  readonly linesBeforeInput?: number;
  readonly startsAfter?: number;
}): PodPlay {
  const { lines = [], exitCode = 0, linesBeforeInput, startsAfter = 0 } = options;
  const reason = exitCode === 0 ? 'Completed' : 'Error';
  return {
    pending: [
      {
        status: podStatus('Pending', { waiting: { reason: 'ContainerCreating' } }),
        milliseconds: startsAfter,
      },
    ],
    running: podStatus('Running', { running: { startedAt: new Date(START).toISOString() } }),
    log: lines,
    ...(linesBeforeInput === undefined ? {} : { linesBeforeInput }),
    ended: podStatus(exitCode === 0 ? 'Succeeded' : 'Failed', { terminated: { exitCode, reason } }),
    events: [],
  };
}

/** A Pod's status with the one container in `state`. The server puts in the container's name. */
export function podStatus(
  phase: NonNullable<PodStatus['phase']>,
  state: NonNullable<ContainerStatus['state']>,
): PodStatus {
  return { phase, containerStatuses: [{ name: '', state }] };
}
