import * as l10n from '@vscode/l10n';
import type { Failure } from '../builders/builder.ts';
import type { KubeError, KubeTarget } from '../kube/api.ts';

/** A cluster's refusal or silence as the failure of a build. `target` is absent when no kubeconfig could be read. */
export function kubeFailure(error: KubeError, target: KubeTarget | undefined): Failure {
  const evidence = error.message;
  const context = target?.context ?? '';
  const namespace = target?.namespace ?? '';
  switch (error.code) {
    case 'kubeconfig':
      return {
        code: 'kubeconfig',
        message: evidence,
        remedy: l10n.t('Choose another kube context, or mend the kubeconfig.'),
      };
    case 'unreachable':
    case 'unavailable':
      return {
        code: 'cluster-unreachable',
        message: l10n.t('The cluster of kube context {0} cannot be reached: {1}', context, evidence),
        remedy: l10n.t(
          'Check the network, a VPN or a proxy, and that the server in the kubeconfig is right.',
        ),
        evidence,
      };
    case 'unauthenticated':
      return {
        code: 'cluster-unauthenticated',
        message: l10n.t(
          'The cluster of kube context {0} does not accept your credentials: {1}',
          context,
          evidence,
        ),
        remedy: l10n.t('Log in to the cluster again, then rebuild.'),
        evidence,
      };
    case 'forbidden':
      return {
        code: 'cluster-forbidden',
        message: l10n.t('You may not do this in namespace {0}: {1}', namespace, evidence),
        remedy: l10n.t(
          'Choose a namespace that is yours, or ask for the rights to create, get and delete Pods and Secrets there and to use pods/attach and pods/log.',
        ),
        evidence,
      };
    case 'admission':
      return {
        code: 'admission-refused',
        message: l10n.t('Namespace {0} does not admit the build: {1}', namespace, evidence),
        remedy: l10n.t(
          'Choose a namespace that enforces Pod Security "baseline" or less and has quota left: the builder runs as root in its container.',
        ),
        evidence,
      };
    case 'not-found':
      return {
        code: 'object-invalid',
        message: l10n.t('The cluster does not have what the build needs: {0}', evidence),
        remedy: l10n.t('Check the name of the namespace.'),
        evidence,
      };
    case 'conflict':
    case 'invalid':
      return {
        code: 'object-invalid',
        message: l10n.t('The cluster refuses the Pod or Secret of this build: {0}', evidence),
        remedy: l10n.t(
          'Look at the Secret and Pod YAML of this build and compare them with what the cluster says.',
        ),
        evidence,
      };
  }
}
