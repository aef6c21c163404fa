import * as l10n from '@vscode/l10n';
import { parseStages } from '../../dockerfile/stages.ts';
import { isRemoteContext } from '../remote-context.ts';
import type { Check } from './check.ts';
import { Question } from './item.ts';
import { failureOfPlan } from './plan-failure.ts';
import type { DockerfileProblem } from './ports.ts';
import type { PreflightItem } from './report.ts';
import { isPlan, type Situation } from './situation.ts';

/** Whether the builder can build this Dockerfile, as far as it can be seen. */
export const checkDockerfile: Check = async (situation) => {
  const question = new Question('dockerfile', l10n.t('Dockerfile for {0}', situation.builder.name));
  const [text, plan] = await Promise.all([situation.dockerfile, situation.plan]);
  const failure = isPlan(plan) ? undefined : failureOfPlan(plan, 'dockerfile');
  if (failure !== undefined) {
    return [
      question.failure({ remedy: l10n.t('Choose another Dockerfile, or make it readable.'), ...failure }),
    ];
  }
  if (text === undefined) return [question.notAsked()];
  return [withoutTarget(question, text, situation) ?? (await problems(question, text, situation))];
};

function withoutTarget(question: Question, text: string, { request }: Situation): PreflightItem | undefined {
  const stages = parseStages(text, request.buildArgs);
  if (stages.length === 0) {
    return question.no({
      code: 'dockerfile-syntax',
      meaning: l10n.t('The Dockerfile has no FROM.'),
      remedy: l10n.t('Begin it with the image to build upon: FROM IMAGE.'),
    });
  }
  const { target } = request;
  const names = stages.flatMap(({ name }) => name ?? []);
  const isNumber = target !== undefined && /^\d+$/.test(target) && Number(target) < stages.length;
  if (target === undefined || isNumber || names.some((name) => name.toLowerCase() === target.toLowerCase())) {
    return undefined;
  }
  return question.no({
    code: 'target-unknown',
    meaning: l10n.t('The Dockerfile has no stage {0}.', target),
    remedy:
      names.length === 0 ? l10n.t('None of its stages has a name.') : l10n.t('It has: {0}', names.join(', ')),
  });
}

async function problems(question: Question, text: string, situation: Situation): Promise<PreflightItem> {
  const { parts, request } = situation;
  const check = parts.dockerfile;
  if (check === undefined) return question.yes();
  const { dockerfile: path, builder, buildArgs, target, context } = request;
  const under = {
    ...{ path, text, builder, buildArgs },
    ...(isRemoteContext(context) ? {} : { context }),
    ...(target === undefined ? {} : { target }),
  };
  const found = await situation.within((signal) => check(under, signal));
  const certain = found.filter((problem) => problem.certain);
  const worst = certain[0] ?? found[0];
  if (worst === undefined) return question.yes();
  const said = {
    meaning: (certain.length > 0 ? certain : found).map(atLine).join('\n'),
    ...(worst.remedy === undefined ? {} : { remedy: worst.remedy }),
  };
  if (certain.length === 0) return question.yes(said);
  return question.no({
    code: 'dockerfile-syntax',
    remedy: l10n.t('Write it otherwise, or choose another builder or flavour.'),
    ...said,
  });
}

function atLine({ line, message }: DockerfileProblem): string {
  return l10n.t('Line {0}: {1}', line, message);
}
