import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { CredentialsError } from './credentials-error.ts';

/** What this product reads of a `config.json` or `auth.json`. */
export interface DockerConfig {
  readonly file: string;
  readonly auths: Readonly<Record<string, DockerConfigEntry>>;
  /** Name of the credential helper by registry. */
  readonly credHelpers: Readonly<Record<string, string>>;
  /** Name of the helper for every other registry. */
  readonly credsStore?: string;
}

/** One registry's entry as it stands in the file; empty when a helper holds the secret. */
export interface DockerConfigEntry {
  readonly auth?: string;
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
}

/** The user's environment: where the configs are. */
export interface UserEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * Paths where Docker's and Podman's credentials may be, the most important first: the places where
 * `docker`, `podman` and go-containerregistry's default keychain look. The files need not exist.
 */
export function dockerConfigFiles({ env, home }: UserEnvironment): string[] {
  const set = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const runtime = set('XDG_RUNTIME_DIR');
  return [
    join(set('DOCKER_CONFIG') ?? join(home, '.docker'), 'config.json'),
    set('REGISTRY_AUTH_FILE'),
    runtime === undefined ? undefined : join(runtime, 'containers', 'auth.json'),
    join(set('XDG_CONFIG_HOME') ?? join(home, '.config'), 'containers', 'auth.json'),
  ].filter((file) => file !== undefined);
}

/** The config in `file`, or undefined when there is none. Throws {@link CredentialsError}, which names the file. */
export async function readDockerConfig(file: string): Promise<DockerConfig | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return undefined;
    }
    throw new CredentialsError(
      'config-unreadable',
      l10n.t('The Docker config {0} cannot be read: {1}.', file, code ?? 'unknown error'),
      l10n.t('Make the file readable for your user, or choose other credentials.'),
      { cause: error },
    );
  }
  return parseDockerConfig(text, file);
}

/** Reads a Docker config's text; `file` is for messages. Throws {@link CredentialsError} with code `config-invalid`. */
export function parseDockerConfig(text: string, file: string): DockerConfig {
  const config = asObject(parseJson(text.replace(/^\uFEFF/, ''), file));
  if (config === undefined) {
    throw invalid(file, l10n.t('it is not a JSON object'));
  }
  const credsStore = config['credsStore'];
  return {
    file,
    auths: mapValues(asObject(config['auths']) ?? {}, toEntry),
    credHelpers: mapValues(asObject(config['credHelpers']) ?? {}, nonEmpty),
    ...(typeof credsStore === 'string' && credsStore !== '' ? { credsStore } : {}),
  };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.trim() === '' ? '{}' : text);
  } catch (error) {
    // The parser's own message quotes the text around the fault, which may be a secret: only the place is repeated.
    const position = /position (\d+)/.exec((error as Error).message)?.[1];
    if (position === undefined) {
      throw invalid(file, l10n.t('its JSON is incomplete or broken'));
    }
    const line = text.slice(0, Number(position)).split('\n').length;
    throw invalid(file, l10n.t('its JSON is broken in line {0}', line));
  }
}

function invalid(file: string, reason: string): CredentialsError {
  return new CredentialsError(
    'config-invalid',
    l10n.t('The Docker config {0} cannot be used: {1}.', file, reason),
    l10n.t('Correct the file, or move it away and log in again with "docker login".'),
  );
}

function toEntry(value: unknown): DockerConfigEntry | undefined {
  const entry = asObject(value);
  if (entry === undefined) {
    return undefined;
  }
  const text = (key: keyof DockerConfigEntry): Partial<Record<typeof key, string>> => {
    const found = nonEmpty(entry[key]);
    return found === undefined ? {} : { [key]: found };
  };
  return { ...text('auth'), ...text('username'), ...text('password'), ...text('identitytoken') };
}

function nonEmpty(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function mapValues<T>(
  object: Record<string, unknown>,
  convert: (value: unknown) => T | undefined,
): Record<string, T> {
  const pairs = Object.entries(object).flatMap(([key, value]): [string, T][] => {
    const converted = convert(value);
    return converted === undefined ? [] : [[key, converted]];
  });
  return Object.fromEntries(pairs);
}
