import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { PlayingPod } from './playing-pod.ts';
import { send, status } from './answer.ts';
import type { FaultAction } from './scenario.ts';

/** Answers a request for a Pod's log as a kubelet does: `follow` until the container ends, `sinceTime` by line. */
export async function serveLog(
  playing: PlayingPod,
  query: URLSearchParams,
  response: ServerResponse,
  fault: FaultAction | undefined,
): Promise<void> {
  const container = query.get('container') ?? '';
  if (!playing.isRunning && !playing.isOver) {
    const waiting = `container "${container}" in pod "${playing.pod().metadata.name}" is waiting to start: ContainerCreating`;
    send(response, { status: 400, body: status(400, 'BadRequest', waiting) });
    return;
  }
  const since = Date.parse(query.get('sinceTime') ?? '1970-01-01T00:00:00Z');
  const cut = fault?.kind === 'cut-log' ? fault : undefined;
  let room = cut?.after ?? Infinity;
  let next = 0;
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  response.flushHeaders();
  for (;;) {
    // Looked at before the lines: what is printed meanwhile belongs to the next round.
    const isLast = query.get('follow') !== 'true' || playing.isOver;
    const lines = playing.printed.slice(next).filter((line) => stampOf(line) >= since);
    next = playing.printed.length;
    const bytes = Buffer.from(lines.join(''));
    if (bytes.length > 0) await written(response, bytes.subarray(0, room));
    room -= bytes.length;
    if (cut !== undefined && room <= 0) break;
    if (isLast || response.destroyed) break;
    await change(playing, response, next);
  }
  if (cut?.how === 'reset' && room <= 0) response.destroy();
  else response.end();
}

async function written(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  await new Promise<void>((resolve) => response.write(bytes, () => resolve()));
}

/** Waits until there is more to print than `printed` lines, or nothing more can come. */
async function change(playing: PlayingPod, response: ServerResponse, printed: number): Promise<void> {
  if (playing.isOver || playing.printed.length > printed) return;
  const gone = new AbortController();
  const onClose = (): void => gone.abort();
  response.once('close', onClose);
  await once(playing, 'change', { signal: gone.signal }).catch(() => undefined);
  response.off('close', onClose);
}

function stampOf(line: string): number {
  return Date.parse(line.slice(0, line.indexOf(' ')));
}
