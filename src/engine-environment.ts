import { homedir } from 'node:os';
import { environmentProxy } from './kube/environment-proxy.ts';
import type { UserEnvironment } from './registry/docker-config.ts';

/** Where this process's user keeps things. */
export function userEnvironment(): UserEnvironment {
  return { env: process.env, home: homedir() };
}

/** The proxy that this process's environment names for an address. */
export function proxyFor(url: string): string | undefined {
  return environmentProxy(url, process.env);
}
