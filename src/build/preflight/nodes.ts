import * as l10n from '@vscode/l10n';
import type { Pod } from '../../kube/objects.ts';
import type { Check } from './check.ts';
import { Question } from './item.ts';
import { isPlan } from './situation.ts';

const ARCHITECTURE = 'kubernetes.io/arch';

/** Which architecture the image will have: that of the node, because the builders make images for where they run. */
export const checkNodes: Check = async (situation) => {
  const question = new Question('nodes', l10n.t("The nodes' architecture"));
  const [kube, plan] = await Promise.all([situation.reached, situation.plan]);
  if (kube === undefined) return [question.notAsked()];
  const found = await situation.within((signal) => kube.nodeArchitectures(signal));
  if (found === undefined) return [question.unknown({ detail: l10n.t('You may not list the nodes.') })];
  if (found.length === 0) return [question.unknown({ detail: l10n.t('The cluster shows no node.') })];
  const detail = found.join(', ');
  const wanted = isPlan(plan) ? selected(plan.pod) : undefined;
  if (wanted !== undefined && !found.includes(wanted)) {
    return [
      question.no({
        code: 'start-timeout',
        detail,
        meaning: l10n.t('The Pod asks for a node of architecture {0}, and the cluster has none.', wanted),
        remedy: l10n.t(
          'Choose one of these: {0}. The builders make images for the node that they run on only.',
          detail,
        ),
      }),
    ];
  }
  if (wanted !== undefined || found.length === 1) return [question.yes({ detail })];
  return [
    question.yes({
      detail,
      meaning: l10n.t('The image gets the architecture of the node that happens to build it.'),
      remedy: l10n.t('Select the nodes by the label {0} in the settings.', ARCHITECTURE),
    }),
  ];
};

function selected({ spec }: Pod): string | undefined {
  const { nodeSelector } = spec as { readonly nodeSelector?: Readonly<Record<string, string>> };
  return nodeSelector?.[ARCHITECTURE];
}
