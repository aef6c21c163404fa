import * as l10n from '@vscode/l10n';
import { isSilence, KubeError, type KubeTarget } from '../../kube/api.ts';
import { kubeFailure } from '../kube-failure.ts';
import type { Check } from './check.ts';
import { Question } from './item.ts';
import type { PreflightItem } from './report.ts';
import type { Situation } from './situation.ts';
import { TooLate } from './time-limit.ts';

/** Whether the kubeconfig can be used, the cluster answers, and takes the user's credentials. */
export const checkCluster: Check = async (situation) => {
  const { context } = situation.request.cluster;
  const kubeconfig = new Question('kubeconfig', l10n.t('Kube context {0}', context));
  const cluster = new Question('cluster', l10n.t('Cluster'));
  const user = new Question('user', l10n.t('Your credentials for the cluster'));
  let target: KubeTarget | undefined;
  try {
    target = (await situation.kube).target;
    await situation.authenticated;
    const version = await situation.version;
    const server = l10n.t('Kubernetes {0} at {1}', version, target.server);
    return [kubeconfig.yes(), cluster.yes({ detail: server }), await identity(situation, user)];
  } catch (error) {
    situation.signal.throwIfAborted();
    return await refused(error, situation, { kubeconfig, cluster, user, target });
  }
};

interface Refused {
  readonly kubeconfig: Question;
  readonly cluster: Question;
  readonly user: Question;
  readonly target: KubeTarget | undefined;
}

async function refused(
  error: unknown,
  situation: Situation,
  { kubeconfig, cluster, user, target }: Refused,
): Promise<readonly PreflightItem[]> {
  if (error instanceof TooLate) return await silent(situation, { kubeconfig, cluster, user, target });
  if (!(error instanceof KubeError)) throw error;
  const failure = kubeFailure(error, target);
  if (error.code === 'kubeconfig') {
    return [kubeconfig.failure(failure), cluster.notAsked(), user.notAsked()];
  }
  if (error.code === 'unreachable') {
    return [
      kubeconfig.yes(),
      cluster.failure({ ...failure, remedy: unreachableRemedy(target) }),
      user.notAsked(),
    ];
  }
  if (error.code === 'unauthenticated') {
    // With a status the server answered; without one a program failed before it was asked.
    const reached =
      error.status === undefined ? cluster.notAsked() : cluster.yes({ detail: target?.server ?? '' });
    return [kubeconfig.yes(), reached, user.failure(failure)];
  }
  const detail = error.message;
  if (isSilence(error)) return [kubeconfig.yes(), cluster.unknown({ detail }), user.notAsked()];
  return [kubeconfig.yes(), cluster.yes({ detail }), await identity(situation, user)];
}

/** Nothing came in time: from the program that gives the credentials, or from the server. */
async function silent(
  { limit, kube, authenticated }: Situation,
  { kubeconfig, cluster, user, target }: Refused,
): Promise<readonly PreflightItem[]> {
  const { credentialProgram } = await kube;
  const isAuthenticated = await authenticated.then(
    () => true,
    () => false,
  );
  if (credentialProgram === undefined || isAuthenticated) {
    const late = cluster.tooLate(limit);
    const remedy = unreachableRemedy(target);
    const detail = `${target?.server ?? ''}: ${late.detail ?? ''}`;
    return [kubeconfig.yes(), { ...late, detail, remedy, code: 'cluster-unreachable' }, user.notAsked()];
  }
  const item = user.unknown({
    code: 'cluster-unauthenticated',
    detail: l10n.t(
      'The credential program {0} of the kubeconfig gave no answer within {1} seconds.',
      credentialProgram,
      limit / 1000,
    ),
    meaning: l10n.t('It may be waiting for you to log in, or only be slow: a build waits longer for it.'),
    remedy: l10n.t('Run a kubectl command in a terminal once, then check again.'),
  });
  return [kubeconfig.yes(), cluster.notAsked(), item];
}

function unreachableRemedy(target: KubeTarget | undefined): string {
  if (target?.proxy !== undefined) {
    return l10n.t(
      'It is asked through the proxy {0}. Check that proxy, or except the cluster by NO_PROXY or in the kubeconfig.',
      target.proxy,
    );
  }
  return l10n.t(
    'Check the network and a VPN, and that the server in the kubeconfig is right. Behind a proxy set HTTPS_PROXY, or "proxy-url" in the kubeconfig.',
  );
}

async function identity(situation: Situation, user: Question): Promise<PreflightItem> {
  const kube = await situation.kube;
  try {
    const info = await situation.within((signal) => kube.whoAmI(signal));
    if (info === undefined) return user.yes();
    if (info.username !== 'system:anonymous') return user.yes({ detail: info.username });
    return user.unknown({
      detail: info.username,
      meaning: l10n.t('The cluster does not know you: this context of the kubeconfig brings no credentials.'),
      remedy: l10n.t('Choose another kube context, or mend the kubeconfig.'),
      code: 'cluster-unauthenticated',
    });
  } catch (error) {
    situation.signal.throwIfAborted();
    if (error instanceof KubeError && error.code === 'unauthenticated') {
      return user.failure(kubeFailure(error, kube.target));
    }
    return user.unknown({ detail: error instanceof KubeError ? error.message : '' });
  }
}
