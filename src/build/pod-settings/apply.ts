import * as l10n from '@vscode/l10n';
import type { Container, Pod, PodSpec } from '../../kube/objects.ts';
import { BuildError } from '../errors.ts';
import type { PodSettings } from '../pod-settings.ts';

/**
 * The Pod as its builder made it, with what the user wants of where and how it runs. `container` is the one that
 * builds. Throws BuildError where a setting would take away what the builder needs.
 */
export function applyPodSettings(pod: Pod, container: string, settings: PodSettings): Pod {
  const { metadata, spec } = pod;
  return {
    ...pod,
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, ...settings.labels },
      annotations: { ...metadata.annotations, ...settings.annotations },
    },
    spec: {
      ...spec,
      ...placement(settings),
      ...network(settings),
      containers: spec.containers.map((one) =>
        one.name === container ? applyToContainer(one, settings) : one,
      ),
    },
  };
}

/** Where the Pod runs, and as what. */
function placement(settings: PodSettings): Partial<PodSpec> {
  const { serviceAccount, tolerations, affinity, priorityClass, runtimeClass, imagePullSecrets } = settings;
  const nodeSelector = { ...platformLabels(settings.platform), ...settings.nodeSelector };
  return {
    ...(serviceAccount === undefined ? {} : { serviceAccountName: serviceAccount }),
    ...(Object.keys(nodeSelector).length === 0 ? {} : { nodeSelector }),
    ...(tolerations === undefined ? {} : { tolerations }),
    ...(affinity === undefined ? {} : { affinity }),
    ...(priorityClass === undefined ? {} : { priorityClassName: priorityClass }),
    ...(runtimeClass === undefined ? {} : { runtimeClassName: runtimeClass }),
    ...(imagePullSecrets === undefined
      ? {}
      : { imagePullSecrets: [...new Set(imagePullSecrets)].map((name) => ({ name })) }),
  };
}

/** Every node has these labels. (kubernetes.io: "Well-Known Labels, Annotations and Taints") */
function platformLabels(platform: string | undefined): Readonly<Record<string, string>> {
  const [os, arch] = platform?.split('/') ?? [];
  return os === undefined || arch === undefined
    ? {}
    : { 'kubernetes.io/os': os, 'kubernetes.io/arch': arch };
}

function network({ hostAliases, dnsPolicy, dnsConfig }: PodSettings): Partial<PodSpec> {
  const byAddress = new Map<string, string[]>();
  for (const [host, ip] of Object.entries(hostAliases ?? {})) {
    byAddress.set(ip, [...(byAddress.get(ip) ?? []), host]);
  }
  return {
    ...(byAddress.size === 0
      ? {}
      : { hostAliases: [...byAddress].map(([ip, hostnames]) => ({ ip, hostnames })) }),
    ...(dnsPolicy === undefined ? {} : { dnsPolicy }),
    ...(dnsConfig === undefined ? {} : { dnsConfig }),
  };
}

function applyToContainer(container: Container, { pullPolicy }: PodSettings): Container {
  const names = (container.env ?? []).map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) {
    throw new BuildError({
      code: 'request-invalid',
      message: l10n.t('The environment variable {0} is what {1} is told its work by.', twice, container.name),
      remedy: l10n.t('Take it out of the settings of the Pod.'),
    });
  }
  return { ...container, ...(pullPolicy === undefined ? {} : { imagePullPolicy: pullPolicy }) };
}

/** The variables that a proxy is told by: programs differ in which case they read. */
export function proxyVariables({ proxy }: PodSettings): Readonly<Record<string, string>> {
  const variables = { HTTP_PROXY: proxy?.http, HTTPS_PROXY: proxy?.https, NO_PROXY: proxy?.no };
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [
            [name, value],
            [name.toLowerCase(), value],
          ],
    ),
  );
}

/** The image in its mirror: the longest beginning that `mirrors` has decides, `*` goes before any other. */
export function mirroredImage(image: string, { imageMirrors = {} }: PodSettings): string {
  const [beginning] = Object.keys(imageMirrors)
    .filter((prefix) => image === prefix || (image.startsWith(prefix) && /^[/:@]/.test(image.slice(prefix.length))))
    .sort((a, b) => b.length - a.length);
  if (beginning !== undefined) return `${imageMirrors[beginning] ?? ''}${image.slice(beginning.length)}`;
  const before = imageMirrors['*'];
  return before === undefined ? image : `${before}/${image}`;
}
