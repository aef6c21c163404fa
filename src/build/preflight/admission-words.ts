import * as l10n from '@vscode/l10n';
import type { Failure } from '../../builders/builder.ts';
import type { KubeError } from '../../kube/api.ts';
import { kubeFailure } from '../kube-failure.ts';
import { placeOf, YamlObject } from '../overlay/overlay-document.ts';
import type { Situation } from './situation.ts';

interface Explanation {
  readonly meaning: string;
  readonly remedy: string;
}

/** What an API server's refusal of the Pod or Secret means and what to do; its words stay the evidence. */
export function explainAdmission(error: KubeError, situation: Situation): Failure {
  const { cluster } = situation.request;
  const words = error.message;
  const explained =
    unknownField(words, situation) ??
    podSecurity(words, situation) ??
    quota(words, cluster.namespace) ??
    limitRange(words, cluster.namespace) ??
    policy(words) ??
    others(words, cluster.namespace);
  if (explained === undefined) {
    return kubeFailure(error, {
      context: cluster.context,
      cluster: '',
      server: '',
      namespace: cluster.namespace,
    });
  }
  return { code: 'admission-refused', message: explained.meaning, remedy: explained.remedy, evidence: words };
}

/**
 * `strict decoding error: unknown field "spec.foo", …` (k8s.io/apimachinery/pkg/runtime). We send none of our own: it is in
 * the overlay, or a setting is newer than the cluster. Its index counts the merged list, which begins with the overlay's.
 */
function unknownField(words: string, { request }: Situation): Explanation | undefined {
  const fields = [...words.matchAll(/unknown field "([^"]+)"/g)].map(([, field = '']) => field);
  const [first] = fields;
  if (first === undefined) return undefined;
  const { overlay } = request;
  const named = fields.join(', ');
  if (overlay === undefined) {
    return {
      meaning: l10n.t('The cluster knows no field {0}.', named),
      remedy: l10n.t('Its version is too old for one of the settings of the Pod: leave that out.'),
    };
  }
  const line = new YamlObject(overlay.file, overlay.text).lineOf(placeOf(first));
  return {
    meaning: l10n.t('{0}, line {1}: the cluster knows no field {2}.', overlay.file, line, named),
    remedy: l10n.t('Correct the overlay: "kubectl explain pod.spec" names the fields.'),
  };
}

/** `violates PodSecurity "restricted:latest": …` (k8s.io/pod-security-admission, `admission.go`) */
function podSecurity(words: string, { builder, request }: Situation): Explanation | undefined {
  const level = /violates PodSecurity "([a-z]+)/.exec(words)?.[1];
  if (level === undefined) return undefined;
  const { namespace } = request.cluster;
  return {
    meaning: l10n.t(
      'Namespace {0} enforces Pod Security "{1}". {2} needs more, and no setting changes that: {3}.',
      namespace,
      level,
      builder.name,
      builder.access(),
    ),
    remedy: l10n.t(
      'Choose a namespace that enforces "baseline" or less, or ask whoever runs the cluster for one: a label pod-security.kubernetes.io/enforce=baseline.',
    ),
  };
}

/** Words of `k8s.io/apiserver/pkg/admission/plugin/resourcequota`. */
function quota(words: string, namespace: string): Explanation | undefined {
  const demanded = /failed quota: [^:]+: must specify ([^;]+?)(?: for: [^;]+)?(?:;|$)/.exec(words)?.[1];
  if (demanded !== undefined) {
    return {
      meaning: l10n.t('A quota of namespace {0} takes only Pods that say {1}.', namespace, demanded),
      remedy: l10n.t(
        'Set it in the settings kanikoBuild.resources.requests and kanikoBuild.resources.limits.',
      ),
    };
  }
  if (!words.includes('exceeded quota')) return undefined;
  return {
    meaning: l10n.t('The build does not fit into what the quota of namespace {0} has left.', namespace),
    remedy: l10n.t(
      'Wait until other Pods have ended, ask for less in the settings kanikoBuild.resources.requests and kanikoBuild.resources.limits, or choose another namespace.',
    ),
  };
}

/** Words of `plugin/pkg/admission/limitranger`: `maximum memory usage per Container is 1Gi, but limit is 4Gi`. */
function limitRange(words: string, namespace: string): Explanation | undefined {
  const [, side, resource, kind, value] =
    /\b(maximum|minimum) ([\w.-]+) usage per (Container|Pod) is ([^\s,]+)/.exec(words) ?? [];
  if (resource === undefined || value === undefined) {
    if (!words.includes('max limit to request ratio')) return undefined;
    return {
      meaning: l10n.t('The limit range of namespace {0} wants limits nearer to the requests.', namespace),
      remedy: l10n.t(
        'Set it in the settings kanikoBuild.resources.requests and kanikoBuild.resources.limits.',
      ),
    };
  }
  const isMaximum = side === 'maximum';
  return {
    meaning: isMaximum
      ? l10n.t(
          'The limit range of namespace {0} allows {1} at most {2} {3}.',
          namespace,
          kind ?? '',
          value,
          resource,
        )
      : l10n.t(
          'The limit range of namespace {0} wants of a {1} at least {2} {3}.',
          namespace,
          kind ?? '',
          value,
          resource,
        ),
    remedy: isMaximum
      ? l10n.t(
          'Set "{0}" to {1} or less in the setting kanikoBuild.resources.limits, and the request no higher.',
          resource,
          value,
        )
      : l10n.t(
          'Set "{0}" to {1} or more in the settings kanikoBuild.resources.requests and kanikoBuild.resources.limits.',
          resource,
          value,
        ),
  };
}

/** Webhooks and policies speak for themselves. */
function policy(words: string): Explanation | undefined {
  const webhook = /admission webhook "([^"]+)" denied the request(?: without explanation)?:? ?(.*)$/s.exec(
    words,
  );
  const rule = /ValidatingAdmissionPolicy '([^']+)' with binding '[^']*' denied request: (.*)$/s.exec(words);
  const [, name, said = ''] = webhook ?? rule ?? [];
  if (name === undefined) return undefined;
  return {
    meaning: l10n.t('The policy {0} of the cluster refuses it: {1}', name, said),
    remedy: l10n.t('Do as the policy says in the settings of the Pod, or ask whoever keeps the policy.'),
  };
}

function others(words: string, namespace: string): Explanation | undefined {
  if (words.includes('security context constraint')) {
    return {
      meaning: l10n.t('OpenShift lets no Pod of yours run as root in namespace {0}.', namespace),
      remedy: l10n.t(
        'Ask whoever runs the cluster to give the "anyuid" security context constraint to a service account of this namespace, and name that account in the settings.',
      ),
    };
  }
  const account = /error looking up service account [^/]+\/([^:]+):/.exec(words)?.[1];
  if (account !== undefined) {
    return {
      meaning: l10n.t('Namespace {0} has no service account {1}.', namespace, account),
      remedy: l10n.t('Create it, or choose another one.'),
    };
  }
  return undefined;
}
