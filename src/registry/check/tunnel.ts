import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';
import { NetworkFailure } from './network-failure.ts';

/** Headers that log in to a proxy whose address holds a user. */
export function proxyHeaders(proxy: URL): Readonly<Record<string, string>> {
  if (proxy.username === '') return {};
  const login = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(login).toString('base64')}` };
}

/** Opens a connection to `host:port` through an HTTP proxy (RFC 9110, CONNECT). Throws {@link NetworkFailure}. */
export async function tunnel(proxy: URL, target: string, signal: AbortSignal): Promise<Socket> {
  const options = {
    method: 'CONNECT',
    path: target,
    headers: { Host: target, ...proxyHeaders(proxy) },
    agent: false,
    signal,
  } as const;
  return await new Promise((resolve, reject) => {
    const sent = (proxy.protocol === 'https:' ? https : http).request(proxy, options);
    sent.once('connect', (response, socket: Socket) => {
      if (response.statusCode === 200) {
        resolve(socket);
      } else {
        socket.destroy();
        reject(proxyRefusal(proxy, response.statusCode ?? 0));
      }
    });
    sent.once('response', (response) => {
      response.destroy();
      reject(proxyRefusal(proxy, response.statusCode ?? 0));
    });
    sent.once('error', (error) =>
      reject(new NetworkFailure('unreachable', `proxy ${proxy.host}: ${error.message}`, { cause: error })),
    );
    sent.end();
  });
}

function proxyRefusal(proxy: URL, status: number): NetworkFailure {
  return new NetworkFailure('unreachable', `proxy ${proxy.host}: HTTP ${status}`);
}
