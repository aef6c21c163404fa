import { parseChallenges, type Challenge } from './challenge.ts';
import type { RegistryLogin } from './login-for.ts';
import type { Reached } from './reach.ts';
import { ask, type RegistryRequest } from './registry-http.ts';
import { RegistryStop, stop } from './registry-stop.ts';

/**
 * What goes into the `Authorization` header to act as `scope` says; undefined where nothing does. Without a scope the
 * login itself is tried. Throws
 * {@link RegistryStop}, or what a request throws.
 */
export async function authorize(
  reached: Reached,
  scope: string | undefined,
  login: RegistryLogin | undefined,
): Promise<string | undefined> {
  const { ping: answer } = reached;
  if (answer.status >= 500 || answer.status === 429) throw stop('failing', answer, login);
  const header = answer.headers['www-authenticate'] ?? '';
  const challenges = parseChallenges(header);
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
  if (answer.status === 401 && bearer !== undefined) return await token(bearer, scope, reached, login);
  if (answer.status === 401 && !challenges.some(({ scheme }) => scheme === 'basic')) {
    throw stop('unclear', answer, login);
  }
  if (answer.status !== 401 && answer.status !== 200) throw stop('unclear', answer, login);
  if (login === undefined) {
    if (answer.status === 401) throw stop('login-needed', answer, login);
    return undefined;
  }
  if (answer.status === 401) await tryLogin(reached, login);
  return basic(login);
}

/** Whether the registry takes the login at all, whatever it may do then. */
async function tryLogin({ base, route }: Reached, login: RegistryLogin): Promise<void> {
  const headers = { Authorization: basic(login) };
  const answer = await ask({ method: 'GET', url: new URL('/v2/', base), headers }, route);
  if (answer.status === 401) throw stop('login-refused', answer, login);
}

async function token(
  { parameters }: Challenge,
  scope: string | undefined,
  { base, route }: Reached,
  login: RegistryLogin | undefined,
): Promise<string> {
  const realm = parameters['realm'] ?? '';
  const protocol = URL.canParse(realm) ? new URL(realm).protocol : '';
  // A login goes over plain HTTP only to where the user expects that.
  if (protocol !== 'https:' && !(protocol === 'http:' && base.protocol === 'http:')) {
    throw new RegistryStop({
      kind: 'unclear',
      words: `WWW-Authenticate: Bearer realm="${realm.slice(0, 100)}"`,
    });
  }
  const service = parameters['service'] ?? '';
  const answer = await ask(tokenRequest(new URL(realm), service, scope, login), route);
  if (answer.status >= 500 || answer.status === 429) throw stop('failing', answer, login);
  if (answer.status !== 200)
    throw stop(login === undefined ? 'login-needed' : 'login-refused', answer, login);
  const given = tokenIn(answer.body);
  if (given === undefined) throw stop('unclear', { ...answer, body: '' }, login);
  return `Bearer ${given}`;
}

function tokenRequest(
  realm: URL,
  service: string,
  scope: string | undefined,
  login: RegistryLogin | undefined,
): RegistryRequest {
  if (login?.identityToken !== undefined) {
    const scoped = scope === undefined ? {} : { scope };
    const form = { grant_type: 'refresh_token', client_id: 'kaniko-build', service, ...scoped };
    return {
      method: 'POST',
      url: realm,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...form, refresh_token: login.identityToken }).toString(),
    };
  }
  const url = new URL(realm);
  if (service !== '') url.searchParams.set('service', service);
  if (scope !== undefined) url.searchParams.set('scope', scope);
  return { method: 'GET', url, headers: login === undefined ? {} : { Authorization: basic(login) } };
}

function tokenIn(body: string): string | undefined {
  try {
    const { token: one, access_token: other } = (JSON.parse(body) ?? {}) as Record<string, unknown>;
    const found = [one, other].find((value) => typeof value === 'string' && value !== '');
    return typeof found === 'string' && !/[\r\n]/.test(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function basic({ username, password }: RegistryLogin): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
