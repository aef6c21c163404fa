import { setTimeout as sleep } from 'node:timers/promises';
import { KubeError, type KubeApi } from '../kube/api.ts';
import type { Secret } from '../kube/objects.ts';

/** Milliseconds until a Secret whose owner is gone is collected, where the user may not delete it. */
const COLLECTION_LIMIT = 10_000;
const INTERVAL = 250;

/** Creates a run's Secret, as soon as the one of the Pod before is gone. Throws KubeError. */
export async function createSecret(kube: KubeApi, secret: Secret): Promise<void> {
  const deadline = Date.now() + COLLECTION_LIMIT;
  for (;;) {
    try {
      await kube.createSecret(secret);
      return;
    } catch (error) {
      const isTaken = error instanceof KubeError && error.code === 'conflict';
      if (!isTaken || Date.now() > deadline) throw error;
      await sleep(INTERVAL);
    }
  }
}
