import * as l10n from '@vscode/l10n';
import { decodeAuth, withoutLineBreak } from './auth.ts';
import type { CredentialProblem } from './config-entry.ts';
import { findableKey, hasEntryFor } from './correct-config.ts';
import { CredentialsError } from './credentials-error.ts';
import type { DockerConfig, DockerConfigEntry } from './docker-config.ts';
import { rescueDockerConfig, type ConfigFault, type RescuedConfig } from './rescue-config.ts';

/**
 * Says why a builder would not log in by a Docker config that somebody else wrote, such as an existing Secret's value: one
 * problem per fault, none that holds a value. Every fault looked for gives the same "UNAUTHORIZED" or stops the builder
 * only after the upload. `source` names the config in messages; `registries` (`host[:port]`) must be in it.
 */
export function inspectDockerConfig(
  text: string,
  source: string,
  registries: readonly string[],
): readonly CredentialProblem[] {
  let rescued: RescuedConfig;
  try {
    rescued = rescueDockerConfig(text, source);
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error;
    return [{ registry: '', message: error.message, remedy: makeAnew() }];
  }
  const { config, fault } = rescued;
  const ofAll = [...(fault === undefined ? [] : [misread(fault, source)]), ...helperProblems(config, source)];
  const ofEntries = Object.entries(config.auths).flatMap(([registry, entry]) =>
    entryProblems(registry, entry, config, source),
  );
  // Where nothing of it is read, or a helper has the logins, no entry is missed besides.
  const logins = {
    auths: Object.fromEntries(Object.entries(config.auths).filter(([, entry]) => !isEmpty(entry))),
  };
  const missing = ofAll.length > 0 ? [] : registries.filter((registry) => !hasEntryFor(registry, logins));
  return [...ofAll, ...ofEntries, ...missing.map((registry) => lacking(registry, config, source))];
}

function entryProblems(
  registry: string,
  { auth }: DockerConfigEntry,
  config: DockerConfig,
  source: string,
): readonly CredentialProblem[] {
  const login = auth === undefined ? undefined : decodeAuth(auth);
  if (login === undefined) return [];
  if (typeof login === 'string') return [unreadable(registry, source)];
  const key = findableKey(registry, config);
  return [
    ...(withoutLineBreak(login).password === login.password ? [] : [lineBreak(registry, source)]),
    ...(key === registry ? [] : [hubKey(registry, source, key)]),
  ];
}

/** As `docker login` leaves an entry whose login a helper holds. */
function isEmpty(entry: DockerConfigEntry): boolean {
  return Object.keys(entry).length === 0;
}

function helperProblems(config: DockerConfig, source: string): CredentialProblem[] {
  const helpers = new Set([...Object.values(config.credHelpers), config.credsStore ?? '']);
  helpers.delete('');
  return [...helpers].map((helper) => ({
    registry: '',
    message: l10n.t(
      '{0} leaves its passwords to the program docker-credential-{1}, which the builder does not have.',
      source,
      helper,
    ),
    remedy: l10n.t(
      'Use a config that holds the login itself, for example of "kubectl create secret docker-registry".',
    ),
  }));
}

function misread(fault: ConfigFault, source: string): CredentialProblem {
  const message =
    fault === 'wrapped-value'
      ? l10n.t(
          'A value in {0} is broken over several lines, as "base64" without "-w0" makes it: that is no JSON for the builder.',
          source,
        )
      : l10n.t(
          '{0} has the form of an old .dockercfg, without "auths": the builder finds no login in it.',
          source,
        );
  return { registry: '', message, remedy: makeAnew() };
}

function unreadable(registry: string, source: string): CredentialProblem {
  return {
    registry,
    message: l10n.t('The entry for {0} in {1} is not the base64 form of "user:password".', registry, source),
    remedy: makeAnew(),
  };
}

function lineBreak(registry: string, source: string): CredentialProblem {
  return {
    registry,
    message: l10n.t(
      'The password for {0} in {1} ends with a line break, as "echo" without "-n" makes it: the registry will refuse it.',
      registry,
      source,
    ),
    remedy: l10n.t('Make a corrected Secret, or make it again with "printf" in place of "echo".'),
  };
}

function hubKey(registry: string, source: string, key: string): CredentialProblem {
  return {
    registry,
    message: l10n.t('{0} names Docker Hub "{1}", where kaniko looks for "{2}" only.', source, registry, key),
    remedy: l10n.t('Make a corrected Secret, or write the entry under that name.'),
  };
}

function lacking(registry: string, { auths }: DockerConfig, source: string): CredentialProblem {
  return {
    registry,
    message:
      Object.keys(auths).length === 0
        ? l10n.t('{0} holds no login for any registry.', source)
        : l10n.t('{0} has no entry for {1}.', source, registry),
    remedy: l10n.t('Make a corrected Secret with a login for it, or choose other credentials.'),
  };
}

function makeAnew(): string {
  return l10n.t('Make the Secret again with "kubectl create secret docker-registry".');
}
