import { isSilence, KubeError, type KubeApi } from '../kube/api.ts';
import type { SecretLookup } from './credentials.ts';

/** Looks at a Secret of the client's namespace. Throws KubeError, but for one that may not be read. */
export function secretLookup(kube: KubeApi, signal: AbortSignal): SecretLookup {
  return async (name) => {
    try {
      const secret = await kube.readSecret(name, signal);
      return secret === undefined ? 'missing' : (secret.data ?? {});
    } catch (error) {
      if (error instanceof KubeError && error.code === 'forbidden') return 'unknown';
      throw error;
    }
  };
}

/** The same within `limit` milliseconds: a Secret that cannot be seen in time is used unchecked. */
export function patientLookup(kube: KubeApi, signal: AbortSignal, limit: number): SecretLookup {
  return async (name) => {
    const late = AbortSignal.timeout(limit);
    try {
      return await secretLookup(kube, AbortSignal.any([signal, late]))(name);
    } catch (error) {
      if (late.aborted || isSilence(error)) return 'unknown';
      throw error;
    }
  };
}
