import { isSilence, KubeError } from './api.ts';
import type { KubeApi } from './api.ts';
import { DeliveredLines } from './delivered-lines.ts';
import type { TimedLine } from './delivered-lines.ts';
import { LineSplitter } from './line-splitter.ts';
import type { Piece } from './line-splitter.ts';
import { pause } from './pause.ts';

/** Milliseconds to wait before a log is asked for again that gave nothing new: the first time, and at most. */
const FIRST_DELAY = 100;
const LONGEST_DELAY = 2000;
/** Milliseconds of silence after which it is asked whether the container still runs. */
const QUIET = 30_000;
/** How often it is asked whether the container is over when its log has ended in order. */
const LAG_QUESTIONS = 20;
/** How often the last read of all is tried. */
const LAST_READS = 5;

export interface FollowOptions {
  /** Whether the container has ended, so that nothing more can come. What it throws ends the log. */
  readonly isOver: () => Promise<boolean>;
  readonly signal: AbortSignal;
  /** Milliseconds of silence after which a stream is not trusted any more. */
  readonly quiet?: number;
  /** Milliseconds before a log that gave nothing new is asked for again; doubled each time. */
  readonly delay?: number;
}

/**
 * The complete lines of a container's log from its beginning to the container's end, each once and in the server's
 * order, over however many connections it takes. A last line without newline comes when the container is over; one
 * over 1 MiB comes in parts. Throws KubeError when the cluster refuses the log, what `isOver` throws, or the signal's
 * reason.
 */
export async function* followLines(
  api: Pick<KubeApi, 'readLog'>,
  pod: string,
  container: string,
  { isOver, signal, quiet = QUIET, delay: firstDelay = FIRST_DELAY }: FollowOptions,
): AsyncGenerator<TimedLine, void, undefined> {
  const delivered = new DeliveredLines();
  const read = (follow: boolean, end: AbortSignal): AsyncIterable<Uint8Array> => {
    const since = delivered.resumeFrom();
    delivered.resume();
    return api.readLog(pod, container, { follow, ...(since === undefined ? {} : { since }), signal: end });
  };
  let delay = firstDelay;
  for (;;) {
    const cut = new AbortController();
    const chunks = untilOver(read(true, AbortSignal.any([signal, cut.signal])), { isOver, quiet, cut });
    const count = delivered.count;
    const failure = yield* untilFailure(newLines(chunks, delivered, 'hold'));
    signal.throwIfAborted();
    if (await isOver()) break;
    if (failure === undefined && (await endsSoon(isOver, firstDelay, signal))) break;
    if (failure !== undefined && !cut.signal.aborted && !mayPass(failure)) throw failure;
    delay = delivered.count > count ? firstDelay : Math.min(delay * 2, LONGEST_DELAY);
    await pause(delay, signal);
  }
  yield* lastLines(() => read(false, signal), delivered, { signal, delay: firstDelay });
}

/** Yields what comes and returns the error that ended it, if one did. */
async function* untilFailure<T>(items: AsyncIterable<T>): AsyncGenerator<T, Error | undefined, undefined> {
  try {
    yield* items;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Whether the container turns out to be over: its status follows the end of its log by a second or two. */
async function endsSoon(
  isOver: () => Promise<boolean>,
  interval: number,
  signal: AbortSignal,
): Promise<boolean> {
  for (let asked = 0; asked < LAG_QUESTIONS; asked++) {
    await pause(interval, signal);
    if (await isOver()) return true;
  }
  return false;
}

/** What the ended container's log has beyond the lines delivered. A Pod that is gone has nothing. */
async function* lastLines(
  read: () => AsyncIterable<Uint8Array>,
  delivered: DeliveredLines,
  { signal, delay }: { readonly signal: AbortSignal; readonly delay: number },
): AsyncGenerator<TimedLine, void, undefined> {
  for (let failures = 0; ; failures++) {
    try {
      yield* newLines(read(), delivered, 'deliver');
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof KubeError && error.code === 'not-found') return;
      if (!mayPass(error) || failures === LAST_READS - 1) throw error;
    }
    await pause(delay * 2 ** failures, signal);
  }
}

/** The lines of `chunks` that were not delivered before. `incomplete` says what to do with a last one without newline. */
async function* newLines(
  chunks: AsyncIterable<Uint8Array>,
  delivered: DeliveredLines,
  incomplete: 'hold' | 'deliver',
): AsyncGenerator<TimedLine, void, undefined> {
  const splitter = new LineSplitter();
  let at = '';
  const timed = (piece: Piece): TimedLine | undefined => {
    const stamp = piece.begins ? TIMESTAMP.exec(piece.text)?.[0] : '';
    // Without a time it is the kubelet's own complaint, not the container's: it is asked again or seen as an end.
    if (stamp === undefined) return undefined;
    if (piece.begins) at = stamp.trimEnd();
    const line = { at, text: piece.text.slice(stamp.length) };
    return delivered.take(line) ? line : undefined;
  };
  for await (const chunk of chunks) {
    for (const piece of splitter.push(chunk)) {
      const line = timed(piece);
      if (line !== undefined) yield line;
    }
  }
  const last = incomplete === 'deliver' ? splitter.last() : undefined;
  const line = last === undefined ? undefined : timed(last);
  if (line !== undefined) yield line;
}

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d) ?/;

/**
 * `chunks`, cut when the container is over and the stream still has not ended after a silence: a connection can die
 * without either side being told.
 */
async function* untilOver(
  chunks: AsyncIterable<Uint8Array>,
  {
    isOver,
    quiet,
    cut,
  }: { readonly isOver: () => Promise<boolean>; readonly quiet: number; readonly cut: AbortController },
): AsyncGenerator<Uint8Array, void, undefined> {
  let asking = false;
  const ask = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    // A failure to ask says nothing about the stream.
    if (await isOver().catch(() => false)) cut.abort();
    asking = false;
  };
  let timer = setInterval(() => void ask(), quiet);
  try {
    for await (const chunk of chunks) {
      clearInterval(timer);
      yield chunk;
      timer = setInterval(() => void ask(), quiet);
    }
  } finally {
    clearInterval(timer);
  }
}

/** Whether the log may well be had at another try: also from a container that is only just starting. */
function mayPass(error: unknown): boolean {
  return isSilence(error) || (error instanceof KubeError && isStarting(error));
}

function isStarting({ code, message }: KubeError): boolean {
  return (
    code === 'invalid' && /waiting to start|is not available|PodInitializing|ContainerCreating/.test(message)
  );
}
