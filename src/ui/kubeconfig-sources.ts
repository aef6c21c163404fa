import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * Where kube contexts are looked for, each a list of kubeconfig paths that are merged: the setting's files, those of
 * `KUBECONFIG` (an empty list means them, else the default file), and the default file where `KUBECONFIG` hides it.
 * `exists` tells whether there is a file at a path.
 */
export function kubeconfigSources(
  setting: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  exists: (path: string) => boolean,
): readonly (readonly string[])[] {
  const fallback = join(homedir(), '.kube', 'config');
  const variable = (environment['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  const hidden = variable.length > 0 && ![...variable, ...setting].includes(fallback) && exists(fallback);
  return [...(setting.length > 0 ? [setting] : []), [], ...(hidden ? [[fallback]] : [])];
}
