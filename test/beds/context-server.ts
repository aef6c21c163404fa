/** Serves what builders fetch contexts from: git repositories by git's own smart HTTP, and files. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createPlainServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ContextServer {
  /** `host:port`. */
  readonly host: string;
  /** PEM file that its certificate is trusted by; absent where it speaks plain HTTP. */
  readonly caFile: string | undefined;
  /** Requests so far: `METHOD /path status`. */
  readonly requests: readonly string[];
  /** Makes a repository of these files, on branch `main`; `git` works in it. Its path is `/NAME.git`. */
  repository(name: string, files: Readonly<Record<string, string>>): Repository;
  /** Makes a gzip tar of these files: `/NAME`. */
  archive(name: string, files: Readonly<Record<string, string>>): void;
  close(): Promise<void>;
}

export interface Repository {
  git(...args: readonly string[]): string;
  write(files: Readonly<Record<string, string>>): void;
}

/** Starts a server at `address`. Those who clone must send `token` as user, as kaniko does, where one is given. */
export async function serveContexts(options: {
  readonly address: string;
  readonly tls: boolean;
  readonly token?: string;
}): Promise<ContextServer> {
  const { address, tls, token } = options;
  const root = mkdtempSync(join(tmpdir(), 'kaniko-build-contexts-'));
  const requests: string[] = [];
  const caFile = tls ? certificate(root, address) : undefined;
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    response.once('finish', () => {
      requests.push(`${request.method ?? ''} ${request.url ?? ''} ${response.statusCode}`);
    });
    serve(root, token, request, response);
  };
  const server =
    caFile === undefined
      ? createPlainServer(answer)
      : createTlsServer({ key: readFileSync(join(root, 'key.pem')), cert: readFileSync(caFile) }, answer);
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return {
    host: `${address}:${(server.address() as AddressInfo).port}`,
    caFile,
    requests,
    repository: (name, files) => repository(join(root, `${name}.git`), files),
    archive: (name, files) => {
      const folder = mkdtempSync(join(root, 'archive-'));
      writeFiles(folder, files);
      execFileSync('tar', ['-czf', join(root, name), '-C', folder, '.']);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          rmSync(root, { recursive: true });
          resolve();
        });
      }),
  };
}

function repository(bare: string, files: Readonly<Record<string, string>>): Repository {
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', bare]);
  const folder = `${bare}.work`;
  execFileSync('git', ['clone', '-q', bare, folder], { stdio: 'ignore' });
  const git = (...args: readonly string[]): string =>
    execFileSync(
      'git',
      ['-C', folder, '-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    )
      .toString()
      .trim();
  const write = (written: Readonly<Record<string, string>>): void => {
    writeFiles(folder, written);
    git('add', '-A');
    git('commit', '-q', '-m', 'files');
    git('push', '-q', '--tags', 'origin', 'HEAD');
  };
  git('checkout', '-q', '-b', 'main');
  write(files);
  return { git, write };
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    execFileSync('mkdir', ['-p', join(folder, name, '..')]);
    writeFileSync(join(folder, name), text);
  }
}

function certificate(folder: string, address: string): string {
  const file = join(folder, 'ca.pem');
  execFileSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-subj', '/CN=contexts', '-addext', `subjectAltName=IP:${address}`],
      ...['-keyout', join(folder, 'key.pem'), '-out', file],
    ],
    { stdio: 'ignore' },
  );
  return file;
}

function serve(
  root: string,
  token: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://x');
  const login = `Basic ${Buffer.from(`${token ?? ''}:`).toString('base64')}`;
  if (token !== undefined && request.headers.authorization !== login) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="contexts"' }).end();
  } else if (/^\/[\w-]+\.git\//.test(pathname)) {
    backend(root, pathname, search.slice(1), request, response);
  } else if (/^\/[\w-]+\.tar\.gz$/.test(pathname)) {
    response.end(readFileSync(join(root, pathname)));
  } else {
    response.writeHead(404).end();
  }
}

/** git's own CGI program. (git-http-backend(1)) */
function backend(
  root: string,
  path: string,
  query: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const child = spawn('git', ['http-backend'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: path,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  });
  request.pipe(child.stdin);
  child.stdin.on('error', () => undefined);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.once('close', () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf('\r\n\r\n');
    const headers = output
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line) => line.split(': ', 2) as [string, string]);
    const status = headers.find(([name]) => name === 'Status')?.[1] ?? '200';
    response.writeHead(
      Number.parseInt(status, 10),
      Object.fromEntries(headers.filter(([name]) => name !== 'Status')),
    );
    response.end(output.subarray(end + 4));
  });
}
