import * as l10n from '@vscode/l10n';
import type { Check } from './check.ts';
import { Question } from './item.ts';
import { failureOfPlan } from './plan-failure.ts';
import { isPlan } from './situation.ts';

/** Whether COPY and ADD have something to read. */
export const checkContext: Check = async (situation) => {
  const question = new Question('context', l10n.t('Build context'));
  const [plan, text] = await Promise.all([situation.plan, situation.dockerfile]);
  if (!isPlan(plan)) {
    const failure = failureOfPlan(plan, 'context');
    return [failure === undefined ? question.notAsked() : question.failure(failure)];
  }
  const { entries, totals, dockerfile } = plan.context;
  const detail = l10n.t('{0} files, {1} bytes', totals.files, totals.bytes);
  const own = new Set([dockerfile, '.dockerignore', `${dockerfile}.dockerignore`]);
  const isEmpty = entries.every(({ type, path }) => type === 'folder' || own.has(path));
  if (!isEmpty || !readsFiles(text ?? '')) return [question.yes({ detail })];
  return [
    question.unknown({
      code: 'source-missing',
      detail,
      meaning: l10n.t('The Dockerfile copies files, but the context holds none beside the Dockerfile.'),
      remedy: l10n.t('Choose another context folder, or look at the .dockerignore file.'),
    }),
  ];
};

/** Whether an instruction copies from the context: `--from` names another image. */
function readsFiles(text: string): boolean {
  return text.split('\n').some((line) => /^\s*(?:COPY|ADD)\s/i.test(line) && !/\s--from=/.test(line));
}
