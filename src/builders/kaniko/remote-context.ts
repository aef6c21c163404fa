import * as l10n from '@vscode/l10n';
import type { EnvVar } from '../../kube/objects.ts';
import type { RemoteContext } from '../builder.ts';

/** Why kaniko cannot fetch the context, localised; undefined where it can. (kaniko.md §3.1, §3.7) */
export function kanikoRefuses({ kind, url, secret }: RemoteContext, flavour?: string): string | undefined {
  if (kind === 'archive' && url.startsWith('http://')) {
    return l10n.t('kaniko downloads archives over https only.');
  }
  if (kind === 'azure' && secret === undefined) {
    return l10n.t(
      'kaniko reads Azure storage only with the key of the storage account: name a Secret that holds it.',
    );
  }
  // v1.24.0 appends container and name to an address that has them already. (seen: test/cluster/bucket-context.test.ts)
  if (kind === 'azure' && flavour === 'google') {
    return l10n.t(
      "Google's kaniko asks Azure for another blob than the one that is named: choose the flavour osscontainertools.",
    );
  }
  return undefined;
}

/** How kaniko is told of a context that it fetches, one token each. */
export function contextArguments(context: RemoteContext): readonly string[] {
  const { revision, subPath } = context;
  return [
    `--context=${location(context)}`,
    // Of what `#` names kaniko wants the whole reference; this flag looks a short name up, branches before tags.
    ...(revision === undefined || isExact(revision) ? [] : [`--git=branch=${revision}`]),
    ...(subPath === undefined ? [] : [`--context-sub-path=${subPath}`]),
  ];
}

/** Environment variables by which kaniko logs in to where the context is, and chooses git's transport. */
export function contextEnvironment({ kind, url, secret }: RemoteContext): readonly EnvVar[] {
  return [
    ...(kind === 'git' && url.startsWith('http://') ? [{ name: 'GIT_PULL_METHOD', value: 'http' }] : []),
    ...(secret === undefined
      ? []
      : [
          {
            name: kind === 'azure' ? 'AZURE_STORAGE_ACCESS_KEY' : 'GIT_TOKEN',
            valueFrom: { secretKeyRef: { name: secret.secretName, key: secret.key } },
          },
        ]),
  ];
}

/** The folder in the container that the context is in, once fetched. */
export function fetchedFolder({ kind, url, subPath }: RemoteContext, unpacked: string): string {
  const root = kind === 'folder' ? url.replace(/^dir:\/\//, '').replace(/\/+$/, '') : unpacked;
  return subPath === undefined ? root : `${root}/${subPath}`;
}

/**
 * kaniko has a scheme of its own for git, whatever the transport. Behind `#` it takes a whole reference; behind a second
 * one a commit, for which all branches are cloned. A commit behind the first would be fetched by its name, which many
 * servers refuse. (pkg/buildcontext/git.go, both flavours; tried)
 */
function location({ kind, url, revision }: RemoteContext): string {
  if (kind !== 'git') return url;
  const repository = url.replace(/^https?:/, 'git:');
  if (revision === undefined || !isExact(revision)) return repository;
  return revision.startsWith('refs/') ? `${repository}#${revision}` : `${repository}##${revision}`;
}

/** A whole reference or a commit. */
function isExact(revision: string): boolean {
  return revision.startsWith('refs/') || /^[0-9a-f]{40}$/.test(revision);
}
