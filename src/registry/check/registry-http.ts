import * as http from 'node:http';
import * as https from 'node:https';
import { rootCertificates } from 'node:tls';
import { networkFailure } from './network-failure.ts';
import { proxyHeaders, tunnel } from './tunnel.ts';

/** Bytes of an answer that are read: tokens and errors are small. */
const ANSWER_LIMIT = 64 * 1024;
const LONGEST_REDIRECTION = 5;

/** How a registry is reached from here. */
export interface RegistryRoute {
  /** PEM of private authorities, trusted beside the public ones. */
  readonly authority: string | undefined;
  /** Whether the certificate is checked. */
  readonly verify: boolean;
  /** The proxy for an address, as the environment has it. */
  readonly proxyFor: (url: string) => string | undefined;
  /** Keep connections from one request to the next; whoever made them ends them. */
  readonly agents: { readonly plain: http.Agent; readonly tls: https.Agent };
  readonly signal: AbortSignal;
}

export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RegistryAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  /** Whence it came, after redirections. */
  readonly url: URL;
}

/**
 * Sends a request and follows its redirections where that is safe; a login goes to no other host. Trusts what a
 * builder's image trusts, the public authorities, whatever this machine has besides. Throws
 * {@link NetworkFailure}, or the signal's reason.
 */
export async function ask(request: RegistryRequest, route: RegistryRoute): Promise<RegistryAnswer> {
  let current = request;
  for (let hops = 0; ; hops++) {
    const answer = await askOnce(current, route);
    const { location } = answer.headers;
    const isRedirection = [301, 302, 303, 307, 308].includes(answer.status) && location !== undefined;
    const mayFollow = current.method === 'GET' || current.method === 'HEAD';
    if (
      !isRedirection ||
      !mayFollow ||
      hops === LONGEST_REDIRECTION ||
      !URL.canParse(location, current.url.href)
    ) {
      return answer;
    }
    const url = new URL(location, current.url);
    if (!isSafe(current.url, url)) return answer;
    const { Authorization: _left, ...others } = current.headers ?? {};
    current = { ...current, url, headers: url.host === current.url.host ? (current.headers ?? {}) : others };
  }
}

/** From plain HTTP to TLS is fine, the other way is not. */
function isSafe(from: URL, to: URL): boolean {
  return to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:');
}

async function askOnce(request: RegistryRequest, route: RegistryRoute): Promise<RegistryAnswer> {
  const { signal } = route;
  signal.throwIfAborted();
  try {
    const response = await head(request, route);
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: await start(response),
      url: request.url,
    };
  } catch (error) {
    signal.throwIfAborted();
    throw networkFailure(error);
  }
}

async function head(request: RegistryRequest, route: RegistryRoute): Promise<http.IncomingMessage> {
  const { url } = request;
  const isTls = url.protocol === 'https:';
  const found = route.proxyFor(url.href);
  const proxy = found !== undefined && URL.canParse(found) ? new URL(found) : undefined;
  const options: https.RequestOptions = {
    method: request.method,
    headers: { 'User-Agent': 'kaniko-build', ...request.headers },
    signal: route.signal,
    agent: proxy !== undefined ? false : isTls ? route.agents.tls : route.agents.plain,
    ...(isTls
      ? {
          ca: [...rootCertificates, ...(route.authority === undefined ? [] : [route.authority])],
          rejectUnauthorized: route.verify,
        }
      : {}),
  };
  if (proxy === undefined)
    return await send(isTls ? https.request(url, options) : http.request(url, options), request.body);
  if (isTls) {
    const socket = await tunnel(proxy, `${url.hostname}:${url.port === '' ? '443' : url.port}`, route.signal);
    return await send(https.request(url, { ...options, socket } as https.RequestOptions), request.body);
  }
  const headers = { ...request.headers, Host: url.host, ...proxyHeaders(proxy) };
  return await send(http.request(proxy, { ...options, headers, path: url.href }), request.body);
}

async function send(sent: http.ClientRequest, body: string | undefined): Promise<http.IncomingMessage> {
  return await new Promise((resolve, reject) => {
    sent.once('response', resolve);
    sent.once('error', reject);
    sent.end(body);
  });
}

/** The start of an answer's body; the rest is not read. */
async function start(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > ANSWER_LIMIT) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}
