import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ForwardProxy {
  readonly url: string;
  /** What was asked for, as `METHOD URL`. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** A forward proxy for plain HTTP which knows hosts, `host[:port]`, that nobody else does. Makes no tunnels. */
export async function startForwardProxy(
  address: string,
  hosts: Readonly<Record<string, string>>,
): Promise<ForwardProxy> {
  const requests: string[] = [];
  const server = createServer((incoming, response) => {
    requests.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`);
    forward(incoming, response, hosts);
  });
  server.on('connect', (_incoming, socket) => {
    socket.end('HTTP/1.1 502 No tunnels here\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${address}:${String(port)}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function forward(
  incoming: IncomingMessage,
  response: ServerResponse,
  hosts: Readonly<Record<string, string>>,
): void {
  const url = new URL(incoming.url ?? '', 'http://nobody.invalid');
  const to = hosts[url.host] ?? url.host;
  // The registry names itself in Location: it must do so as it was asked for.
  const outgoing = request(`http://${to}${url.pathname}${url.search}`, {
    method: incoming.method,
    headers: { ...incoming.headers, host: url.host },
  });
  outgoing.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => response.writeHead(502).end());
  incoming.pipe(outgoing);
}
