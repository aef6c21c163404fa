import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { failureOf } from './build/end-failure.ts';
import type { Engine } from './build/engine.ts';
import { BuildError } from './build/errors.ts';
import { localLogins } from './build/local-logins.ts';
import { manifestYaml } from './build/manifest-yaml.ts';
import { registrySecret } from './build/registry-secret.ts';
import { proxyFor, userEnvironment } from './engine-environment.ts';
import { KubeError, type KubeApi } from './kube/api.ts';
import { connect } from './kube/client.ts';
import { checkLogin } from './registry/check/login-check.ts';
import { sameRegistry } from './registry/reference.ts';

/** Milliseconds that trying a login may take. */
const LOGIN_LIMIT = 5000;

/** The part of the engine that makes Secrets and tries logins. */
export const secretsEngine: Pick<Engine, 'localLogins' | 'secretManifest' | 'createSecret' | 'tryLogin'> = {
  localLogins: async (request, except, signal = never()) =>
    await localLogins(request, except, { environment: userEnvironment(), signal }),
  secretManifest: async (request, { secrets, password, signal = never() }) => {
    const secret = await registrySecret(request, { password, environment: userEnvironment(), signal });
    const command = `kubectl --context ${quoted(request.cluster.context)} apply -f FILE`;
    const header =
      secrets === 'redacted'
        ? [l10n.t('The credentials are redacted.')]
        : [l10n.t('Applied by: {0}', command)];
    return manifestYaml({ secret }, { secrets, header });
  },
  createSecret: async (request, { password, replace = false, signal = never() }) => {
    let kube: KubeApi | undefined;
    try {
      const secret = await registrySecret(request, { password, environment: userEnvironment(), signal });
      kube = await connect(request.cluster);
      if (replace) {
        // What is there goes only when the cluster would take another one in its place.
        const metadata = { ...secret.metadata, name: 'kaniko-build-replacement' };
        await kube.createSecret({ ...secret, metadata }, { dryRun: true, signal });
        await kube.deleteSecret(request.name, { signal });
      }
      await kube.createSecret(secret, { signal });
      return 'created';
    } catch (error) {
      if (error instanceof KubeError && error.code === 'conflict') return 'exists';
      if (signal.aborted) throw error;
      throw new BuildError(failureOf(error, kube?.target), { cause: error });
    }
  },
  tryLogin: async ({ registry, username, password }, { insecure, certificates }, signal = never()) => {
    const file = Object.entries(certificates).find(([host]) => sameRegistry(host, registry))?.[1];
    const authority = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined);
    const late = AbortSignal.timeout(LOGIN_LIMIT);
    try {
      return await checkLogin(registry, {
        insecure: insecure.some((one) => sameRegistry(one, registry)),
        fallsBackToHttp: false,
        verifiesInsecure: false,
        proxyFor,
        signal: AbortSignal.any([signal, late]),
        login: { username, password },
        ...(authority === undefined ? {} : { authority }),
      });
    } catch (error) {
      if (late.aborted && !signal.aborted) return { kind: 'unreachable' };
      throw error;
    }
  },
};

function never(): AbortSignal {
  return new AbortController().signal;
}

/** A word for a POSIX shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
