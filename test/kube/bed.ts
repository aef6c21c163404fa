import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { KubeApi } from '../../src/kube/api.ts';
import { KubeError } from '../../src/kube/api.ts';
import { connect } from '../../src/kube/client.ts';
import type { HttpLimits } from '../../src/kube/http.ts';
import type { Pod, Secret } from '../../src/kube/objects.ts';
import type { Answer } from '../beds/apiserver/answer.ts';
import { status } from '../beds/apiserver/answer.ts';
import type { Fault, Scenario } from '../beds/apiserver/scenario.ts';
import { TOKEN, startApiServer } from '../beds/apiserver/server.ts';
import type { ApiServer } from '../beds/apiserver/server.ts';

const FIXTURES = path.join(import.meta.dirname, '..', 'fixtures', 'apiserver');

/** A file of test/fixtures/apiserver. */
export function fixture(name: string): string {
  return path.join(FIXTURES, name);
}

/** A certificate of test/fixtures/apiserver/tls with its key and the CA that signed it. */
export async function certificate(name: string): Promise<{ cert: string; key: string; ca: string }> {
  const read = async (file: string): Promise<string> => readFile(fixture(`tls/${file}`), 'utf8');
  return { cert: await read(`${name}.pem`), key: await read(`${name}-key.pem`), ca: await read('ca.pem') };
}

/** Quick enough for tests. */
export const QUICK: HttpLimits = { idle: 2000, retryDelays: [1, 1, 1] };

/** Runs `use` with a client of a programmed API server. No message of any error may show the token. */
export async function withServer(
  scenario: Scenario,
  use: (kube: KubeApi, server: ApiServer) => Promise<void>,
  limits: HttpLimits = QUICK,
): Promise<void> {
  const server = await startApiServer(scenario);
  try {
    const kube = await connect(
      { kubeconfig: [server.kubeconfig], context: 'bed', namespace: 'builds' },
      limits,
    );
    await use(kube, server);
  } finally {
    await server.close();
  }
}

/** What `promise` fails with; an error that is no KubeError, or success, fails the test. */
export async function kubeErrorOf(promise: Promise<unknown>): Promise<KubeError> {
  try {
    await promise;
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    if (JSON.stringify([error.message, error.stack, String(error.cause)]).includes(TOKEN)) {
      throw new Error('the error shows the token', { cause: error });
    }
    return error;
  }
  throw new Error('it did not fail');
}

export function answerOnce(answer: Answer, times = 1): Fault {
  return { on: () => true, does: { kind: 'answer', ...answer }, times };
}

export function refusal(code: number, reason: string, message: string): Answer {
  return { status: code, body: status(code, reason, message) };
}

export const POD: Pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'build-1', labels: { app: 'test' } },
  spec: {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    activeDeadlineSeconds: 60,
    terminationGracePeriodSeconds: 0,
    containers: [{ name: 'builder', image: 'busybox', stdin: true, stdinOnce: true }],
  },
};

export const SECRET: Secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'build-1-auth' },
  type: 'Opaque',
  data: { 'config.json': 'e30=' },
};

/** Runs `use` with a client for a server that need not exist; `user` and `cluster` are kubeconfig fields. */
export async function withKubeConfig(
  server: string,
  use: (kube: KubeApi) => Promise<void>,
  fields: { readonly user?: object; readonly cluster?: object } = {},
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kube-'));
  const file = path.join(folder, 'kubeconfig');
  const config = {
    clusters: [{ name: 'c', cluster: { server, ...fields.cluster } }],
    users: [{ name: 'u', user: fields.user ?? { token: TOKEN } }],
    contexts: [{ name: 'bed', context: { cluster: 'c', user: 'u' } }],
  };
  try {
    await writeFile(file, JSON.stringify(config));
    await use(await connect({ kubeconfig: [file], context: 'bed', namespace: 'builds' }, QUICK));
  } finally {
    await rm(folder, { recursive: true });
  }
}
