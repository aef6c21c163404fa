import { isAbsolute, join, relative, sep } from 'node:path';
import { isRemoteContext } from '../build/remote-context.ts';
import type { BuildRequest, CacheChoice, ClusterChoice, CredentialsChoice } from '../build/request.ts';
import type { DockerfileOnDisk } from './dockerfile.ts';

/** What was answered for one Dockerfile: a {@link BuildRequest} in the making. Holds no secret. */
export interface Answers extends Partial<
  Pick<BuildRequest, 'destinations' | 'target' | 'buildArgs' | 'remote' | 'contextAll'>
> {
  /**
   * Relative to the Dockerfile's root, with forward slashes, so that it survives a move; absolute when outside. Or a URL
   * that the builder fetches.
   */
  readonly context?: string;
  readonly builder?: { readonly id: string; readonly flavour?: string };
  readonly cluster?: Pick<ClusterChoice, 'kubeconfig' | 'context'>;
  readonly namespace?: string;
  readonly credentials?: CredentialsChoice;
  /** The layer cache, in place of what the settings say. */
  readonly cache?: CacheAnswer;
}

export interface CacheAnswer extends CacheChoice {
  readonly enabled: boolean;
}

/** The form of a folder in {@link Answers.context}. */
export function rememberedContext(folder: string, { root }: DockerfileOnDisk): string {
  const path = relative(root, folder);
  if (path === '') return '.';
  return path.startsWith('..') || isAbsolute(path) ? folder : path.split(sep).join('/');
}

/** The absolute path of a remembered context, or its URL. */
export function contextPath(context: string, { root }: DockerfileOnDisk): string {
  return isAbsolute(context) || isRemoteContext(context) ? context : join(root, context);
}

/** Answers with another cluster; a namespace of the former cluster means nothing in it. */
export function withCluster(answers: Answers, cluster: NonNullable<Answers['cluster']>): Answers {
  if (answers.cluster?.context === cluster.context) return { ...answers, cluster };
  const { namespace: _former, ...rest } = answers;
  return { ...rest, cluster };
}
