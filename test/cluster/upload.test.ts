import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import type { RunEvent, RunResult } from '../../src/build/events.ts';
import type { BuildRequest } from '../../src/build/request.ts';
import { newRunId } from '../../src/build/run-id.ts';
import { connect } from '../../src/kube/client.ts';
import { kubeconfigThrough, serverOf, startCuttingProxy, type CuttingProxy } from '../beds/cutting-proxy.ts';
import { readFiles, readImage } from '../beds/registry.ts';
import { archiveOf, podOf, runPod } from './by-hand.ts';
import {
  assertNothingLeft,
  engine,
  project,
  requestFor,
  sandbox,
  skipUnlessAvailable,
  variants,
  type Project,
} from './support.ts';

const MiB = 1024 * 1024;

describe('the upload', () => {
  const { images, contexts, namespaces, kubeconfig, registries } = sandbox();
  let proxy: CuttingProxy;
  let folder: string;
  let through: string;
  let made: Project | undefined;

  before(async () => {
    proxy = await startCuttingProxy(await serverOf(kubeconfig));
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-upload-'));
    through = join(folder, 'kubeconfig');
    await kubeconfigThrough(kubeconfig, proxy.port, through);
  });
  after(async () => {
    await proxy.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    await made?.remove();
    made = undefined;
    await assertNothingLeft();
  });

  /** A project whose context is `size` incompressible bytes. */
  const withBig = async (size: number): Promise<{ readonly project: Project; readonly big: Buffer }> => {
    const big = randomBytes(size);
    const one = await project({ Dockerfile: `FROM ${images.busybox}\nCOPY big /big\n` });
    await writeFile(join(one.folder, 'big'), big);
    made = one;
    return { project: one, big };
  };

  /** Builds through the proxy and cuts all its connections in each of the first `times` uploads. */
  const buildCut = async (
    request: BuildRequest,
    times: number,
  ): Promise<{ readonly result: RunResult; readonly events: readonly RunEvent[]; readonly cuts: number }> => {
    const events: RunEvent[] = [];
    let cuts = 0;
    let isUploading = false;
    const cluster = { kubeconfig: [through], context: contexts.admin, namespace: namespaces.builds };
    const run = engine.start(
      { ...request, cluster },
      {
        id: newRunId(request.dockerfile),
        onEvent: (event) => {
          events.push(event);
          if (event.type === 'state') isUploading = event.state === 'uploading';
          if (
            event.type !== 'upload' ||
            !isUploading ||
            event.sentBytes < MiB ||
            event.done ||
            cuts === times
          )
            return;
          isUploading = false;
          cuts++;
          proxy.cut();
        },
      },
    );
    return { result: await run.result, events, cuts };
  };

  const logOf = (events: readonly RunEvent[]): string =>
    events.flatMap((event) => (event.type === 'log' ? [event.text] : [])).join('\n');

  for (const variant of variants()) {
    it(`that breaks is done again, and the image is whole (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const { project: one, big } = await withBig(48 * MiB);
      const { result, events, cuts } = await buildCut(
        requestFor(one, 'test/again', { builder: variant.choice }),
        1,
      );
      assert.equal(cuts, 1, 'the upload was over before it could be cut');
      assert.equal(result.outcome, 'succeeded', `${result.failure?.message ?? ''}\n${logOf(events)}`);
      assert.match(logOf(events), /The upload of the build context broke.*Nothing was built of it\./);
      const image = await readImage(registries.open, 'test/again', '1');
      const files = await readFiles(registries.open, 'test/again', image);
      assert.ok(files.get('big')?.equals(big), 'the image holds another file');
    });

    it(`that breaks twice is a clear failure, and nothing is pushed (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const { project: one } = await withBig(48 * MiB);
      const repository = `test/broken-${variant.choice.flavour}-${process.pid}`;
      const { result, events, cuts } = await buildCut(
        requestFor(one, repository, { builder: variant.choice }),
        2,
      );
      assert.equal(cuts, 2, 'the upload was over before it could be cut');
      assert.equal(result.outcome, 'failed', logOf(events));
      assert.equal(result.failure?.code, 'upload-broken', result.failure?.message);
      await assert.rejects(readImage(registries.open, repository, '1'));
    });

    it(`that ends too early gives no image, wherever it ends (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const { project: one } = await withBig(200_000);
      const repository = `test/part-${variant.choice.flavour}-${process.pid}`;
      const request = requestFor(one, repository, { builder: variant.choice });
      const archive = await archiveOf(request);
      const kube = await connect(request.cluster);
      const pod = await podOf(request);
      const lengths = {
        nothing: 0,
        header: 10,
        half: archive.length >> 1,
        'all but its end': withoutEnd(archive),
      };
      for (const [index, [name, length]] of Object.entries(lengths).entries()) {
        const own = { ...pod, metadata: { ...pod.metadata, name: `${pod.metadata.name}-${index}` } };
        const { exitCode, log } = await runPod(kube, own, archive.subarray(0, length));
        assert.ok(exitCode > 0, [name, ...log].join('\n'));
      }
      await assert.rejects(readImage(registries.open, repository, '1'));
      // The same by the same way, but whole: so it was the end that was missing.
      assert.equal((await runPod(kube, pod, archive)).exitCode, 0);
    });
  }

  it('tells bytes and files to the end', async () => {
    const { project: one, big } = await withBig(8 * MiB);
    const { result, events } = await buildCut(requestFor(one, 'test/progress'), 0);
    assert.equal(result.outcome, 'succeeded', logOf(events));
    const told = events.filter((event) => event.type === 'upload');
    const last = told.at(-1);
    assert.ok(last?.done === true && last.sentBytes >= big.length);
    assert.deepEqual([last.bytes, last.files], [last.totalBytes, last.totalFiles]);
    assert.equal(last.files, 2);
  });
});

/** The longest beginning that holds every entry and not the two zero blocks at the end. */
function withoutEnd(archive: Buffer): number {
  const inflated = (length: number): number =>
    gunzipSync(archive.subarray(0, length), { finishFlush: constants.Z_SYNC_FLUSH }).length;
  const entries = gunzipSync(archive).length - 1024;
  let length = archive.length;
  while (inflated(length) > entries) length--;
  assert.equal(inflated(length), entries);
  return length;
}
