import type { Memento } from 'vscode';
import type { CredentialsChoice, RemoteOptions } from '../build/request.ts';
import type { Answers } from './answers.ts';
import type { DockerfileOnDisk } from './dockerfile.ts';

const KEY = 'answers';

/** The answers per Dockerfile, in the workspace's own state. */
export class AnswerStore {
  readonly #state: Memento;
  readonly #listeners = new Set<() => void>();

  constructor(state: Memento) {
    this.#state = state;
  }

  /** What is remembered for the Dockerfile; what another version wrote and this one cannot use is left out. */
  get(dockerfile: DockerfileOnDisk): Answers {
    return checkedAnswers(this.#all()[dockerfile.label]);
  }

  /** Remembers `answers` in place of the former ones. */
  async set(dockerfile: DockerfileOnDisk, answers: Answers): Promise<void> {
    await this.#update({ ...this.#all(), [dockerfile.label]: answers });
  }

  async forget(dockerfile: DockerfileOnDisk): Promise<void> {
    const { [dockerfile.label]: _forgotten, ...rest } = this.#all();
    await this.#update(rest);
  }

  /** Answers of any Dockerfile, for a suggestion. */
  others(): readonly Answers[] {
    return Object.values(this.#all()).map(checkedAnswers);
  }

  /** Calls `listener` after every change. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  #all(): Readonly<Record<string, unknown>> {
    const value: unknown = this.#state.get(KEY);
    return isObject(value) ? value : {};
  }

  async #update(value: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#state.update(KEY, value);
    for (const listener of this.#listeners) listener();
  }
}

function checkedAnswers(value: unknown): Answers {
  if (!isObject(value)) return {};
  const { context, remote, contextAll, destinations, target, buildArgs } = value;
  const { builder, cache, cluster, namespace, credentials } = value;
  return {
    ...(isText(context) ? { context } : {}),
    ...(isRemoteOptions(remote) ? { remote } : {}),
    ...(contextAll === true ? { contextAll } : {}),
    ...(isTexts(destinations) && destinations.length > 0 ? { destinations } : {}),
    ...(isText(target) ? { target } : {}),
    ...(isTextRecord(buildArgs) ? { buildArgs } : {}),
    ...(isBuilder(builder) ? { builder } : {}),
    ...(isCluster(cluster) ? { cluster } : {}),
    ...(isText(namespace) ? { namespace } : {}),
    ...(isCredentials(credentials) ? { credentials } : {}),
    ...(isCache(cache) ? { cache } : {}),
  };
}

function isRemoteOptions(value: unknown): value is RemoteOptions {
  if (!isObject(value)) return false;
  const { secret } = value;
  return (
    ['dockerfile', 'subPath', 'branch'].every((key) => value[key] === undefined || isText(value[key])) &&
    (secret === undefined || (isObject(secret) && isText(secret['secretName']) && isText(secret['key'])))
  );
}

function isBuilder(value: unknown): value is NonNullable<Answers['builder']> {
  return (
    isObject(value) && isText(value['id']) && (value['flavour'] === undefined || isText(value['flavour']))
  );
}

function isCache(value: unknown): value is NonNullable<Answers['cache']> {
  if (!isObject(value)) return false;
  const { enabled, repository, ttlSeconds, copyLayers } = value;
  return (
    typeof enabled === 'boolean' &&
    (repository === undefined || isText(repository)) &&
    (ttlSeconds === undefined || typeof ttlSeconds === 'number') &&
    (copyLayers === undefined || typeof copyLayers === 'boolean')
  );
}

function isCluster(value: unknown): value is NonNullable<Answers['cluster']> {
  return isObject(value) && isText(value['context']) && isTexts(value['kubeconfig']);
}

function isCredentials(value: unknown): value is CredentialsChoice {
  if (!isObject(value)) return false;
  switch (value['kind']) {
    case 'docker-config':
    case 'ambient':
    case 'none':
      return true;
    case 'typed':
      return isText(value['username']);
    case 'secret':
      return isText(value['name']);
    default:
      return false;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isTextRecord(value: unknown): value is Readonly<Record<string, string>> {
  return isObject(value) && Object.values(value).every((item) => typeof item === 'string');
}
