import { relative, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import { pathMatch } from '../context/patterns/path-match.ts';

/** The raw value of a setting, by its key under `kanikoBuild`; undefined where there is no such setting. */
export type GetSetting = (key: string) => unknown;

/** Settings that are of a window, not of a Dockerfile. */
const ofWindow = /^(?:dockerfiles|kubeconfig|protectedContexts|history\..*|lint\..*)$/;

/**
 * The settings with what `kanikoBuild.dockerfiles` says of one Dockerfile over them: entries by pattern in their order, then
 * the one by its very path. `path` is relative to its workspace folder, with forward slashes.
 */
export function settingsOfDockerfile(get: GetSetting, path: string): GetSetting {
  const all = Object.entries(fields(get('dockerfiles')));
  const own = [
    ...all.filter(([pattern]) => pattern !== path && pathMatch(pattern, path)),
    ...all.filter(([pattern]) => pattern === path),
  ];
  const layer = new Map(own.flatMap(([, entry]) => Object.entries(fields(entry))));
  return (key) => (layer.has(key) && !ofWindow.test(key) ? layer.get(key) : get(key));
}

/** What is wrong with the setting `kanikoBuild.dockerfiles`, localised; `get` as it is without this layer. */
export function dockerfileSettingsProblems(get: GetSetting): readonly string[] {
  const value = get('dockerfiles');
  if (value === undefined) return [];
  return Object.entries(fields(value)).flatMap(([pattern, entry]) => {
    if (!isFields(entry)) {
      return [
        l10n.t('What the setting kanikoBuild.dockerfiles says of {0} must be an object with keys.', pattern),
      ];
    }
    return Object.keys(entry).flatMap((key) => {
      if (ofWindow.test(key)) {
        return [
          l10n.t(
            'The setting kanikoBuild.dockerfiles gives {0} a {1}, which is one for all Dockerfiles.',
            pattern,
            key,
          ),
        ];
      }
      return get(key) === undefined
        ? [
            l10n.t(
              'The setting kanikoBuild.dockerfiles gives {0} a {1}, but there is no such setting.',
              pattern,
              key,
            ),
          ]
        : [];
    });
  });
}

/** A Dockerfile's path as the setting names it. */
export function workspacePath(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/');
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return isFields(value) ? value : {};
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
