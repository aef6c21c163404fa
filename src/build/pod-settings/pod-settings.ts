import * as l10n from '@vscode/l10n';
import type { PodSettings } from '../../builders/pod-settings.ts';
import { pathText, type JsonObject } from '../../kube/json.ts';
import { BuildError } from '../errors.ts';
import { isOwnKey } from '../labels.ts';
import { schemaProblems, type SchemaProblem } from './json-schema.ts';
import { holdsPassword, isProxyVariable } from './proxy-password.ts';
import { podSettingsSchema } from './schema.ts';

/**
 * The settings of the Pod as they were written, by their key below `pod.`, checked. Throws BuildError that names each
 * setting and what is wrong with it.
 */
export function checkedPodSettings(written: JsonObject): PodSettings {
  const problems = podSettingsProblems(written);
  if (problems.length === 0) return written;
  throw new BuildError({
    code: 'settings-invalid',
    message: problems
      .map(({ path, reason }) => l10n.t('The setting {0} is wrong: {1}.', pathText(['pod', ...path]), reason))
      .join('\n'),
  });
}

/** What is wrong with settings of the Pod. */
export function podSettingsProblems(written: JsonObject): readonly SchemaProblem[] {
  const problems = schemaProblems(written, podSettingsSchema);
  // What has another shape is not looked into.
  return problems.length > 0 ? problems : [...contradictions(written), ...passwords(written)];
}

function contradictions(settings: PodSettings): readonly SchemaProblem[] {
  const problem = (path: SchemaProblem['path'], reason: string): SchemaProblem[] => [{ path, reason }];
  return [
    ...Object.entries(settings.environment ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' || (value.secret === undefined) !== (value.configMap === undefined)
        ? []
        : problem(['environment', name], l10n.t('it needs either secret or configMap')),
    ),
    ...(settings.volumes ?? []).flatMap(({ claim, emptyDir }, index) =>
      (claim === undefined) === (emptyDir === undefined)
        ? problem(['volumes', index], l10n.t('it needs either claim or emptyDir'))
        : [],
    ),
    ...(settings.tolerations ?? []).flatMap(({ key, operator, value, effect, tolerationSeconds }, index) => {
      const here = ['tolerations', index];
      if (key === undefined && operator !== 'Exists')
        return problem(here, l10n.t('without a key the operator is Exists'));
      if (operator === 'Exists' && value !== undefined && value !== '')
        return problem(here, l10n.t('with the operator Exists there is no value'));
      return tolerationSeconds !== undefined && effect !== 'NoExecute'
        ? problem(here, l10n.t('tolerationSeconds belongs to the effect NoExecute'))
        : [];
    }),
    ...(settings.dnsPolicy === 'None' && (settings.dnsConfig?.nameservers ?? []).length === 0
      ? problem(['dnsPolicy'], l10n.t('with None, dnsConfig must name at least one of nameservers'))
      : []),
    ...(['labels', 'annotations'] as const).flatMap((kind) =>
      Object.keys(settings[kind] ?? {})
        .filter(isOwnKey)
        .flatMap((key) => problem([kind, key], l10n.t('the run is found again by it'))),
    ),
  ];
}

/** A password here would be read by whoever may see the Pod, its YAML or the history. */
function passwords({ environment = {}, proxy = {} }: PodSettings): readonly SchemaProblem[] {
  const found = [
    ...(['http', 'https'] as const).map((key) => [['proxy', key], proxy[key]] as const),
    ...Object.entries(environment)
      .filter(([name]) => isProxyVariable(name))
      .map(([name, value]) => [['environment', name], value] as const),
  ];
  return found
    .filter(([, value]) => typeof value === 'string' && holdsPassword(value))
    .map(([path]) => ({
      path,
      reason: l10n.t(
        'the URL holds a login, which would stand in the Pod, its YAML and the history; put it into a Secret and say in pod.environment which: {0}',
        '{"HTTPS_PROXY": {"secret": "NAME", "key": "KEY"}}',
      ),
    }));
}
