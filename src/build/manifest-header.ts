import * as l10n from '@vscode/l10n';
import type { BuildPlan } from './plan.ts';
import type { BuildRequest } from './request.ts';

/** The comment above a build's YAML: what it is, and the two commands that feed the Pod its context by hand. */
export function manifestHeader(
  request: BuildRequest,
  { pod, secret, remoteContext, warnings }: BuildPlan,
  secrets: 'redacted' | 'real',
): readonly string[] {
  const { name, namespace = '' } = pod.metadata;
  const kubectl = `kubectl --context ${quoted(request.cluster.context)} -n ${quoted(namespace)}`;
  const lines = [
    l10n.t('What Kaniko Build applies to build {0}', request.destinations.join(', ')),
    ...(secrets === 'redacted' && secret !== undefined
      ? [l10n.t('Secret values are replaced by placeholders.')]
      : []),
    ...(remoteContext === undefined
      ? [
          l10n.t('Once applied, the Pod waits for the build context, a gzip tar, on its standard input:'),
          `  ${kubectl} wait --for='jsonpath={.status.phase}=Running' --timeout=5m pod/${name}`,
          `  tar -C ${quoted(request.context)} -cz . | ${kubectl} attach -i ${name}`,
        ]
      : [l10n.t('The builder fetches the build context by itself.')]),
    ...warnings,
  ];
  // A line break in a name must not end the comment.
  return lines.map((line) => line.replace(/[\r\n\u0085\u2028\u2029]+/g, ' '));
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
