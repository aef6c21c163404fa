/**
 * Gives out objects as the object stores do whose clients builders have: S3 by path, Google's storage and Azure's blobs.
 * It keeps what it was given and checks no signature; what it was asked, and how, can be looked at.
 */
import { createServer as createPlainServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface BucketServer {
  /** `host:port`. */
  readonly host: string;
  /** Requests so far: `METHOD /path`, and the scheme of the login. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Serves `objects` by path, `/BUCKET/KEY`. Azure's client needs TLS, and the port that its URLs have. */
export async function serveBuckets(
  objects: Readonly<Record<string, Buffer>>,
  where: {
    readonly address: string;
    readonly port?: number;
    readonly tls?: { readonly key: string; readonly cert: string };
  },
): Promise<BucketServer> {
  const requests: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const pathname = pathOf(request.url ?? '/');
    const [scheme = ''] = (request.headers.authorization ?? '').split(' ');
    requests.push(`${request.method ?? ''} ${pathname} ${scheme}`);
    const object = objects[pathname];
    if (object === undefined) response.writeHead(404).end();
    else send(object, request, response);
  };
  const { address, port = 0, tls } = where;
  const server = tls === undefined ? createPlainServer(answer) : createTlsServer(tls, answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
  return {
    host: `${address}:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** `/BUCKET/KEY` of a request; Google's client escapes the key's slashes, and may ask its JSON interface. */
function pathOf(url: string): string {
  const { pathname } = new URL(url, 'http://x');
  return decodeURIComponent(pathname).replace(/^(?:\/download)?(?:\/storage\/v1)?\/b\/([^/]+)\/o\//, '/$1/');
}

/** The object, or the range of it that is asked for; Azure has a header of its own for that. */
function send(object: Buffer, request: IncomingMessage, response: ServerResponse): void {
  const written = request.headers['x-ms-range'] ?? request.headers.range ?? '';
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(String(written)) ?? [];
  const start = Number(first ?? 0);
  const end =
    last === undefined || last === '' ? object.length - 1 : Math.min(Number(last), object.length - 1);
  const headers = {
    'Content-Length': end + 1 - start,
    'Content-Type': 'application/gzip',
    'Last-Modified': new Date(0).toUTCString(),
    ETag: '"1"',
    'Accept-Ranges': 'bytes',
    ...(first === undefined ? {} : { 'Content-Range': `bytes ${start}-${end}/${object.length}` }),
  };
  response.writeHead(first === undefined ? 200 : 206, headers);
  response.end(request.method === 'HEAD' ? undefined : object.subarray(start, end + 1));
}
