import * as http from 'node:http';
import * as https from 'node:https';
import type { KubeTarget } from './api.ts';
import { errorFromAnswer } from './answer-error.ts';
import type { Credentials, CredentialSource } from './credentials.ts';
import { errorFromNetwork } from './network-error.ts';
import { abortable, endOnAbort, limitSilence } from './request-control.ts';
import { RequestError } from './request-error.ts';
import { retrying } from './retry.ts';
import { warningsIn } from './warnings.ts';

/** Milliseconds without a byte after which a request is given up. */
const IDLE_LIMIT = 30_000;
/** Bytes of a refusal that are read. */
const REFUSAL_LIMIT = 256 * 1024;

export interface KubeRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Path below the server's address, each part already encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** The `Accept` header, where a plain answer is not what is wanted. */
  readonly accept?: string;
  /** Whether sending it twice does the same as once. Absent: for all but POST. */
  readonly idempotent?: boolean;
  /** Whether it is sent once only, whatever happens. */
  readonly once?: boolean;
  /** Told each warning that comes with the answer. */
  readonly onWarning?: ((text: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpLimits {
  /** Milliseconds without a byte. */
  readonly idle?: number;
  /** Milliseconds to wait before each further attempt. */
  readonly retryDelays?: readonly number[];
}

/** Requests to one API server as one user. Every method throws KubeError; an abort rejects with the signal's reason. */
export class KubeHttp {
  readonly target: KubeTarget;
  readonly #server: string;
  readonly #source: CredentialSource;
  readonly #idle: number;
  readonly #retryDelays: readonly number[] | undefined;

  constructor(server: string, source: CredentialSource, target: KubeTarget, limits: HttpLimits = {}) {
    this.target = target;
    this.#server = server;
    this.#source = source;
    this.#idle = limits.idle ?? IDLE_LIMIT;
    this.#retryDelays = limits.retryDelays;
  }

  /** Name of the program that gives the user's credentials, if one does. */
  get credentialProgram(): string | undefined {
    return this.#source.program;
  }

  /** Gets the credentials ready, without a request. */
  async authenticate(signal: AbortSignal | undefined): Promise<void> {
    await abortable(this.#source.credentials(), signal);
  }

  /** The answer's JSON. Failures that may pass are tried again. */
  async json(request: KubeRequest): Promise<unknown> {
    return await this.retrying(request, async (credentials) => {
      const response = await this.#send(request, credentials, this.#idle);
      return this.#parse(await this.#whole(response, request.signal));
    });
  }

  /**
   * The answer's body as it arrives. With `endless` a server may be silent for hours, even before its answer begins;
   * only a connection that is dead ends it.
   */
  async stream(request: KubeRequest, options: { readonly endless: boolean }): Promise<http.IncomingMessage> {
    const idle = options.endless ? undefined : this.#idle;
    return await this.#authorised(request, (credentials) => this.#send(request, credentials, idle));
  }

  /** Runs `attempt` with fresh credentials as often as its failures and the request's nature allow. */
  async retrying<T>(
    request: Pick<KubeRequest, 'method' | 'idempotent' | 'once' | 'signal'>,
    attempt: (credentials: Credentials) => Promise<T>,
  ): Promise<T> {
    return await retrying(() => this.#authorised(request, attempt), {
      idempotent: request.idempotent ?? request.method !== 'POST',
      signal: request.signal,
      delays: request.once === true ? [] : this.#retryDelays,
    });
  }

  /** The address of a path below the server's own, which may have a path itself. */
  url(path: string, query: Readonly<Record<string, string>> = {}): URL {
    const url = new URL(`${this.#server}${path}`);
    url.search = new URLSearchParams(query).toString();
    return url;
  }

  /** One attempt, and a second one with renewed credentials where the server does not accept the first ones. */
  async #authorised<T>(
    { signal }: Pick<KubeRequest, 'signal'>,
    attempt: (credentials: Credentials) => Promise<T>,
  ): Promise<T> {
    try {
      return await attempt(await abortable(this.#source.credentials(), signal));
    } catch (error) {
      if (!(error instanceof RequestError) || error.code !== 'unauthenticated') throw error;
      if (!this.#source.renew()) throw this.#explained(error);
      try {
        return await attempt(await abortable(this.#source.credentials(), signal));
      } catch (second) {
        throw this.#explained(second);
      }
    }
  }

  /** A refusal of credentials with the reason, where it can be seen in them. */
  #explained(error: unknown): unknown {
    if (!(error instanceof RequestError) || error.code !== 'unauthenticated') return error;
    const flaw = this.#source.flaw();
    if (flaw === undefined) return error;
    return new RequestError('unauthenticated', `${error.message}. ${flaw}`, {
      retry: 'never',
      status: 401,
      cause: error,
    });
  }

  /** Resolves with a successful answer's head; reads and throws any other. */
  async #send(
    request: KubeRequest,
    credentials: Credentials,
    idle: number | undefined,
  ): Promise<http.IncomingMessage> {
    const response = await this.#head(request, credentials, idle);
    if (request.onWarning !== undefined) warningsIn(response.rawHeaders).forEach(request.onWarning);
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) return response;
    const body = await this.#whole(response, request.signal, REFUSAL_LIMIT);
    throw errorFromAnswer({ status, body, retryAfter: response.headers['retry-after'] }, this.target);
  }

  async #head(
    request: KubeRequest,
    credentials: Credentials,
    idle: number | undefined,
  ): Promise<http.IncomingMessage> {
    const { signal } = request;
    signal?.throwIfAborted();
    const url = this.url(request.path, request.query);
    const body = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
    const headers = {
      Accept: request.accept ?? 'application/json, */*',
      ...credentials.headers,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': body.length }),
    };
    return await new Promise((resolve, reject) => {
      let connected = false;
      const fail = (error: unknown): void => {
        reject(
          signal?.aborted === true
            ? (signal.reason as Error)
            : errorFromNetwork(error, this.target, connected),
        );
      };
      try {
        const options = {
          ...credentials.tls,
          agent: credentials.agent,
          method: request.method,
          headers: headers as http.OutgoingHttpHeaders,
        };
        const sent = (url.protocol === 'http:' ? http : https).request(url, options, resolve);
        limitSilence(sent, idle, () => (connected = true));
        endOnAbort(sent, signal);
        sent.on('error', fail);
        sent.end(body);
      } catch (error) {
        fail(error);
      }
    });
  }

  async #whole(
    response: http.IncomingMessage,
    signal: AbortSignal | undefined,
    limit = Infinity,
  ): Promise<string> {
    const chunks: Buffer[] = [];
    let length = 0;
    try {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        chunks.push(chunk);
        length += chunk.length;
        if (length > limit) break;
      }
    } catch (error) {
      signal?.throwIfAborted();
      throw errorFromNetwork(error, this.target, true);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  #parse(body: string): unknown {
    try {
      return JSON.parse(body);
    } catch {
      // A proxy or a login page answered in the server's place. Its text is of no use and may be long.
      throw errorFromAnswer({ status: 200, body: '' }, this.target);
    }
  }
}
