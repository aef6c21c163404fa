import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { UNAUTHORIZED, notFound, refuseUpgrade, send } from './answer.ts';
import { serveAccess } from './access-endpoint.ts';
import { serveAttach } from './attach-endpoint.ts';
import { FaultPlan } from './fault-plan.ts';
import { serveLog } from './log-endpoint.ts';
import { serveObjects } from './objects-endpoint.ts';
import type { Scenario, SeenRequest } from './scenario.ts';
import type { Store } from './store.ts';

const SUBRESOURCE = /^\/api\/v1\/namespaces\/[^/]+\/pods\/([^/]+)\/(log|attach)$/;
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** Brings each request to what answers it, or to the fault that befalls it. */
export class Router {
  readonly requests: SeenRequest[] = [];
  readonly sockets = new Set<WebSocket>();
  readonly #scenario: Scenario;
  readonly #store: Store;
  readonly #token: string;
  readonly #faults: FaultPlan;
  readonly #webSockets: WebSocketServer;

  /** Only requests with `token` as bearer are allowed. */
  constructor(scenario: Scenario, store: Store, token: string) {
    this.#scenario = scenario;
    this.#store = store;
    this.#token = token;
    this.#faults = new FaultPlan(scenario.faults ?? []);
    const protocols = scenario.protocols ?? PROTOCOLS;
    this.#webSockets = new WebSocketServer({
      noServer: true,
      handleProtocols: (offered) => protocols.find((protocol) => offered.has(protocol)) ?? false,
    });
  }

  async onRequest(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await this.#seen(incoming);
    const fault = this.#faults.take(request);
    const playing = this.#store.pod(SUBRESOURCE.exec(request.path)?.[1] ?? '');
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'reset') incoming.socket.resetAndDestroy();
    else if (fault?.kind === 'answer') send(response, fault);
    else if (!this.#isAllowed(request)) send(response, UNAUTHORIZED);
    else if (playing !== undefined) await serveLog(playing, request.query, response, fault);
    else if (request.path === '/api/v1/namespaces') send(response, { status: 200, body: this.#namespaces() });
    else send(response, serveAccess(request, this.#scenario) ?? serveObjects(request, this.#store));
  }

  async onUpgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const request = await this.#seen(incoming);
    const fault = this.#faults.take(request);
    const name = SUBRESOURCE.exec(request.path)?.[1] ?? '';
    const playing = this.#store.pod(name);
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'reset') socket.destroy();
    else if (fault?.kind === 'answer') refuseUpgrade(socket, fault);
    else if (!this.#isAllowed(request)) refuseUpgrade(socket, UNAUTHORIZED);
    else if (playing === undefined) refuseUpgrade(socket, notFound('pods', name));
    else {
      this.#webSockets.handleUpgrade(incoming, socket, head, (opened) => {
        this.sockets.add(opened);
        serveAttach(opened, playing, fault, this.#scenario.countInputOnly !== true);
      });
    }
  }

  async #seen(incoming: IncomingMessage): Promise<SeenRequest> {
    const chunks: Buffer[] = [];
    if (incoming.headers.upgrade === undefined) {
      for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    }
    const url = new URL(incoming.url ?? '/', 'http://bed');
    const text = Buffer.concat(chunks).toString('utf8');
    const request = {
      method: incoming.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    };
    this.requests.push(request);
    return request;
  }

  #isAllowed({ headers }: SeenRequest): boolean {
    return headers['authorization'] === `Bearer ${this.#token}`;
  }

  #namespaces(): unknown {
    const items = (this.#scenario.namespaces ?? ['builds']).map((name) => ({ metadata: { name } }));
    return { kind: 'NamespaceList', items };
  }
}
