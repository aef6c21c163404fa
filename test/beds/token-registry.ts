/**
 * A registry that gives tokens, as Docker Hub, Harbor, GitLab and GHCR do: for what the real one of the sandbox, which
 * knows a login and no rights, cannot be asked for. It keeps nothing.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface TokenRegistryScenario {
  /** Passwords by user. */
  readonly users?: Readonly<Record<string, string>>;
  /** Refresh tokens that are taken in place of a password. */
  readonly identityTokens?: readonly string[];
  /** Repositories to which users may push; absent: all. */
  readonly pushable?: readonly string[];
  /** Images that everybody may pull, as `NAME:TAG`. */
  readonly images?: readonly string[];
  /** Answers to what is asked, before anything else. `undefined`: go on. */
  readonly answer?: (request: IncomingMessage) => RegistryAnswer | undefined;
  /** Address to listen on; loopback when absent. */
  readonly address?: string;
  readonly tls?: { readonly cert: string; readonly key: string };
}

export interface RegistryAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface TokenRegistry {
  /** `host:port`. */
  readonly host: string;
  /** `METHOD path` of every request so far. */
  readonly requests: readonly string[];
  /** Uploads that were begun and not cancelled. */
  readonly uploads: ReadonlySet<string>;
  close(): Promise<void>;
}

export async function startTokenRegistry(scenario: TokenRegistryScenario = {}): Promise<TokenRegistry> {
  const requests: string[] = [];
  const uploads = new Set<string>();
  let base = '';
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    void respond(request, scenario, base, uploads).then(({ status, headers = {}, body = '' }) => {
      response.writeHead(status, headers);
      response.end(request.method === 'HEAD' ? undefined : body);
    });
  };
  const { tls } = scenario;
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, scenario.address ?? '127.0.0.1', resolve));
  const { address, port } = server.address() as AddressInfo;
  base = `${tls === undefined ? 'http' : 'https'}://${address}:${port}`;
  return {
    host: `${address}:${port}`,
    requests,
    uploads,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  request: IncomingMessage,
  scenario: TokenRegistryScenario,
  base: string,
  uploads: Set<string>,
): Promise<RegistryAnswer> {
  const body = await text(request);
  const scripted = scenario.answer?.(request);
  if (scripted !== undefined) return scripted;
  const url = new URL(request.url ?? '/', base);
  if (url.pathname === '/token') return token(request, url, body, scenario);
  const grant = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1];
  if (grant === undefined) {
    const challenge = `Bearer realm="${base}/token",service="bed",scope="registry:catalog:*"`;
    return refusal(401, 'UNAUTHORIZED', 'authentication required', { 'WWW-Authenticate': challenge });
  }
  const [, name = '', rest = ''] = /^\/v2\/(.+?)\/((?:blobs|manifests)\/.*)$/.exec(url.pathname) ?? [];
  if (request.method === 'POST') return upload(name, grant, uploads);
  if (request.method === 'DELETE') {
    uploads.delete(url.pathname);
    return { status: 204 };
  }
  return manifest(`${name}:${rest.replace('manifests/', '')}`, grant, scenario);
}

/** The token is the scope that is granted, in the open: nobody but tests reads it. */
function token(
  request: IncomingMessage,
  url: URL,
  body: string,
  { users = {}, identityTokens = [], pushable }: TokenRegistryScenario,
): RegistryAnswer {
  const form = new URLSearchParams(body);
  const [user = '', password = ''] = basic(request);
  const isKnown =
    request.method === 'POST'
      ? identityTokens.includes(form.get('refresh_token') ?? '')
      : users[user] !== undefined && users[user] === password;
  const isAnonymous = request.headers.authorization === undefined && request.method === 'GET';
  if (!isKnown && !isAnonymous) return refusal(401, 'UNAUTHORIZED', 'incorrect username or password');
  const [, name = ''] = (url.searchParams.get('scope') ?? form.get('scope') ?? '').split(':');
  const mayPush = isKnown && (pushable === undefined || pushable.includes(name));
  const granted = `${isKnown ? 'user' : 'anonymous'}:${mayPush ? name : ''}`;
  return { status: 200, body: JSON.stringify({ token: granted }) };
}

function upload(name: string, grant: string, uploads: Set<string>): RegistryAnswer {
  if (grant.split(':')[1] !== name) {
    return refusal(401, 'UNAUTHORIZED', 'authentication required: insufficient_scope');
  }
  const location = `/v2/${name}/blobs/uploads/${uploads.size}`;
  uploads.add(location);
  return { status: 202, headers: { Location: location } };
}

function manifest(image: string, grant: string, { images = [] }: TokenRegistryScenario): RegistryAnswer {
  if (images.includes(image)) return { status: 200, body: '{}' };
  return grant.startsWith('anonymous')
    ? refusal(401, 'UNAUTHORIZED', 'authentication required')
    : refusal(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
}

/** An answer as the OCI distribution specification has errors. */
export function refusal(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): RegistryAnswer {
  return { status, headers, body: JSON.stringify({ errors: [{ code, message }] }) };
}

function basic(request: IncomingMessage): string[] {
  const encoded = /^Basic (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const login = Buffer.from(encoded, 'base64').toString();
  const colon = login.indexOf(':');
  return [login.slice(0, colon), login.slice(colon + 1)];
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
