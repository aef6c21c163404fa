import type { EnvVar, HostAlias, PodSpec, Volume, VolumeMount } from '../kube/objects.ts';
import { literal } from './expansion.ts';
import type { MountedVolume, PodSettings, ProxySettings } from './pod-settings.ts';

/** The part of a Pod's spec that settings decide, beside its container. */
export function specOf(settings: PodSettings): Partial<PodSpec> {
  const { tolerations, affinity, dnsPolicy, dnsConfig } = settings;
  const nodeSelector = { ...platformSelector(settings.platform), ...settings.nodeSelector };
  return {
    ...given('serviceAccountName', settings.serviceAccount),
    ...(settings.mountServiceAccountToken === true ? { automountServiceAccountToken: true } : {}),
    ...given('terminationGracePeriodSeconds', settings.gracePeriod),
    ...(Object.keys(nodeSelector).length === 0 ? {} : { nodeSelector }),
    ...given('tolerations', tolerations),
    ...given('affinity', affinity),
    ...given('priorityClassName', settings.priorityClass),
    ...given('runtimeClassName', settings.runtimeClass),
    ...given('schedulerName', settings.scheduler),
    ...given(
      'imagePullSecrets',
      settings.imagePullSecrets?.map((name) => ({ name })),
    ),
    ...given('hostAliases', hostAliases(settings.hostAliases)),
    ...given('dnsPolicy', dnsPolicy),
    ...given('dnsConfig', dnsConfig),
  };
}

/** The variables of the container that builds. */
export function environmentOf({ environment = {}, proxy = {} }: PodSettings): readonly EnvVar[] {
  const named = Object.keys(environment);
  return [
    ...proxyVariables(proxy)
      // What is said of one variable holds over what is said of all.
      .filter(([name]) => !named.includes(name))
      .map(([name, value]) => ({ name, value: literal(value) })),
    ...Object.entries(environment).map(([name, value]): EnvVar => {
      if (typeof value === 'string') return { name, value: literal(value) };
      const { secret, configMap = '', key, optional } = value;
      const selector = { key, ...given('optional', optional) };
      return secret === undefined
        ? { name, valueFrom: { configMapKeyRef: { name: configMap, ...selector } } }
        : { name, valueFrom: { secretKeyRef: { name: secret, ...selector } } };
    }),
  ];
}

/** Build arguments of the proxy, where the commands of RUN are to get it: Docker predefines them, so no ARG is needed. */
export function proxyArguments({ proxy = {} }: PodSettings): Readonly<Record<string, string>> {
  return proxy.asBuildArgs === true ? Object.fromEntries(proxyVariables(proxy)) : {};
}

/** Programs read them in capitals, in small letters, or both. */
function proxyVariables({ http, https, noProxy }: ProxySettings): readonly (readonly [string, string])[] {
  return Object.entries({ http_proxy: http, https_proxy: https, no_proxy: noProxy }).flatMap(
    ([name, value]) =>
      value === undefined
        ? []
        : [
            [name.toUpperCase(), value],
            [name, value],
          ],
  );
}

/** The volumes and where they are mounted. */
export function volumesOf({ volumes = [] }: PodSettings): {
  readonly volumes: readonly Volume[];
  readonly mounts: readonly VolumeMount[];
} {
  const named = volumes.map((volume, index) => ({ name: `volume-${String(index)}`, volume }));
  return {
    volumes: named.map(({ name, volume }) => ({ name, ...volumeSource(volume) })),
    mounts: named.map(({ name, volume: { mountPath, subPath, readOnly } }) => ({
      name,
      mountPath,
      ...given('subPath', subPath),
      ...given('readOnly', readOnly),
    })),
  };
}

function volumeSource({ claim, emptyDir = {} }: MountedVolume): Omit<Volume, 'name'> {
  return claim === undefined ? { emptyDir } : { persistentVolumeClaim: { claimName: claim } };
}

/** Nodes that can run what the image is made of: a node names its architecture as Go does. */
function platformSelector(platform: string | undefined): Readonly<Record<string, string>> {
  const [os, architecture] = platform?.split('/') ?? [];
  if (os === undefined || architecture === undefined) return {};
  return {
    'kubernetes.io/os': os,
    // There are no nodes of it, and those of amd64 run it.
    'kubernetes.io/arch': architecture === '386' ? 'amd64' : architecture,
  };
}

function hostAliases(aliases: PodSettings['hostAliases']): readonly HostAlias[] | undefined {
  if (aliases === undefined) return undefined;
  return Object.entries(aliases).map(([ip, hostnames]) => ({ ip, hostnames }));
}

function given<K extends string, V>(key: K, value: V | undefined): Readonly<Partial<Record<K, V>>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, V>>;
}
