import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket, { WebSocketServer } from 'ws';
import { WebSocketStdin } from '../../src/kube/websocket-stdin.ts';
import { kubeErrorOf } from './bed.ts';

const TARGET = { context: 'bed', cluster: 'bed', server: 'http://bed', namespace: 'builds' };

async function withStdin(
  options: { readonly autoPong: boolean },
  limits: { readonly pulse: number; readonly idle: number; readonly stalled: number },
  use: (stdin: WebSocketStdin) => Promise<void>,
): Promise<void> {
  const server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    handleProtocols: () => 'v5.channel.k8s.io',
    ...options,
  });
  await once(server, 'listening');
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, [
    'v5.channel.k8s.io',
  ]);
  await once(socket, 'open');
  const stdin = new WebSocketStdin(socket, TARGET, undefined, limits);
  try {
    await use(stdin);
  } finally {
    stdin.destroy();
    server.close();
  }
}

describe('WebSocketStdin: a connection that is silent', () => {
  it('is dropped when pings get no answer', async () => {
    await withStdin({ autoPong: false }, { pulse: 10, idle: 60, stalled: 10_000 }, async (stdin) => {
      await sleep(300);
      const error = await kubeErrorOf(stdin.write(Buffer.from('late')));
      assert.equal(error.code, 'unreachable');
      assert.match(error.message, /no answer for/);
    });
  });

  it('is kept longer when the server may not have read all yet', async () => {
    await withStdin({ autoPong: false }, { pulse: 10, idle: 50, stalled: 3000 }, async (stdin) => {
      await stdin.write(Buffer.from('unread'));
      await stdin.flush();
      await sleep(300);
      await stdin.write(Buffer.from('still open'));
      await stdin.flush();
      assert.match((await kubeErrorOf(stdin.end())).message, /^The connection to the container broke/);
    });
  });

  it('is kept for as long as pings are answered', async () => {
    await withStdin({ autoPong: true }, { pulse: 20, idle: 500, stalled: 500 }, async (stdin) => {
      await stdin.write(Buffer.from('a'));
      await stdin.flush();
      await sleep(1200);
      await stdin.write(Buffer.from('b'));
      await stdin.flush();
    });
  });
});
