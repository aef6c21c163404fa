import type { RegistryAccess } from '../../../src/registry/check/reach.ts';

/** A registry that is said to speak plain HTTP, reached without a proxy, but for what `changes` says. */
export function access(changes: Partial<RegistryAccess> = {}): RegistryAccess {
  return {
    insecure: true,
    fallsBackToHttp: false,
    verifiesInsecure: true,
    proxyFor: () => undefined,
    signal: AbortSignal.timeout(5000),
    ...changes,
  };
}
