import { posix } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Builder } from '../builders/builder.ts';
import type { Container, Pod } from '../kube/objects.ts';
import { BuildError } from './errors.ts';
import { holdsPassword, isProxyVariable } from './pod-settings/proxy-password.ts';

/**
 * Sees that what settings and overlay added to `bare`, a builder's own Pod, goes with what its builder needs. Throws BuildError: for a variable or
 * a path that is taken, a mount over what the builder works in, and a proxy's password that everyone could read.
 */
export function checkPod(pod: Pod, bare: Pod, builder: Builder): void {
  const { env = [], volumeMounts = [] } = buildingContainer(pod, builder);
  const variable = twice(env.map(({ name }) => name));
  if (variable !== undefined) {
    throw refused(l10n.t('The variable {0} is set by the build itself; no setting can change it.', variable));
  }
  const login = env.find(
    ({ name, value }) => isProxyVariable(name) && value !== undefined && holdsPassword(value),
  );
  if (login !== undefined) {
    throw refused(
      l10n.t('The URL in {0} holds a login, which everyone who sees the Pod could read.', login.name),
      l10n.t('Put the URL into a Secret and name that in the setting kanikoBuild.pod.environment.'),
    );
  }
  const paths = volumeMounts.map(({ mountPath }) => normalized(mountPath));
  const path = twice(paths);
  if (path !== undefined) throw refused(l10n.t('Two volumes are mounted at {0}.', path));
  const own = (buildingContainer(bare, builder).volumeMounts ?? []).map(({ mountPath }) => mountPath);
  for (const { mountPath } of volumeMounts.filter((mount) => !own.includes(mount.mountPath))) {
    const hidden = builder.ownFolders.find((folder) => isAtOrAbove(normalized(mountPath), folder));
    if (hidden === undefined) continue;
    throw refused(
      l10n.t('A volume at {0} would hide {1}, which {2} needs.', mountPath, hidden, builder.name),
      l10n.t('Mount it elsewhere.'),
    );
  }
}

function buildingContainer({ spec }: Pod, builder: Builder): Partial<Container> {
  return spec.containers.find(({ name }) => name === builder.container) ?? {};
}

function twice(words: readonly string[]): string | undefined {
  return words.find((word, index) => words.indexOf(word) !== index);
}

function normalized(path: string): string {
  const clean = posix.normalize(path).replace(/(.)\/+$/, '$1');
  return clean === '' ? '/' : clean;
}

function isAtOrAbove(path: string, folder: string): boolean {
  return path === '/' || folder === path || folder.startsWith(`${path}/`);
}

function refused(message: string, remedy?: string): BuildError {
  return new BuildError({
    code: 'settings-invalid',
    message,
    ...(remedy === undefined ? {} : { remedy }),
  });
}
