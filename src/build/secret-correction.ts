import * as l10n from '@vscode/l10n';
import type { Secret } from '../kube/objects.ts';
import type { Login } from '../registry/auth.ts';
import type { CredentialProblem } from '../registry/config-entry.ts';
import { correctDockerConfig, hasEntryFor } from '../registry/correct-config.ts';
import { typedCredentials } from '../registry/credentials.ts';
import { inspectDockerConfig } from '../registry/inspect-config.ts';
import { configInSecret, noConfigInSecret, type SecretData } from './existing-secret.ts';
import { dockerConfigSecret } from './registry-secret.ts';
import type { ClusterChoice } from './request.ts';

/** A Secret of the namespace that builds log in by. */
export interface ExistingSecret {
  readonly name: string;
  readonly cluster: ClusterChoice;
  /** `host[:port]` of the registries that it must hold a login for. */
  readonly registries: readonly string[];
  /** Id of the builder that reads it. */
  readonly builder: string;
}

/** What a builder would make of a Secret, and what a corrected one needs. Plain JSON; holds no secret. */
export type SecretInspection =
  | { readonly state: 'missing' }
  /** This user may not read it: it is used unchecked. */
  | { readonly state: 'hidden' }
  | {
      readonly state: 'read';
      /** None: nothing is wrong with it. */
      readonly problems: readonly CredentialProblem[];
      /** Of the registries, those whose login cannot be saved. */
      readonly needed: readonly string[];
    };

/** `ambientLogin`: whether the builder may get a login there that no Secret holds. */
export function inspectSecret(
  data: SecretData,
  { name, registries }: ExistingSecret,
  ambientLogin: (host: string) => boolean,
): SecretInspection {
  const config = configInSecret(data);
  const wanted = registries.filter((registry) => !ambientLogin(registry));
  const problems =
    config === undefined
      ? [{ registry: '', ...noConfigInSecret(name) }]
      : inspectDockerConfig(config.text, l10n.t('Secret {0}', name), wanted);
  const saved = correctDockerConfig(config?.text ?? '');
  return { state: 'read', problems, needed: wanted.filter((registry) => !hasEntryFor(registry, saved)) };
}

/** A Secret beside the one in question: what can be saved of that, and these logins by registry. */
export function correctedSecret(
  data: SecretData,
  { cluster }: ExistingSecret,
  { name, logins }: { readonly name: string; readonly logins: Readonly<Record<string, Login>> },
): Secret {
  const saved = correctDockerConfig(configInSecret(data)?.text ?? '');
  const given = Object.entries(logins).map(([registry, login]) => typedCredentials([registry], login).auths);
  return dockerConfigSecret(name, cluster.namespace, {
    auths: Object.assign({}, saved.auths, ...given) as typeof saved.auths,
  });
}
