import { readFile } from 'node:fs/promises';
import { encodeAuth, type DockerAuth, type DockerAuths } from '../../registry/auth.ts';
import { CredentialsError } from '../../registry/credentials-error.ts';
import { loginFor, type RegistryLogin } from '../../registry/check/login-for.ts';
import type { RegistryAccess } from '../../registry/check/reach.ts';
import { parseDockerConfig } from '../../registry/docker-config.ts';
import { sameRegistry, type ImageReference } from '../../registry/reference.ts';
import type { BuildPlan } from '../plan.ts';
import { isPlan, type Situation } from './situation.ts';

/** What the config says of a registry's login. */
export type LoginState =
  | { readonly kind: 'login'; readonly login: RegistryLogin }
  | { readonly kind: 'none' }
  /** The builder cannot read it and stops. */
  | { readonly kind: 'unreadable' }
  /** It is in a Secret that this user may not read, or nobody knows it yet. */
  | { readonly kind: 'hidden' };

/** The login that the builder will find for a repository. */
export async function loginState(situation: Situation, reference: ImageReference): Promise<LoginState> {
  const plan = await situation.plan;
  if (!isPlan(plan)) return { kind: 'hidden' };
  const auths = authsOf(plan);
  if (typeof auths === 'string') return { kind: auths };
  if (auths === undefined) return { kind: 'none' };
  const login = loginFor(auths, reference, situation.builder.registryManners.everyHubKey);
  if (login === undefined) return { kind: 'none' };
  return typeof login === 'string' ? { kind: 'unreadable' } : { kind: 'login', login };
}

/** How the build will reach a registry. */
export async function registryAccess(
  situation: Situation,
  { registry }: ImageReference,
  options: { readonly withLogin: false } | { readonly withLogin: RegistryLogin | undefined },
): Promise<RegistryAccess> {
  const { request, parts, builder, signal } = situation;
  const { fallsBackToHttp, verifiesInsecure } = builder.registryManners;
  const authority = await authorityOf(registry, request.registries.certificates);
  const login = options.withLogin === false ? undefined : options.withLogin;
  return {
    insecure: request.registries.insecure.some((one) => sameRegistry(one, registry)),
    fallsBackToHttp: fallsBackToHttp(registry),
    verifiesInsecure,
    proxyFor: parts.proxyFor,
    signal,
    ...(authority === undefined ? {} : { authority }),
    ...(login === undefined ? {} : { login }),
  };
}

async function authorityOf(
  registry: string,
  certificates: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const file = Object.entries(certificates).find(([host]) => sameRegistry(host, registry))?.[1];
  // A file that cannot be read stops the plan, which says so.
  return file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined);
}

function authsOf({ credentials }: BuildPlan): DockerAuths | 'unreadable' | 'hidden' | undefined {
  if (credentials.dockerConfig !== undefined) return JSON.parse(credentials.dockerConfig) as DockerAuths;
  if (credentials.existing === undefined) return undefined;
  if (credentials.existingConfig === undefined) return 'hidden';
  try {
    const config = parseDockerConfig(credentials.existingConfig, '');
    // The builder would run a program that its image does not have, and stop.
    if (config.credsStore !== undefined) return 'unreadable';
    const entries = Object.entries(config.auths).flatMap(([key, entry]): [string, DockerAuth][] => {
      const { auth, username = '', password = '', identitytoken } = entry;
      const isEmpty = auth === undefined && username === '' && identitytoken === undefined;
      const token = identitytoken === undefined ? {} : { identitytoken };
      return isEmpty ? [] : [[key, { auth: auth ?? encodeAuth({ username, password }), ...token }]];
    });
    return { auths: Object.fromEntries(entries) };
  } catch (error) {
    if (error instanceof CredentialsError) return 'unreadable';
    throw error;
  }
}
