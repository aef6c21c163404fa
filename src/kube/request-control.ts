import type { ClientRequest } from 'node:http';
import { TimeoutError } from './network-error.ts';

/** Milliseconds that the connection may take. */
const CONNECT_LIMIT = 15_000;
/** Milliseconds of silence after which the system asks whether the other side of a stream is still there. */
const PROBE_AFTER = 15_000;

/**
 * Ends a request with a {@link TimeoutError} when connecting takes too long or no byte comes for `idle` milliseconds;
 * undefined: for ever. `onConnected` is called when the connection stands, TLS included.
 */
export function limitSilence(sent: ClientRequest, idle: number | undefined, onConnected: () => void): void {
  sent.on('socket', (socket) => {
    const connected = (): void => {
      onConnected();
      sent.setTimeout(idle ?? 0);
      socket.setKeepAlive(true, PROBE_AFTER);
    };
    if (socket.connecting) {
      sent.setTimeout(Math.min(CONNECT_LIMIT, idle ?? Infinity));
      socket.once('encrypted' in socket ? 'secureConnect' : 'connect', connected);
    } else {
      connected();
    }
    sent.on('timeout', () => sent.destroy(new TimeoutError(socket.timeout ?? 0)));
  });
}

/** Destroys the request, and with it a response that is still arriving, when the signal aborts. */
export function endOnAbort(sent: ClientRequest, signal: AbortSignal | undefined): void {
  if (signal === undefined) return;
  const abort = (): void => void sent.destroy();
  signal.addEventListener('abort', abort);
  sent.on('close', () => {
    signal.removeEventListener('abort', abort);
  });
}

/** `value`, or a rejection with the signal's reason as soon as it aborts: a credential program cannot be hurried. */
export async function abortable<T>(value: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return await value;
  signal.throwIfAborted();
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([value, aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
  }
}
