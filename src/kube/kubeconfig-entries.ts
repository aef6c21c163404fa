import type { Cluster, User } from '@kubernetes/client-node/dist/config_types.js';
import type { KubeContext } from './api.ts';

/** A user entry with the impersonation fields that client-node leaves out. */
export interface KubeUser extends User {
  readonly impersonateGroups?: readonly string[];
  readonly impersonateUid?: string;
  readonly impersonateExtra?: Readonly<Record<string, readonly string[]>>;
}

/** The entries of one kubeconfig file, or of several merged, by name. File references in them are absolute. */
export interface KubeConfigEntries {
  readonly clusters: ReadonlyMap<string, Cluster>;
  readonly users: ReadonlyMap<string, KubeUser>;
  readonly contexts: ReadonlyMap<string, KubeContext>;
  readonly current: string | undefined;
}

/**
 * Merges as kubectl does: of entries with one name the first file's counts whole, and so does the first current
 * context that is set (kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig, "Merging").
 */
export function mergeEntries(files: readonly KubeConfigEntries[]): KubeConfigEntries {
  const lastFirst = files.toReversed();
  return {
    clusters: new Map(lastFirst.flatMap((file) => [...file.clusters])),
    users: new Map(lastFirst.flatMap((file) => [...file.users])),
    contexts: new Map(lastFirst.flatMap((file) => [...file.contexts])),
    current: files.find((file) => file.current !== undefined)?.current,
  };
}
