/**
 * The upload of a source tree, beside `tar cz | kubectl attach`: each to a Pod of its own that counts what it reads,
 * through the sandbox's API server. The two take turns, so that whatever else the machine does hits both. The time is
 * that from the command to the end of input; that node starts and loads the sources counts too, as kubectl's start does.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pod } from '../../src/kube/objects.ts';
import type { Sent } from './send.ts';
import { makeSourceTree } from './source-tree.ts';
import { measure, median, sandbox, withFolder } from './support.ts';

const SEND = fileURLToPath(new URL('send.ts', import.meta.url));
const SOURCES = 270e6;
const ROUNDS = 4;
/** `tar cz | kubectl attach` takes at least so many times as long. */
const BOUND = 1.5;

/** Prints both medians and their ratio; true when it is within the bound. */
export function upload(): Promise<boolean> {
  return withFolder(async (folder) => {
    await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
    const files = await makeSourceTree(folder, SOURCES);
    const ours: number[] = [];
    const byHand: number[] = [];
    const sizes = { ours: 0, byHand: 0 };
    for (let round = 0; round <= ROUNDS; round++) {
      const send = await inPod((pod) => sendOurs(folder, pod));
      const hand = await inPod((pod) => sendByHand(folder, pod));
      sizes.ours = send.read;
      sizes.byHand = hand.read;
      // The first round warms both.
      if (round === 0) continue;
      ours.push(send.milliseconds);
      byHand.push(hand.milliseconds);
      console.log(
        `    round ${round}: kaniko-build ${seconds(send.milliseconds)}, tar cz | kubectl attach ${seconds(hand.milliseconds)}`,
      );
    }
    const ratio = median(byHand) / median(ours);
    console.log(
      `    ${files} source files of ${(SOURCES / 1e6).toFixed(0)} MB: kaniko-build ${seconds(median(ours))} for ${(sizes.ours / 1e6).toFixed(0)} MB, ` +
        `tar cz | kubectl attach ${seconds(median(byHand))} for ${(sizes.byHand / 1e6).toFixed(0)} MB: ${ratio.toFixed(1)} times as fast (bound ${BOUND})`,
    );
    return ratio >= BOUND;
  });
}

interface Upload {
  readonly milliseconds: number;
  /** Bytes, where the sender knows. */
  readonly sent?: number;
}

async function sendOurs(folder: string, pod: string): Promise<Upload> {
  const { kubeconfig, contexts, namespaces } = sandbox();
  const args = [SEND, folder, kubeconfig, contexts.admin, namespaces.builds, pod];
  const { stdout, milliseconds } = await measure('node', args);
  return { milliseconds, sent: (JSON.parse(stdout) as Sent).sentBytes };
}

async function sendByHand(folder: string, pod: string): Promise<Upload> {
  const tar = spawn('tar', ['-C', folder, '-cz', '.'], { stdio: ['ignore', 'pipe', 'inherit'] });
  return await measure(sandbox().kubectl, [...flags(), 'attach', '-i', pod], tar.stdout);
}

/** Gives `send` a running Pod and counts what came there. Throws where that is not what was sent. */
async function inPod(send: (pod: string) => Promise<Upload>): Promise<Upload & { readonly read: number }> {
  const name = `kb-bench-${randomBytes(4).toString('hex')}`;
  const file = join(tmpdir(), `${name}.json`);
  await writeFile(file, JSON.stringify(counter(name)));
  try {
    await kubectl('apply', '-f', file);
    await kubectl('wait', '--for=condition=Ready', `pod/${name}`, '--timeout=60s');
    const upload = await send(name);
    await kubectl('wait', '--for=jsonpath={.status.phase}=Succeeded', `pod/${name}`, '--timeout=60s');
    const read = Number(await kubectl('logs', name));
    if (!(read > 0) || read !== (upload.sent ?? read))
      throw new Error(`${upload.sent ?? 0} sent, ${read} read`);
    return { ...upload, read };
  } finally {
    await Promise.all([kubectl('delete', 'pod', name, '--now'), rm(file)]);
  }
}

/** The part of a builder's Pod that matters here, and nothing that would take time of its own. */
function counter(name: string): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      activeDeadlineSeconds: 300,
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'reader',
          image: sandbox().images.busybox,
          command: ['wc', '-c'],
          stdin: true,
          stdinOnce: true,
        },
      ],
    },
  };
}

async function kubectl(...args: readonly string[]): Promise<string> {
  return (await measure(sandbox().kubectl, [...flags(), ...args])).stdout;
}

function flags(): readonly string[] {
  const { kubeconfig, contexts, namespaces } = sandbox();
  return ['--kubeconfig', kubeconfig, '--context', contexts.admin, '-n', namespaces.builds];
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
