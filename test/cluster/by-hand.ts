/** A build's Pod and archive, put together without a run: to do to them what a run never does. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadAll } from 'js-yaml';
import type { BuildRequest } from '../../src/build/request.ts';
import type { KubeApi } from '../../src/kube/api.ts';
import type { Pod, Secret } from '../../src/kube/objects.ts';
import { engine } from './support.ts';

/** The archive that a build of this request would send. */
export async function archiveOf({ context, dockerfile, buildArgs }: BuildRequest): Promise<Buffer> {
  const listing = await engine.context({ folder: context, dockerfile, buildArgs, all: false });
  const chunks: Buffer[] = [];
  for await (const chunk of listing.pack()) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** The Pod that a build of this request would make. */
export async function podOf(request: BuildRequest): Promise<Pod> {
  return (await objectsOf(request)).pod;
}

/** The Pod, and the Secret that it mounts, if it needs one. */
export async function objectsOf(
  request: BuildRequest,
): Promise<{ readonly pod: Pod; readonly secret?: Secret }> {
  const objects = loadAll(await engine.manifests(request, { secrets: 'real' })) as readonly (Pod | Secret)[];
  const pod = objects.find((one) => one.kind === 'Pod');
  const secret = objects.find((one) => one.kind === 'Secret');
  assert.ok(pod);
  return { pod, ...(secret === undefined ? {} : { secret }) };
}

export interface PodEnd {
  readonly exitCode: number;
  /** Lines without timestamps. */
  readonly log: readonly string[];
}

/** Runs a Pod whose container's input is `input`, ended in order there, if it has one, and removes it. */
export async function runPod(kube: KubeApi, pod: Pod, input?: Uint8Array): Promise<PodEnd> {
  const { name } = pod.metadata;
  const [container] = pod.spec.containers;
  assert.ok(container);
  await kube.createPod(pod);
  try {
    for (let isFed = input === undefined; ;) {
      await sleep(200);
      const state = (await kube.readPod(name))?.status?.containerStatuses?.[0]?.state;
      if (state?.terminated !== undefined) {
        return { exitCode: state.terminated.exitCode, log: await logOf(kube, name, container.name) };
      }
      if (state?.running === undefined || isFed || input === undefined) continue;
      const stdin = await kube.attachStdin(name, container.name);
      await stdin.write(input);
      await stdin.end();
      isFed = true;
    }
  } finally {
    await kube.deletePod(name, { graceSeconds: 0 });
  }
}

async function logOf(kube: KubeApi, pod: string, container: string): Promise<readonly string[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of kube.readLog(pod, container, { follow: false })) chunks.push(chunk);
  const lines = Buffer.concat(chunks).toString().split('\n');
  return lines.map((line) => line.slice(line.indexOf(' ') + 1));
}
