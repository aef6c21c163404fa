import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { JSON_SCHEMA, load } from 'js-yaml';
import type { KubeEvent, Pod, PodStatus } from '../../../src/kube/objects.ts';
import type { FaultAction, PlayedLine, PodPlay } from './scenario.ts';

/** Milliseconds that a recorded log takes when it is played, however long it took. */
const PLAYING_TIME = 400;
/** Milliseconds that a played Pod is pending. */
const PENDING_TIME = 50;

/**
 * A recorded build as a play: `NAME.yaml`, `NAME.final.log` and `NAME.events.txt` of `folder`. Pending, running and
 * ended are made from the Pod as it was at the end; a Pod that never ran stays as it was.
 */
export async function samplePlay(folder: string, name: string, playingTime = PLAYING_TIME): Promise<PodPlay> {
  const text = async (suffix: string): Promise<string> =>
    readFile(path.join(folder, `${name}${suffix}`), 'utf8');
  const pod = load(await text('.yaml'), { schema: JSON_SCHEMA }) as Pod;
  const ended = pod.status ?? {};
  const log = playedLog(await text('.final.log').catch(() => ''), playingTime);
  const events = recordedEvents(await text('.events.txt'));
  const pending = [{ status: { phase: 'Pending' } satisfies PodStatus, milliseconds: PENDING_TIME }];
  const startedAt = ended.containerStatuses?.[0]?.state?.terminated?.startedAt;
  if (startedAt === undefined) {
    return { pending: [...pending, { status: ended, milliseconds: 0 }], log, events };
  }
  const containers = (ended.containerStatuses ?? []).map(({ name: container }) => ({
    name: container,
    state: { running: { startedAt } },
  }));
  const waits = log[0]?.text.includes('Ctrl+D') ?? false;
  return {
    pending,
    running: { phase: 'Running', containerStatuses: containers },
    log,
    ...(waits ? { linesBeforeInput: 1 } : {}),
    ended,
    events,
  };
}

/** A recorded HTTP answer (`curl -i`) as a fault. */
export async function recordedAnswer(file: string): Promise<FaultAction> {
  const [head = '', ...rest] = (await readFile(file, 'utf8')).split(/\r?\n\r?\n/);
  const [first = '', ...fields] = head.split(/\r?\n/);
  const warning = fields.find((field) => field.toLowerCase().startsWith('warning:'));
  return {
    kind: 'answer',
    status: Number(first.split(' ')[1]),
    body: rest.join('\n\n'),
    headers: {
      'Content-Type': 'application/json',
      ...(warning === undefined ? {} : { Warning: warning.slice('warning:'.length).trim() }),
    },
  };
}

/** Lines with their own times between them, squeezed into `playingTime`. */
function playedLog(log: string, playingTime: number): PlayedLine[] {
  const lines = log.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const times = lines.map((line) => Date.parse(line.slice(0, line.indexOf(' '))));
  const total = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const scale = Math.min(1, playingTime / Math.max(total, 1));
  return lines.map((text, index) => {
    const gap = (times[index] ?? 0) - (times[index - 1] ?? times[index] ?? 0);
    return { text, delay: Math.max(0, Math.round(gap * scale)) };
  });
}

/** The table that `kubectl get events` was asked for: type, reason, count, message. */
function recordedEvents(table: string): KubeEvent[] {
  return table
    .split('\n')
    .slice(1)
    .flatMap((row) => {
      const [, type, reason = '', count = '', message = ''] =
        /^(\S+)\s+(\S+)\s+(\S+)\s+(.*)$/.exec(row) ?? [];
      if (type === undefined) return [];
      return [
        {
          type: type === 'Warning' ? 'Warning' : 'Normal',
          reason,
          message,
          count: Number(count) || 1,
        } as const,
      ];
    });
}
