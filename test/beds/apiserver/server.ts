import { mkdtemp, rm } from 'node:fs/promises';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Pod, Secret } from '../../../src/kube/objects.ts';
import { writeKubeConfig } from './kubeconfig-file.ts';
import { simplePlay } from './plays.ts';
import { Router } from './router.ts';
import type { Scenario, SeenRequest } from './scenario.ts';
import { Store } from './store.ts';

/** The one token that the server accepts. */
export const TOKEN = 'bed-token-that-must-never-be-shown';

/** A running programmed API server. */
export interface ApiServer {
  /** Path of a kubeconfig whose one context, `bed`, leads here; its namespace is `builds`. */
  readonly kubeconfig: string;
  readonly url: string;
  /** Every request so far, in order. */
  readonly requests: readonly SeenRequest[];
  /** Pods and Secrets that exist now. */
  readonly pods: readonly Pod[];
  readonly secrets: readonly Secret[];
  /** What came on the Pod's stdin, also after the Pod was deleted. */
  received(pod: string): Buffer;
  receivedBytes(pod: string): number;
  /** In how many messages it came. */
  messages(pod: string): number;
  /** Reads on where a `stall-input` fault stopped. */
  resumeInput(): void;
  close(): Promise<void>;
}

/** Starts a small API server on a free port of this machine. It speaks what the product asks for, and fails on order. */
export async function startApiServer(scenario: Scenario = {}): Promise<ApiServer> {
  const { tls } = scenario;
  const store = new Store(scenario.plays ?? [simplePlay({})]);
  const router = new Router(scenario, store, TOKEN);
  const server = tls === undefined ? http.createServer() : https.createServer(tls);
  server.on('request', (incoming, response) => void router.onRequest(incoming, response));
  server.on('upgrade', (incoming, socket, head) => void router.onUpgrade(incoming, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;
  const folder = await mkdtemp(path.join(tmpdir(), 'apiserver-'));
  return {
    kubeconfig: await writeKubeConfig(folder, url, TOKEN, tls?.ca),
    url,
    requests: router.requests,
    get pods() {
      return store.pods;
    },
    get secrets() {
      return store.secrets;
    },
    received: (pod) => store.podThatWas(pod)?.input ?? Buffer.alloc(0),
    receivedBytes: (pod) => store.podThatWas(pod)?.inputBytes ?? 0,
    messages: (pod) => store.podThatWas(pod)?.inputMessages ?? 0,
    resumeInput: () => router.sockets.forEach((socket) => socket.resume()),
    close: async () => {
      store.stop();
      router.sockets.forEach((socket) => socket.terminate());
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}
