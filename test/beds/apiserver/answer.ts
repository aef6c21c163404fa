import { STATUS_CODES } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** An HTTP answer. A string body is sent as it is, any other as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A `Status` object as an API server answers with. */
export function status(code: number, reason: string, message: string): Readonly<Record<string, unknown>> {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
}

export const UNAUTHORIZED: Answer = { status: 401, body: status(401, 'Unauthorized', 'Unauthorized') };

export function notFound(kind: string, name: string): Answer {
  return { status: 404, body: status(404, 'NotFound', `${kind} "${name}" not found`) };
}

export function send(response: ServerResponse, { status: code, body, headers }: Answer): void {
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  response.writeHead(code, { 'Content-Type': type, ...headers });
  response.end(textOf(body));
}

/** Refuses a WebSocket before there is one. */
export function refuseUpgrade(socket: Duplex, { status: code, body }: Answer): void {
  const text = textOf(body);
  socket.end(
    `HTTP/1.1 ${code} ${STATUS_CODES[code] ?? ''}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  );
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
