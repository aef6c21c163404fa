import { parseRemoteContext, isRemoteContext, pathInContext } from '../build/remote-context.ts';
import { failureIn } from '../build/errors.ts';
import type { RemoteOptions } from '../build/request.ts';
import { UsageError } from './usage-error.ts';

interface RemoteFlags {
  readonly context?: string | undefined;
  readonly file?: string | undefined;
  readonly all?: boolean | undefined;
  readonly 'context-sub-path'?: string | undefined;
  readonly 'git-branch'?: string | undefined;
  readonly 'git-token-secret'?: string | undefined;
  readonly 'azure-key-secret'?: string | undefined;
}

/** The flags of a context that is a URL; undefined where it is a folder. Throws UsageError. */
export function remoteOptions(flags: RemoteFlags): RemoteOptions | undefined {
  const { context = '', file } = flags;
  const subPath = flags['context-sub-path'];
  const branch = flags['git-branch'];
  if (!isRemoteContext(context)) {
    const names = ['context-sub-path', 'git-branch', 'git-token-secret', 'azure-key-secret'] as const;
    const needless = names.find((name) => flags[name] !== undefined);
    if (needless !== undefined) throw new UsageError(`--${needless} belongs to a --context that is a URL`);
    return undefined;
  }
  if (flags.all === true) throw new UsageError('--all belongs to a --context that is a folder');
  try {
    const secret = secretOf(flags);
    const options = {
      ...(subPath === undefined ? {} : { subPath }),
      ...(branch === undefined ? {} : { branch }),
      ...(secret === undefined ? {} : { secret: secret.reference }),
    };
    const { kind } = parseRemoteContext(context, options);
    if (secret !== undefined && secret.kind !== kind) {
      throw new UsageError(`--${secret.flag} is not for this context`);
    }
    return { ...(file === undefined ? {} : { dockerfile: pathInContext(file) }), ...options };
  } catch (error) {
    const failure = failureIn(error);
    if (failure === undefined) throw error;
    throw new UsageError([failure.message, failure.remedy].filter((text) => text !== undefined).join(' '));
  }
}

function secretOf(flags: RemoteFlags) {
  const flag = flags['git-token-secret'] === undefined ? 'azure-key-secret' : 'git-token-secret';
  const value = flags[flag];
  if (value === undefined) return undefined;
  const [, secretName, key] = /^([^/]+)\/([^/]+)$/.exec(value) ?? [];
  if (secretName === undefined || key === undefined)
    throw new UsageError(`--${flag} is NAME/KEY of a Secret`);
  return { flag, kind: flag === 'git-token-secret' ? 'git' : 'azure', reference: { secretName, key } };
}
