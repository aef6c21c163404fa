/**
 * `node send.ts FOLDER KUBECONFIG CONTEXT NAMESPACE POD`: sends a folder to a running Pod's stdin as a build does, in a
 * process of its own, and prints as JSON what it took.
 */
import { upload } from '../../src/build/upload.ts';
import { planContext } from '../../src/context/plan.ts';
import { packContext } from '../../src/context/tar.ts';
import { connect } from '../../src/kube/client.ts';

/** What a child says about one upload. */
export interface Sent {
  /** Milliseconds from the first look at the folder to the container's end of input. */
  readonly milliseconds: number;
  readonly sentBytes: number;
}

const [folder = '', kubeconfig = '', context = '', namespace = '', pod = ''] = process.argv.slice(2);
const kube = await connect({ kubeconfig: [kubeconfig], context, namespace });
const began = performance.now();
const { signal } = new AbortController();
const plan = await planContext({ folder, dockerfile: `${folder}/Dockerfile`, all: true, signal });
const stdin = await kube.attachStdin(pod, 'reader', signal);
let sentBytes = 0;
await upload(packContext(plan, { signal }), stdin, signal, {
  onProgress: (progress) => (sentBytes = progress.sentBytes),
  onStalled: () => undefined,
  onHandedOver: () => undefined,
});
const sent: Sent = { milliseconds: performance.now() - began, sentBytes };
console.log(JSON.stringify(sent));
