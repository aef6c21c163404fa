import * as l10n from '@vscode/l10n';
import { KubeError } from '../../kube/api.ts';
import { explainAdmission } from './admission-words.ts';
import type { Check } from './check.ts';
import { tryPod, trySecret, type Admitted } from './dry-run.ts';
import { Question } from './item.ts';
import type { PreflightItem } from './report.ts';
import { isPlan, type Situation } from './situation.ts';

/** Whether the cluster would take the very Pod and Secret: Pod Security, quota, limit range, webhooks. */
export const checkAdmission: Check = async (situation) => {
  const plan = await situation.plan;
  const pod = new Question('pod', l10n.t('The Pod, tried on the cluster'));
  const items = [tryPod(situation).then((tried) => answer(pod, 'pods', tried, situation))];
  if (isPlan(plan) && plan.secret !== undefined) {
    const secret = new Question('secret', l10n.t('The Secret, tried on the cluster'));
    items.push(trySecret(situation).then((tried) => answer(secret, 'secrets', tried, situation)));
  }
  return await Promise.all(items);
};

async function answer(
  question: Question,
  resource: 'pods' | 'secrets',
  tried: Admitted | KubeError | undefined,
  situation: Situation,
): Promise<PreflightItem> {
  if (tried === undefined) return question.notAsked();
  if (!(tried instanceof KubeError)) {
    const [first, ...more] = tried.warnings;
    return first === undefined ? question.yes() : question.yes({ detail: [first, ...more].join(' ') });
  }
  const detail = tried.message;
  // A webhook that has side effects does not take part in a dry run; the real request may well pass it.
  if (/does not support dry run/i.test(detail)) return question.unknown({ detail });
  if (tried.code === 'admission' || tried.code === 'invalid') {
    return question.failure(explainAdmission(tried, situation));
  }
  if (tried.code === 'forbidden' && (await mayCreate(resource, situation)) === true) {
    return question.failure(explainAdmission(tried, situation));
  }
  return question.unknown({ detail });
}

/** Where the user has the right, a refusal has another reason. */
async function mayCreate(resource: string, situation: Situation): Promise<boolean | undefined> {
  const kube = await situation.reached;
  const answered = await situation.within(
    async (signal) => await kube?.reviewAccess({ verb: 'create', resource }, signal),
  );
  return answered?.allowed;
}
