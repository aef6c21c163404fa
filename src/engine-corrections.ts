import * as l10n from '@vscode/l10n';
import { allBuilders } from './all-builders.ts';
import { failureOf } from './build/end-failure.ts';
import type { Engine } from './build/engine.ts';
import { BuildError } from './build/errors.ts';
import { correctedSecret, inspectSecret, type ExistingSecret } from './build/secret-correction.ts';
import { KubeError, type KubeApi } from './kube/api.ts';
import { connect } from './kube/client.ts';

/** The part of the engine that finds faults in Secrets that others made, and makes corrected ones beside them. */
export const correctionsEngine: Pick<Engine, 'inspectSecret' | 'createCorrectedSecret'> = {
  inspectSecret: async (existing, signal = new AbortController().signal) =>
    await told(existing, signal, async (kube) => {
      const secret = await readIfAllowed(kube, existing.name, signal);
      if (secret === 'hidden') return { state: 'hidden' };
      if (secret === undefined) return { state: 'missing' };
      return inspectSecret(secret.data ?? {}, existing, ambientLoginOf(existing));
    }),
  createCorrectedSecret: async (existing, { name, logins, signal = new AbortController().signal }) =>
    await told(existing, signal, async (kube) => {
      const secret = await kube.readSecret(existing.name, signal);
      if (secret === undefined) throw gone(existing);
      try {
        await kube.createSecret(correctedSecret(secret.data ?? {}, existing, { name, logins }), { signal });
        return 'created';
      } catch (error) {
        if (error instanceof KubeError && error.code === 'conflict') return 'exists';
        throw error;
      }
    }),
};

async function told<T>(
  { cluster }: ExistingSecret,
  signal: AbortSignal,
  work: (kube: KubeApi) => Promise<T>,
): Promise<T> {
  let kube: KubeApi | undefined;
  try {
    kube = await connect(cluster);
    return await work(kube);
  } catch (error) {
    if (signal.aborted) throw error;
    throw new BuildError(failureOf(error, kube?.target), { cause: error });
  }
}

async function readIfAllowed(
  kube: KubeApi,
  name: string,
  signal: AbortSignal,
): Promise<Awaited<ReturnType<KubeApi['readSecret']>> | 'hidden'> {
  try {
    return await kube.readSecret(name, signal);
  } catch (error) {
    if (error instanceof KubeError && error.code === 'forbidden') return 'hidden';
    throw error;
  }
}

function ambientLoginOf({ builder }: ExistingSecret): (host: string) => boolean {
  return allBuilders.find(({ id }) => id === builder)?.registryManners.ambientLogin ?? (() => false);
}

function gone({ name, cluster }: ExistingSecret): BuildError {
  return new BuildError({
    code: 'secret-missing',
    message: l10n.t('Namespace {0} has no Secret {1}.', cluster.namespace, name),
    remedy: l10n.t('Choose other credentials, or create the Secret in the namespace of the build.'),
  });
}
