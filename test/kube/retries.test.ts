import { strict as assert } from 'node:assert';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { POD, QUICK, SECRET, answerOnce, kubeErrorOf, refusal, withKubeConfig, withServer } from './bed.ts';

const BUSY = refusal(429, 'TooManyRequests', 'too many requests');
const BROKEN = refusal(500, 'InternalError', 'etcdserver: request timed out');
const RESET = { on: () => true, does: { kind: 'reset' } } as const;

describe('KubeApi: another try', () => {
  it('reads again after a reset, a 429 and a 500', async () => {
    const faults = [RESET, answerOnce(BUSY), answerOnce(BROKEN)];
    await withServer({ faults }, async (kube, server) => {
      assert.equal(await kube.readPod('p'), undefined);
      assert.equal(server.requests.length, 4);
    });
  });

  it('gives up after the last delay, with the last failure', async () => {
    await withServer({ faults: [answerOnce(BROKEN, 9)] }, async (kube, server) => {
      const error = await kubeErrorOf(kube.readPod('p'));
      assert.deepEqual([error.code, error.message], ['unavailable', 'etcdserver: request timed out']);
      assert.equal(server.requests.length, 4);
    });
  });

  it('deletes again after a reset', async () => {
    await withServer({ faults: [RESET] }, async (kube, server) => {
      await kube.deleteSecret('s');
      assert.equal(server.requests.length, 2);
    });
  });

  it('creates once only when the server may have done it', async () => {
    await withServer({ faults: [RESET, answerOnce(BROKEN)] }, async (kube, server) => {
      assert.equal((await kubeErrorOf(kube.createPod(POD))).code, 'unreachable');
      assert.equal((await kubeErrorOf(kube.createPod(POD))).code, 'unavailable');
      assert.equal(server.requests.length, 2);
    });
  });

  it('creates again when the server has surely not done it', async () => {
    const asked = { ...BROKEN, headers: { 'Retry-After': '0' } };
    await withServer({ faults: [answerOnce(BUSY), answerOnce(asked)] }, async (kube, server) => {
      await kube.createSecret(SECRET);
      assert.equal(server.requests.length, 3);
    });
  });

  it('tries a dry run again: it does nothing', async () => {
    await withServer({ faults: [RESET] }, async (kube, server) => {
      await kube.createPod(POD, { dryRun: true });
      assert.equal(server.requests.length, 2);
    });
  });

  it('waits as long as the server asks', async () => {
    const faults = [answerOnce({ ...BUSY, headers: { 'Retry-After': '1' } })];
    await withServer({ faults }, async (kube) => {
      const began = Date.now();
      await kube.readPod('p');
      assert.ok(Date.now() - began >= 990);
    });
  });

  it('does not repeat what would end alike', async () => {
    const faults = [
      answerOnce(refusal(403, 'Forbidden', 'x is forbidden: User "d" cannot get resource "x"')),
    ];
    await withServer({ faults }, async (kube, server) => {
      assert.equal((await kubeErrorOf(kube.readPod('p'))).code, 'forbidden');
      assert.equal(server.requests.length, 1);
    });
  });
});

describe('KubeApi: silence and aborts', () => {
  it('gives up a server that does not answer', async () => {
    const faults = [{ on: () => true, does: { kind: 'hang' } as const, times: 9 }];
    await withServer(
      { faults },
      async (kube, server) => {
        const error = await kubeErrorOf(kube.readPod('p'));
        assert.deepEqual([error.code, server.requests.length], ['unreachable', 1]);
        assert.match(error.message, /^http:\/\/127\.0\.0\.1:\d+ did not answer within 0 seconds\.$/);
      },
      { ...QUICK, idle: 50 },
    );
  });

  it('ends at once with the reason of the abort: while it waits for an answer, and between two tries', async () => {
    const hang = { on: () => true, does: { kind: 'hang' } as const };
    const busy = answerOnce({ ...BUSY, headers: { 'Retry-After': '20' } });
    await withServer({ faults: [hang, busy] }, async (kube) => {
      for (let round = 0; round < 2; round++) {
        const abort = new AbortController();
        const reason = new Error('enough');
        setTimeout(() => abort.abort(reason), 30);
        const began = Date.now();
        await assert.rejects(kube.readPod('p', abort.signal), reason);
        assert.ok(Date.now() - began < 1000);
      }
    });
  });

  it('sends nothing once aborted', async () => {
    await withServer({}, async (kube, server) => {
      const reason = new Error('before');
      await assert.rejects(kube.createPod(POD, { signal: AbortSignal.abort(reason) }), reason);
      await assert.rejects(kube.attachStdin('p', 'c', AbortSignal.abort(reason)), reason);
      assert.deepEqual(server.requests, []);
    });
  });

  it('names host and cause when nothing listens, and tries again meanwhile', async () => {
    const spare = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => spare.once('listening', resolve));
    const { port } = spare.address() as AddressInfo;
    await new Promise((resolve) => spare.close(resolve));
    await withKubeConfig(`https://127.0.0.1:${port}`, async (kube) => {
      const error = await kubeErrorOf(kube.createPod(POD));
      assert.equal(error.code, 'unreachable');
      assert.match(error.message, new RegExp(`^https://127\\.0\\.0\\.1:${port} refused the connection\\.`));
    });
  });

  it('names a host that does not exist', async () => {
    await withKubeConfig('https://no-such-host.invalid:6443', async (kube) => {
      const error = await kubeErrorOf(kube.readPod('p'));
      assert.equal(error.code, 'unreachable');
      assert.match(error.message, /^https:\/\/no-such-host\.invalid:6443 cannot be found/);
    });
  });
});
