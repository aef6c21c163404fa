import * as path from 'node:path';
import type { Cluster } from '@kubernetes/client-node/dist/config_types.js';
import * as l10n from '@vscode/l10n';
import { FAILSAFE_SCHEMA, YAMLException, load } from 'js-yaml';
import type { KubeContext } from './api.ts';
import type { KubeConfigEntries, KubeUser } from './kubeconfig-entries.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The entries of a kubeconfig text. `folder` is where relative file references start: the file's own folder.
 * Throws an Error with a localised reason that repeats nothing of the text, because the text holds secrets.
 */
export function parseKubeConfig(text: string, folder: string): KubeConfigEntries {
  const root = parseYaml(text);
  const kind = string(root['kind']);
  if (kind !== undefined && kind !== 'Config') {
    throw new Error(l10n.t('This is a {0}, not a kubeconfig.', kind));
  }
  return {
    clusters: entries(root['clusters'], 'cluster', (name, fields) => cluster(name, fields, folder)),
    users: entries(root['users'], 'user', (name, fields) => user(name, fields, folder)),
    contexts: entries(root['contexts'], 'context', context),
    current: string(root['current-context']),
  };
}

/** Every scalar stays a string, as in the file: a token of digits is not a number, `true` is compared as text. */
function parseYaml(text: string): Fields {
  let root: unknown;
  let failure: string | undefined;
  try {
    root = load(text, { schema: FAILSAFE_SCHEMA });
  } catch (error) {
    failure = yamlReason(error);
  }
  if (failure !== undefined) {
    // Without the parser's error as its cause: that one quotes the text.
    throw new Error(failure);
  }
  if (root === undefined || root === null || root === '') {
    return {};
  }
  if (!isFields(root)) {
    throw new Error(l10n.t('This is not a kubeconfig: it holds no mapping at its top.'));
  }
  return root;
}

/** The parser's message quotes the lines around the error, which may be a token: only the place is kept. */
function yamlReason(error: unknown): string {
  const mark =
    error instanceof YAMLException ? (error.mark as { readonly line: number } | undefined) : undefined;
  return mark === undefined
    ? l10n.t('It is not valid YAML.')
    : l10n.t('It is not valid YAML: line {0}.', mark.line + 1);
}

function entries<T>(
  list: unknown,
  key: string,
  read: (name: string, fields: Fields) => T | undefined,
): Map<string, T> {
  const found = new Map<string, T>();
  for (const item of items(list)) {
    const name = string(item['name']);
    const entry = name === undefined ? undefined : read(name, fieldsOf(item[key]));
    if (name !== undefined && entry !== undefined && !found.has(name)) {
      found.set(name, entry);
    }
  }
  return found;
}

function cluster(name: string, fields: Fields, folder: string): Cluster | undefined {
  const server = string(fields['server'])?.replace(/\/+$/, '');
  if (server === undefined) {
    return undefined;
  }
  const caData = string(fields['certificate-authority-data']);
  return {
    name,
    server,
    // Without TLS there is nothing to verify; client-node refuses plain HTTP unless told so.
    skipTLSVerify: string(fields['insecure-skip-tls-verify']) === 'true' || server.startsWith('http:'),
    ...dataOrFile('caData', caData, 'caFile', file(fields['certificate-authority'], folder)),
    ...optional('tlsServerName', string(fields['tls-server-name'])),
    ...optional('proxyUrl', string(fields['proxy-url'])),
  };
}

function user(name: string, fields: Fields, folder: string): KubeUser {
  const tokenFile = file(fields['tokenFile'], folder);
  const authProvider = isFields(fields['auth-provider']) ? fields['auth-provider'] : undefined;
  const extra = Object.entries(fieldsOf(fields['as-user-extra'])).map(
    ([key, list]) => [key, strings(list)] as const,
  );
  return {
    name,
    ...dataOrFile(
      'certData',
      string(fields['client-certificate-data']),
      'certFile',
      file(fields['client-certificate'], folder),
    ),
    ...dataOrFile(
      'keyData',
      string(fields['client-key-data']),
      'keyFile',
      file(fields['client-key'], folder),
    ),
    // A token file outranks the token beside it: the file is renewed, the token is not.
    ...(tokenFile === undefined
      ? { ...optional('token', string(fields['token'])), ...optional('authProvider', authProvider) }
      : { authProvider: { name: 'tokenFile', config: { tokenFile } } }),
    ...optional('username', string(fields['username'])),
    ...optional('password', string(fields['password'])),
    ...optional('exec', isFields(fields['exec']) ? execPlugin(fields['exec'], folder) : undefined),
    ...optional('impersonateUser', string(fields['as'])),
    ...optional('impersonateUid', string(fields['as-uid'])),
    impersonateGroups: strings(fields['as-groups']),
    impersonateExtra: Object.fromEntries(extra),
  };
}

function context(name: string, fields: Fields): KubeContext | undefined {
  const clusterName = string(fields['cluster']);
  if (clusterName === undefined) {
    return undefined;
  }
  return {
    name,
    cluster: clusterName,
    user: string(fields['user']) ?? '',
    ...optional('namespace', string(fields['namespace'])),
  };
}

/** A command with a slash in it is relative to the kubeconfig, one without is looked up on PATH (as kubectl does). */
function execPlugin(fields: Fields, folder: string): Fields {
  const command = string(fields['command']);
  const isPath = command !== undefined && /[\\/]/.test(command);
  return {
    ...fields,
    command: isPath ? path.resolve(folder, command) : command,
    args: strings(fields['args']),
    env: items(fields['env']),
  };
}

/** Data outranks the file beside it; client-node would take the file. */
function dataOrFile<D extends string, F extends string>(
  dataKey: D,
  data: string | undefined,
  fileKey: F,
  reference: string | undefined,
): Partial<Record<D, string>> | Partial<Record<F, string>> {
  return data === undefined ? optional(fileKey, reference) : optional(dataKey, data);
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, V>>;
}

function file(value: unknown, folder: string): string | undefined {
  const reference = string(value);
  return reference === undefined ? undefined : path.resolve(folder, reference);
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function items(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
