import { authorize } from './authorize.ts';
import type { RegistryOutcome } from './outcome.ts';
import type { RegistryAccess } from './reach.ts';
import { RegistryStop } from './registry-stop.ts';
import { withRegistry } from './session.ts';

/**
 * Tries whether a registry (`host[:port]`) takes the login, whatever it may do then. One that asks nobody for a login
 * allows it. Throws the signal's reason only.
 */
export async function checkLogin(registry: string, access: RegistryAccess): Promise<RegistryOutcome> {
  try {
    await withRegistry(registry, access, (reached) => authorize(reached, undefined, access.login));
    return { kind: 'allowed' };
  } catch (error) {
    if (error instanceof RegistryStop) return error.outcome;
    throw error;
  }
}
