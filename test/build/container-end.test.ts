import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerEnd, FailureCode } from '../../src/builders/builder.ts';
import { containerEnd, failedBuild, type ObservedEnd } from '../../src/build/container-end.ts';
import { uploadBroken, UploadLost } from '../../src/build/end-failure.ts';
import { KubeError } from '../../src/kube/api.ts';

const RESET = new KubeError('unreachable', 'reset');
const ENDED: ContainerEnd = { termination: { exitCode: 0 } };

/** Observes a container that ends after `milliseconds`, whose upload broke at once. */
async function observe(
  milliseconds: number,
  { isHandedOver, begunAfter }: { readonly isHandedOver: boolean; readonly begunAfter: number },
): Promise<{ readonly seen: ObservedEnd | undefined; readonly givenUp: UploadLost | undefined }> {
  const over = new AbortController();
  const began = Date.now();
  let givenUp: UploadLost | undefined;
  const delivery = {
    sent: Promise.reject(RESET),
    isHandedOver: () => isHandedOver,
    hasBegun: () => Date.now() - began >= begunAfter,
  };
  const giveUp = (lost: UploadLost): void => {
    givenUp = lost;
    over.abort();
  };
  const followed = sleep(milliseconds, ENDED, { signal: over.signal });
  const seen = await containerEnd(followed, delivery, giveUp, 60).catch(() => undefined);
  return { seen, givenUp };
}

describe('build/container-end', () => {
  it('lets a container end by itself after its upload broke', async () => {
    const { seen, givenUp } = await observe(10, { isHandedOver: false, begunAfter: 1000 });
    assert.deepEqual(seen?.end, ENDED);
    assert.equal(seen.broken?.failure.code, 'upload-broken');
    assert.equal(givenUp, undefined);
  });

  it('gives up one that waits on', async () => {
    const { seen, givenUp } = await observe(5000, { isHandedOver: false, begunAfter: 0 });
    assert.equal(seen, undefined);
    assert.equal(givenUp?.failure.code, 'upload-broken');
  });

  it('gives up one that may have it all and does not begin', async () => {
    const { givenUp } = await observe(5000, { isHandedOver: true, begunAfter: 2000 });
    assert.ok(givenUp instanceof UploadLost);
  });

  it('follows one on that began, when the connection broke behind the last byte', async () => {
    const { seen, givenUp } = await observe(200, { isHandedOver: true, begunAfter: 30 });
    assert.deepEqual(seen?.end, ENDED);
    assert.equal(givenUp, undefined);
  });

  const delivery = (sent: Promise<void>) => ({ sent, isHandedOver: () => false, hasBegun: () => false });
  const never = (): void => assert.fail('given up');

  it('fails at once with what is no broken connection', async () => {
    for (const error of [new Error('a file changed'), new KubeError('forbidden', 'no', { status: 403 })]) {
      const waiting = new Promise<ContainerEnd>(() => undefined);
      await assert.rejects(containerEnd(waiting, delivery(Promise.reject(error)), never, 10), error);
    }
  });

  it('fails with what following fails with', async () => {
    const gone = new KubeError('not-found', 'gone');
    await assert.rejects(
      containerEnd(Promise.reject(gone), delivery(new Promise(() => undefined)), never),
      gone,
    );
  });

  it('believes a builder that says why, and the connection where it does not', () => {
    const broken = uploadBroken(RESET);
    const of = (code: FailureCode) => failedBuild({ code, message: code }, broken);
    assert.equal(of('upload-broken'), broken);
    assert.equal(of('unknown').failure, broken.failure);
    assert.ok(!(of('unknown') instanceof UploadLost));
    for (const code of ['context-rejected', 'disk-full', 'out-of-memory', 'evicted'] as const) {
      assert.equal(of(code).failure.code, code);
    }
    assert.ok(failedBuild({ code: 'upload-broken', message: 'EOF' }, undefined) instanceof UploadLost);
    assert.equal(failedBuild({ code: 'unknown', message: '?' }, undefined).failure.code, 'unknown');
  });
});
