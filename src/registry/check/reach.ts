import type { RegistryLogin } from './login-for.ts';
import { NetworkFailure } from './network-failure.ts';
import { ask, type RegistryAnswer, type RegistryRoute } from './registry-http.ts';
import { RegistryStop } from './registry-stop.ts';

/** How a build of some builder reaches a registry, and with which login. */
export interface RegistryAccess {
  /** The user says that it speaks plain HTTP. */
  readonly insecure: boolean;
  /** The builder tries plain HTTP where TLS fails although nobody says so. */
  readonly fallsBackToHttp: boolean;
  /** The builder checks the certificate also of a registry that is said to speak plain HTTP and speaks TLS. */
  readonly verifiesInsecure: boolean;
  /** PEM of its private authority. */
  readonly authority?: string;
  readonly login?: RegistryLogin;
  /** The proxy for an address, as the environment has it. */
  readonly proxyFor: (url: string) => string | undefined;
  readonly signal: AbortSignal;
}

/** The answer to the first question, and how it was got. */
export interface Reached {
  readonly base: URL;
  readonly ping: RegistryAnswer;
  readonly route: RegistryRoute;
}

/**
 * Asks a registry for the first time: over TLS, as the builders do, then over plain HTTP where that is said or usual.
 * Throws {@link RegistryStop}, {@link NetworkFailure}, or the signal's reason.
 */
export async function reach(
  registry: string,
  access: RegistryAccess,
  route: RegistryRoute,
): Promise<Reached> {
  // Docker Hub's registry answers under a name of its own.
  const host = registry === 'docker.io' ? 'index.docker.io' : registry;
  if (!URL.canParse(`https://${host}`)) throw new NetworkFailure('unreachable', `https://${host}`);
  try {
    return await ping(new URL(`https://${host}`), route);
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    if (error.kind === 'authority-unknown' && access.insecure && !access.verifiesInsecure) {
      return await ping(new URL(`https://${host}`), { ...route, verify: false });
    }
    const mayBePlain = access.insecure || access.fallsBackToHttp;
    const plain = mayBePlain || error.kind === 'not-tls' ? await plainPing(host, route) : undefined;
    if (plain !== undefined && mayBePlain) return plain;
    if (plain !== undefined) throw new RegistryStop({ kind: 'plain-http' });
    throw access.insecure && error.kind === 'authority-unknown'
      ? new RegistryStop({ kind: 'not-plain-http', words: error.message })
      : error;
  }
}

/** A registry that answers over plain HTTP; undefined where none does. */
async function plainPing(host: string, route: RegistryRoute): Promise<Reached | undefined> {
  try {
    const reached = await ping(new URL(`http://${host}`), route);
    // What speaks TLS answers plain HTTP with 400.
    return [200, 401].includes(reached.ping.status) ? reached : undefined;
  } catch (error) {
    if (error instanceof NetworkFailure) return undefined;
    throw error;
  }
}

async function ping(base: URL, route: RegistryRoute): Promise<Reached> {
  return { base, ping: await ask({ method: 'GET', url: new URL('/v2/', base) }, route), route };
}
