import type { IncomingMessage } from 'node:http';
import WebSocket from 'ws';
import { KubeError } from './api.ts';
import type { KubeTarget, StdinStream } from './api.ts';
import { errorFromAnswer } from './answer-error.ts';
import type { Credentials } from './credentials.ts';
import type { KubeHttp } from './http.ts';
import { errorFromNetwork } from './network-error.ts';
import { WebSocketStdin } from './websocket-stdin.ts';

/** Version 5 can say that stdin ends (kubernetes/kubernetes#119157); servers before 1.29 only know version 4. */
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
const HANDSHAKE_LIMIT = 30_000;
const REFUSAL_LIMIT = 64 * 1024;

/**
 * Opens a running container's stdin, and nothing else: what it prints comes from its log. `path` is the Pod's.
 * Throws KubeError; a refusal has the cluster's own words.
 */
export async function openStdin(
  http: KubeHttp,
  path: string,
  container: string,
  signal: AbortSignal | undefined,
): Promise<StdinStream> {
  const url = http.url(`${path}/attach`, {
    container,
    stdin: 'true',
    stdout: 'false',
    stderr: 'false',
    tty: 'false',
  });
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:';
  // Opening twice is not the same as once: a container with stdinOnce ends its stdin with the first client.
  const request = { method: 'GET', idempotent: false, signal } as const;
  return await http.retrying(request, (credentials) => open(url, credentials, http, signal));
}

async function open(
  url: URL,
  { agent, tls, headers }: Credentials,
  { target }: KubeHttp,
  signal: AbortSignal | undefined,
): Promise<WebSocketStdin> {
  signal?.throwIfAborted();
  const socket = new WebSocket(url, PROTOCOLS, {
    ...tls,
    agent,
    headers: headers as Record<string, string>,
    perMessageDeflate: false,
    handshakeTimeout: HANDSHAKE_LIMIT,
    // Masks guard old proxies against scripts of web pages (RFC 6455, 10.3). Inside TLS no proxy sees a frame, and an
    // empty mask saves a copy of every byte.
    ...(url.protocol === 'wss:' ? { generateMask: () => undefined } : {}),
  });
  const abort = (): void => socket.terminate();
  signal?.addEventListener('abort', abort);
  try {
    return await new Promise((resolve, reject) => {
      // Made at once: the server's first messages follow before a promise would have resolved.
      socket.once('open', () => resolve(new WebSocketStdin(socket, target, signal)));
      socket.on('error', reject);
      socket.once('unexpected-response', (_request, response) => {
        refusalOf(response, target).then(reject, reject);
      });
    });
  } catch (error) {
    socket.terminate();
    signal?.throwIfAborted();
    throw error instanceof KubeError ? error : errorFromNetwork(error, target, false);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

async function refusalOf(response: IncomingMessage, target: KubeTarget): Promise<KubeError> {
  const status = response.statusCode ?? 0;
  return errorFromAnswer(
    { status, body: await readRefusal(response), retryAfter: response.headers['retry-after'] },
    target,
  );
}

async function readRefusal(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > REFUSAL_LIMIT) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}
