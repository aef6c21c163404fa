import { readFileSync } from 'node:fs';
import { paths } from './paths.ts';

/** How to reach one of the sandbox's registries. */
export interface SandboxRegistry {
  readonly host: string;
  readonly username?: string;
  readonly password?: string;
  readonly caFile?: string;
  readonly insecure: boolean;
}

/** What a test needs to know of a running sandbox. */
export interface SandboxInfo {
  readonly kubeconfig: string;
  readonly contexts: {
    readonly admin: 'sandbox';
    readonly limited: 'sandbox-limited';
    readonly viewer: 'sandbox-viewer';
  };
  readonly namespaces: {
    readonly builds: 'builds';
    readonly limited: 'team-a';
    readonly restricted: 'restricted';
    readonly quota: 'quota';
  };
  readonly registries: {
    readonly auth: SandboxRegistry;
    readonly open: SandboxRegistry;
    readonly tls: SandboxRegistry;
  };
  readonly images: {
    readonly busybox: string;
    readonly debian: string;
    readonly buildah: string;
    readonly kaniko: { readonly osscontainertools: string | null; readonly google: string | null };
  };
  readonly kubectl: string;
}

/** Reads what the last successful `up` wrote; undefined when the sandbox is down. */
export function readSandboxInfo(): SandboxInfo | undefined {
  try {
    return JSON.parse(readFileSync(paths.info, 'utf8')) as SandboxInfo;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
