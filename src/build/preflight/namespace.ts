import * as l10n from '@vscode/l10n';
import { KubeError } from '../../kube/api.ts';
import type { Check } from './check.ts';
import { tryPod } from './dry-run.ts';
import { Question } from './item.ts';
import type { PreflightItem } from './report.ts';
import type { Situation } from './situation.ts';

/** Whether the namespace exists and takes something new. */
export const checkNamespace: Check = async (situation) => {
  const { namespace } = situation.request.cluster;
  const question = new Question('namespace', l10n.t('Namespace {0}', namespace));
  const kube = await situation.reached;
  if (kube === undefined) return [question.notAsked()];
  const found = await situation.within((signal) => kube.readNamespace(signal));
  if (found === 'missing') return [missing(question, situation)];
  if (found === 'hidden') return [await bySilence(question, situation)];
  if (!found.terminating) return [question.yes()];
  return [
    question.no({
      code: 'object-invalid',
      meaning: l10n.t('Namespace {0} is being deleted and takes nothing new.', namespace),
      remedy: l10n.t('Choose another namespace.'),
    }),
  ];
};

/** Who may not read the namespace learns from the Pod's trial that there is none. */
async function bySilence(question: Question, situation: Situation): Promise<PreflightItem> {
  const tried = await tryPod(situation);
  if (tried === undefined) return question.unknown({ detail: l10n.t('You may not read it.') });
  if (!(tried instanceof KubeError)) return question.yes();
  if (tried.code === 'admission') return question.yes();
  if (tried.code === 'not-found') return missing(question, situation, tried.message);
  return question.unknown({ detail: l10n.t('You may not read it.') });
}

function missing(question: Question, situation: Situation, words?: string): PreflightItem {
  const { namespace, context } = situation.request.cluster;
  return question.no({
    code: 'object-invalid',
    ...(words === undefined ? {} : { detail: words }),
    meaning: l10n.t('The cluster of kube context {0} has no namespace {1}.', context, namespace),
    remedy: l10n.t('Choose another namespace, or look whether this is the right cluster.'),
  });
}
