import * as l10n from '@vscode/l10n';
import type { CredentialsErrorCode } from './credentials-error.ts';
import { decodeAuth, encodeAuth, withoutLineBreak, type DockerAuth, type Login } from './auth.ts';
import { identityTokenUser } from './credential-helper.ts';
import type { DockerConfigEntry } from './docker-config.ts';

/** Strings are localised and hold no secret. */
export interface CredentialProblem {
  readonly registry: string;
  /** Where a helper failed: how. */
  readonly code?: CredentialsErrorCode;
  readonly message: string;
  readonly remedy: string;
}

/** A login as a helper gives it, in the builders' form. */
export function loginToAuth(login: Login): DockerAuth {
  return login.username === identityTokenUser
    ? { auth: encodeAuth({ username: identityTokenUser, password: '' }), identitytoken: login.password }
    : { auth: encodeAuth(login) };
}

/** An entry in the builders' form; undefined for an empty one and, with a problem said, for one they cannot read. */
export function entryToAuth(
  entry: DockerConfigEntry,
  registry: string,
  file: string,
  problems: CredentialProblem[],
): DockerAuth | undefined {
  const token = entry.identitytoken === undefined ? {} : { identitytoken: entry.identitytoken };
  if (entry.auth === undefined) {
    if (entry.username !== undefined && entry.password !== undefined) {
      return { auth: encodeAuth({ username: entry.username, password: entry.password }), ...token };
    }
    return entry.identitytoken === undefined
      ? undefined
      : loginToAuth({ username: identityTokenUser, password: entry.identitytoken });
  }
  const login = decodeAuth(entry.auth);
  if (typeof login === 'string') {
    problems.push({
      registry,
      message: l10n.t('The entry for {0} in {1} is not the base64 form of "user:password".', registry, file),
      remedy: l10n.t('Log in again with "docker login {0}".', registry),
    });
    return undefined;
  }
  const clean = withoutLineBreak(login);
  if (clean.password !== login.password) {
    problems.push({
      registry,
      message: l10n.t(
        'The password for {0} in {1} ends with a line break, as "echo" without "-n" makes it. It is left out for this build.',
        registry,
        file,
      ),
      remedy: l10n.t('Log in again with "docker login {0}".', registry),
    });
  }
  return { auth: encodeAuth(clean), ...token };
}
