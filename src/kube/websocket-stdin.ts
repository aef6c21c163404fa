import * as l10n from '@vscode/l10n';
import type WebSocket from 'ws';
import { errorFromAnswer } from './answer-error.ts';
import { KubeError } from './api.ts';
import type { KubeTarget, StdinStream } from './api.ts';

/** Channels of the remote-command protocol: the first byte of every message. */
const STDIN = 0;
const STATUS = 3;
/** In version 5: the channel whose number follows ends. */
const CLOSE = 255;
/** Bytes a message. Throughput is alike from 32 KiB to 1 MiB. */
const FRAME = 256 * 1024;
const NORMAL_CLOSURE = 1000;

/** Milliseconds after which a silent connection is given up. */
export interface SilenceLimits {
  /** Between two pings. */
  readonly pulse: number;
  /** When the server has read everything. */
  readonly idle: number;
  /** When it has not: one that waits for a slow container reads no pings either. */
  readonly stalled: number;
}

const LIMITS: SilenceLimits = { pulse: 10_000, idle: 30_000, stalled: 120_000 };

/**
 * A container's stdin over an open attach WebSocket, version 5 or 4 of the remote-command protocol. An abort drops
 * the connection, and what is pending rejects with the signal's reason.
 */
export class WebSocketStdin implements StdinStream {
  readonly #socket: WebSocket;
  readonly #target: KubeTarget;
  readonly #limits: SilenceLimits;
  readonly #closed: Promise<void>;
  #failure: Error | undefined;
  /** The server has said that the container had all of its input. */
  #confirmed = false;
  /** Messages sent, and how many of them the server has read for sure: a pong brings back what its ping carried. */
  #sent = 0;
  #read = 0;
  #lastSign = Date.now();
  /**
   * The message that is gathered: the pieces of an archive may be small. The same memory for all of them, as a new one
   * for each would leave tens of megabytes to the collector.
   */
  readonly #message = Buffer.allocUnsafe(1 + FRAME);
  /** Bytes of it that are there; the first is the channel. */
  #gathered = 1;

  constructor(socket: WebSocket, target: KubeTarget, signal: AbortSignal | undefined, limits = LIMITS) {
    this.#socket = socket;
    this.#target = target;
    this.#limits = limits;
    const abort = (): void => this.#fail(signal?.reason as Error);
    const pulse = setInterval(() => this.#beat(), limits.pulse);
    signal?.addEventListener('abort', abort);
    this.#closed = new Promise((resolve) => {
      socket.on('close', (code) => {
        clearInterval(pulse);
        signal?.removeEventListener('abort', abort);
        if (code !== NORMAL_CLOSURE) this.#fail(this.#broken(`WebSocket ${code}`));
        resolve();
      });
    });
    socket.on('message', (message) => this.#receive(message as Buffer));
    socket.on('pong', (count) => {
      this.#lastSign = Date.now();
      this.#read = Number(count.toString());
    });
    socket.on('error', (error: NodeJS.ErrnoException) =>
      this.#fail(this.#broken(error.code ?? error.message)),
    );
    if (signal?.aborted === true) abort();
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#throwFailure();
    if (this.#isClosed()) await this.#throwClosed();
    let start = 0;
    while (start < chunk.length) {
      const piece = chunk.subarray(start, start + this.#message.length - this.#gathered);
      this.#message.set(piece, this.#gathered);
      this.#gathered += piece.length;
      start += piece.length;
      if (this.#gathered === this.#message.length) await this.flush();
    }
  }

  async flush(): Promise<void> {
    if (this.#gathered === 1) return;
    this.#message[0] = STDIN;
    await this.#send(this.#message.subarray(0, this.#gathered));
    this.#gathered = 1;
  }

  /**
   * Version 5 has a message for the end of stdin, and the server answers when the container has it. In version 4
   * only closing the connection ends stdin; a pong tells before that nothing is under way any more.
   */
  async end(): Promise<void> {
    this.#throwFailure();
    await this.flush();
    try {
      if (this.#socket.protocol.startsWith('v5.')) {
        await this.#send(Buffer.from([CLOSE, STDIN]));
      } else {
        await this.#allRead();
        this.#socket.close(NORMAL_CLOSURE);
      }
    } catch (error) {
      // A container that needs no end of input may be done, and the server have closed, before we say it.
      if (this.#failure !== undefined || !this.#isClosed()) throw error;
    }
    await this.#closed;
    this.#throwFailure();
  }

  destroy(): void {
    this.#fail(new KubeError('unreachable', l10n.t('The connection to the container was dropped.')));
  }

  async #send(message: Buffer): Promise<void> {
    this.#throwFailure();
    this.#sent++;
    // Called back when the system has taken the bytes, which is the back-pressure, or when the socket is destroyed.
    const taken = await new Promise<boolean>((resolve) => {
      this.#socket.send(message, (error) => resolve(!error));
    });
    if (!taken) {
      await this.#throwClosed();
    }
    this.#lastSign = Date.now();
  }

  async #throwClosed(): Promise<never> {
    // Why is known when the socket has closed.
    await this.#closed;
    throw (
      this.#failure ??
      new KubeError('unreachable', l10n.t('The container ended before it had read all of its input.'))
    );
  }

  async #allRead(): Promise<void> {
    while (this.#read < this.#sent && this.#socket.readyState === this.#socket.OPEN) {
      const answered = new Promise((resolve) => this.#socket.once('pong', resolve));
      this.#socket.ping(String(this.#sent));
      await Promise.race([answered, this.#closed]);
    }
    this.#throwFailure();
  }

  /** Asks for a sign of life, or drops a connection that has given none for too long. */
  #beat(): void {
    const limit = this.#read === this.#sent ? this.#limits.idle : this.#limits.stalled;
    if (Date.now() - this.#lastSign > limit) {
      this.#fail(this.#broken(l10n.t('no answer for {0} seconds', Math.round(limit / 1000))));
    } else if (this.#socket.readyState === this.#socket.OPEN) {
      this.#socket.ping(String(this.#sent));
    }
  }

  #receive(message: Buffer): void {
    this.#lastSign = Date.now();
    // The server opens each channel with an empty message.
    if (message[0] !== STATUS || message.length === 1) return;
    const body = message.toString('utf8', 1);
    const { status, code } = parseStatus(body);
    if (status === 'Success') this.#confirmed = true;
    else this.#fail(errorFromAnswer({ status: code, body }, this.#target));
  }

  #fail(error: Error): void {
    if (!this.#confirmed) this.#failure ??= error;
    this.#socket.terminate();
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  #isClosed(): boolean {
    return this.#socket.readyState !== this.#socket.OPEN;
  }

  #broken(reason: string): KubeError {
    return new KubeError('unreachable', l10n.t('The connection to the container broke ({0}).', reason));
  }
}

/** The end of a remote command is a `Status` object as for any request. */
function parseStatus(body: string): { readonly status: string; readonly code: number } {
  try {
    const { status, code } = JSON.parse(body) as { readonly status?: string; readonly code?: number };
    return { status: status ?? '', code: code ?? 500 };
  } catch {
    return { status: '', code: 500 };
  }
}
