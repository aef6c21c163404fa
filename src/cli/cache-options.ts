import type { CacheChoice } from '../build/request.ts';
import { parseDuration } from './duration.ts';
import { UsageError } from './usage-error.ts';

/** The cache that the flags ask for; undefined where there is to be none. Throws UsageError. */
export function cacheOptions(flags: {
  readonly cache?: boolean;
  readonly 'cache-repo'?: string;
  readonly 'cache-ttl'?: string;
  readonly 'cache-copy-layers'?: boolean;
}): CacheChoice | undefined {
  const { 'cache-repo': repository, 'cache-ttl': ttl, 'cache-copy-layers': copyLayers } = flags;
  if (flags.cache !== true) {
    const first = [
      ['--cache-repo', repository],
      ['--cache-ttl', ttl],
      ['--cache-copy-layers', copyLayers],
    ].find(([, value]) => value !== undefined)?.[0];
    if (first !== undefined) throw new UsageError(`${String(first)} belongs to --cache`);
    return undefined;
  }
  const ttlSeconds = ttl === undefined ? undefined : parseDuration(ttl);
  if (ttl !== undefined && (ttlSeconds === undefined || ttlSeconds < 1))
    throw new UsageError('--cache-ttl is a time such as 90m or 336h');
  return {
    ...(repository === undefined ? {} : { repository }),
    ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
    ...(copyLayers === true ? { copyLayers } : {}),
  };
}
