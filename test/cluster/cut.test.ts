import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent } from '../../src/build/events.ts';
import { newRunId } from '../../src/build/run-id.ts';
import { kubeconfigThrough, serverOf, startCuttingProxy, type CuttingProxy } from '../beds/cutting-proxy.ts';
import { assertNothingLeft, engine, project, requestFor, sandbox } from './support.ts';

describe('a connection that is cut', () => {
  const { images, contexts, namespaces, kubeconfig } = sandbox();
  let proxy: CuttingProxy;
  let folder: string;
  let through: string;

  before(async () => {
    proxy = await startCuttingProxy(await serverOf(kubeconfig));
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-cut-'));
    through = join(folder, 'kubeconfig');
    await kubeconfigThrough(kubeconfig, proxy.port, through);
  });
  after(async () => {
    await proxy.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(assertNothingLeft);

  it('in the middle of the log loses and repeats nothing', async () => {
    const made = await project({
      Dockerfile: `FROM ${images.busybox}\nRUN for i in $(seq 1 400); do echo "line $i of many"; usleep 10000; done\n`,
    });
    const events: RunEvent[] = [];
    let cuts = 0;
    const run = engine.start(
      requestFor(made, 'test/cut', {
        cluster: { kubeconfig: [through], context: contexts.admin, namespace: namespaces.builds },
      }),
      {
        id: newRunId(made.dockerfile),
        onEvent: (event) => {
          events.push(event);
          if (event.type === 'log' && /^line \d*50 of many$/.test(event.text))
            cuts += proxy.cut() > 0 ? 1 : 0;
        },
      },
    );
    const result = await run.result;
    await made.remove();
    assert.equal(result.outcome, 'succeeded', result.failure?.message);
    assert.ok(cuts >= 3, `only ${cuts} cuts`);
    const lines = events.flatMap((event) =>
      event.type === 'log' && /^line \d+ of many$/.test(event.text) ? [event.text] : [],
    );
    assert.deepEqual(
      lines,
      Array.from({ length: 400 }, (_, index) => `line ${index + 1} of many`),
    );
  });
});
