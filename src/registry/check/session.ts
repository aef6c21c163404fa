import * as http from 'node:http';
import * as https from 'node:https';
import type { ImageReference } from '../reference.ts';
import { authorize } from './authorize.ts';
import { NetworkFailure } from './network-failure.ts';
import type { RegistryOutcome } from './outcome.ts';
import { reach, type Reached, type RegistryAccess } from './reach.ts';
import { ask, type RegistryAnswer, type RegistryRequest, type RegistryRoute } from './registry-http.ts';
import { RegistryStop } from './registry-stop.ts';

/** A registry that answered, and the right to ask it for one repository. */
export interface RegistrySession {
  /** Sends a request below the repository: `path` is for instance `manifests/latest`. Throws {@link RegistryStop}. */
  send(
    method: RegistryRequest['method'],
    path: string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<RegistryAnswer>;
  /** Ends what a push began, at an address that the registry gave. */
  discard(location: string): Promise<void>;
}

/**
 * Finds out how the registry is spoken to, logs in for `actions` (`pull`, `push,pull`) on one repository as the
 * builders do (distribution.github.io/distribution/spec/auth/token), and runs `use`. Throws {@link RegistryStop}, or
 * the signal's reason.
 */
export async function withSession<T>(
  { registry, repository }: Pick<ImageReference, 'registry' | 'repository'>,
  actions: string,
  access: RegistryAccess,
  use: (session: RegistrySession) => Promise<T>,
): Promise<T> {
  return await withRegistry(registry, access, async (reached) => {
    const authorization = await authorize(reached, `repository:${repository}:${actions}`, access.login);
    return await use(sessionAt(reached, repository, authorization));
  });
}

/** Finds out how the registry is spoken to and runs `use`. Throws as {@link withSession}. */
export async function withRegistry<T>(
  registry: string,
  access: RegistryAccess,
  use: (reached: Reached) => Promise<T>,
): Promise<T> {
  const agents = { plain: new http.Agent({ keepAlive: true }), tls: new https.Agent({ keepAlive: true }) };
  const { authority, proxyFor, signal } = access;
  try {
    const route: RegistryRoute = { authority, verify: true, proxyFor, agents, signal };
    return await use(await reach(registry, access, route));
  } catch (error) {
    throw error instanceof NetworkFailure ? new RegistryStop(stopOf(error)) : error;
  } finally {
    agents.plain.destroy();
    agents.tls.destroy();
  }
}

function sessionAt(
  { base, route }: Reached,
  repository: string,
  authorization: string | undefined,
): RegistrySession {
  const own = authorization === undefined ? {} : { Authorization: authorization };
  return {
    send: (method, path, headers = {}) =>
      ask(
        { method, url: new URL(`/v2/${repository}/${path}`, base), headers: { ...headers, ...own } },
        route,
      ),
    discard: async (location) => {
      if (!URL.canParse(location, base.href)) return;
      const url = new URL(location, base);
      await ask({ method: 'DELETE', url, headers: url.host === base.host ? own : {} }, route);
    },
  };
}

function stopOf({ kind, message }: NetworkFailure): RegistryOutcome {
  return { kind: kind === 'not-tls' ? 'unreachable' : kind, words: message };
}
