import * as l10n from '@vscode/l10n';
import { KubeError, type KubeApi } from '../../kube/api.ts';
import { secretName } from '../build-secret.ts';
import type { BuildRequest } from '../request.ts';
import type { Check } from './check.ts';
import { tryPod } from './dry-run.ts';
import { Question } from './item.ts';
import { neededRights, rightText, type NeededRight } from './needed-rights.ts';
import { rbacManifest } from './rbac-manifest.ts';
import type { PreflightItem } from './report.ts';
import { isPlan, type Situation } from './situation.ts';

/** Stands for the Pod's name where no plan could be made. */
const SOME_POD = 'kb-preflight';

/** Whether the user has each right that the build uses. */
export const checkRights: Check = async (situation) => {
  const { namespace } = situation.request.cluster;
  const question = new Question('rights', l10n.t('Your rights in namespace {0}', namespace));
  const kube = await situation.reached;
  if (kube === undefined) return [question.notAsked()];
  const rights = await rightsOf(situation);
  const answers = await situation.within((signal) =>
    Promise.all(rights.map((right) => kube.reviewAccess(right, signal))),
  );
  const missing = rights.filter((_right, index) => answers[index]?.allowed === false);
  const necessary = missing.filter((right) => right.necessary);
  if (necessary.length > 0) return [await refused(question, situation, kube, necessary)];
  if (answers.some((answer, index) => answer === undefined && rights[index]?.necessary === true)) {
    return [question.unknown({ detail: l10n.t('The cluster does not tell which rights you have.') })];
  }
  const had = rights.filter((right) => !missing.includes(right)).map(rightText);
  return [
    question.yes({
      detail: had.join(', '),
      ...(missing.length === 0 ? {} : { meaning: withoutOptional(missing) }),
    }),
  ];
};

async function rightsOf(situation: Situation): Promise<readonly NeededRight[]> {
  const plan = await situation.plan;
  const { request } = situation;
  const { credentials } = request;
  const pod = isPlan(plan) ? plan.pod.metadata.name : SOME_POD;
  const likely = makesSecret(request) ? secretName(pod) : undefined;
  return neededRights({
    pod,
    ownSecret: isPlan(plan) ? plan.secret?.metadata.name : likely,
    existingSecret: credentials.kind === 'secret' ? credentials.name : undefined,
    version: await situation.version.catch(() => ''),
  });
}

function makesSecret({ credentials, registries }: BuildRequest): boolean {
  const carriesLogin = credentials.kind === 'typed' || credentials.kind === 'docker-config';
  return carriesLogin || Object.keys(registries.certificates).length > 0;
}

async function refused(
  question: Question,
  situation: Situation,
  kube: KubeApi,
  missing: readonly NeededRight[],
): Promise<PreflightItem> {
  const { namespace } = situation.request.cluster;
  const [user, tried] = await Promise.all([
    situation.within((signal) => kube.whoAmI(signal)).catch(() => undefined),
    tryPod(situation).catch(() => undefined),
  ]);
  const names = missing.map(rightText).join(', ');
  const words = tried instanceof KubeError && tried.code === 'forbidden' ? tried.message : undefined;
  return question.no({
    code: 'cluster-forbidden',
    ...(words === undefined ? {} : { detail: words }),
    meaning: l10n.t('The build needs rights in namespace {0} that you do not have: {1}.', namespace, names),
    remedy: l10n.t(
      'Choose a namespace that is yours, or send the Role and RoleBinding to whoever runs the cluster.',
    ),
    action: { kind: 'manifest', yaml: rbacManifest(namespace, missing, user) },
  });
}

function withoutOptional(missing: readonly NeededRight[]): string {
  return l10n.t(
    'You may not {0}: the build works without, but less can be checked and explained.',
    missing.map(rightText).join(', '),
  );
}
