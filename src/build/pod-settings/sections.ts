import { isAbsolute } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Resources } from '../../builders/builder.ts';
import type { Toleration } from '../../kube/objects.ts';
import { parseReference } from '../../registry/reference.ts';
import type { CacheSettings, MirrorSettings, OverlaySource, PodSettings, ProxySettings } from '../pod-settings.ts';
import { listOf, objectOf, oneOf, recordOf, shape, shown, text, Unfit, verbatim, type Field, type Fields } from './field.ts';
import {
  address,
  environmentName,
  labelValue,
  metadataKey,
  objectName,
  resourceName,
} from './kubernetes-words.ts';
import { quantity } from './quantity.ts';

/** How each setting of a Pod is read. */
export const podFields: Fields<PodSettings> = {
  serviceAccount: text(objectName),
  platform,
  nodeSelector: recordOf(metadataKey, text(labelValue)),
  tolerations: listOf(toleration),
  affinity,
  priorityClass: text(objectName),
  runtimeClass: text(objectName),
  imagePullSecrets: listOf(text(objectName)),
  labels: recordOf(ownKey, text(labelValue)),
  annotations: recordOf(ownKey, verbatim),
  environment: recordOf(environmentName, verbatim),
  proxy: shape<ProxySettings>({ http: text(proxyUrl), https: text(proxyUrl), no: text() }),
  hostAliases: recordOf(objectName, text(address)),
  dnsPolicy: oneOf('ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'),
  // As many as Kubernetes takes. (k8s.io/kubernetes, `validatePodDNSConfig`)
  dnsConfig: shape({
    nameservers: listOf(text(address), 3),
    searches: listOf(text(searchDomain), 32),
    options: listOf(dnsOption),
  }),
  pullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
  imageMirrors: recordOf(imagePrefix, text(imagePrefix)),
  overlays: listOf(overlaySource),
};

export const cacheFields: Fields<CacheSettings> = {
  repository: text(repositoryName),
  ttl: text(duration),
  volume: text(objectName),
};

export const mirrorFields: Fields<MirrorSettings> = {
  mirrors: listOf(text(mirror)),
  maps: recordOf(mirror, text(mirror)),
};

export const resourceFields: Fields<Resources> = {
  requests: recordOf(resourceName, text(isQuantity)),
  limits: recordOf(resourceName, text(isQuantity)),
};

function platform(value: unknown): string {
  const given = text()(value);
  const full = given.includes('/') ? given : `linux/${given}`;
  if (/^linux\/[a-z0-9]+(?:\/v[0-9]+)?$/.test(full)) return full;
  throw new Unfit(l10n.t('{0} is no platform: write one such as linux/arm64', shown(value)));
}

function toleration(value: unknown): Toleration {
  const read: Toleration = shape<Toleration>({
    key: text(metadataKey),
    operator: oneOf('Equal', 'Exists'),
    value: text(labelValue),
    effect: oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
    tolerationSeconds: wholeNumber,
  })(value);
  if (read.operator === 'Exists' ? read.value !== undefined : read.key === undefined) {
    throw new Unfit(
      l10n.t('{0}: a toleration has a key, or the operator "Exists" and no value', shown(value)),
    );
  }
  if (read.tolerationSeconds !== undefined && read.effect !== 'NoExecute') {
    throw new Unfit(l10n.t('{0}: tolerationSeconds goes with the effect "NoExecute" only', shown(value)));
  }
  return read;
}

const wholeNumber: Field<number> = (value) => {
  if (Number.isSafeInteger(value)) return Number(value);
  throw new Unfit(l10n.t('{0} is not a whole number', shown(value)));
};

/** What is inside is the API server's to judge. */
function affinity(value: unknown): Readonly<Record<string, unknown>> {
  const kinds = { nodeAffinity: objectOf, podAffinity: objectOf, podAntiAffinity: objectOf };
  return shape<Record<keyof typeof kinds, Readonly<Record<string, unknown>>>>(kinds)(value);
}

/** Labels and annotations of the product tell which objects are its own. */
function ownKey(value: string): void {
  metadataKey(value);
  if (/^(?:kaniko-build\/|app\.kubernetes\.io\/(?:managed-by|component)$)/.test(value)) {
    throw new Unfit(l10n.t('"{0}" is how Kaniko Build knows what it made', value));
  }
}

function proxyUrl(value: string): void {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^(?:https?|socks5):$/.test(url.protocol)) {
    // What cannot be read may hold a password.
    throw new Unfit(l10n.t('it is no URL such as http://proxy.example.com:3128'));
  }
  if (url.username !== '' || url.password !== '') {
    throw new Unfit(
      l10n.t('it holds a login, which everyone who may see the Pod would see: take it from a Secret in an overlay'),
    );
  }
}

function searchDomain(value: string): void {
  if (value !== '.') objectName(value.replace(/\.$/, '').replaceAll('_', '-'));
}

function dnsOption(value: unknown): { readonly name: string; readonly value?: string } {
  const { name, ...rest } = shape<{ readonly name: string; readonly value?: string }>({
    name: text(),
    value: text(),
  })(value);
  if (name === undefined) throw new Unfit(l10n.t('{0} has no name', shown(value)));
  return { name, ...rest };
}

function imagePrefix(value: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9._:/-]*$/.test(value) && !value.includes('//')) return;
  if (value !== '*') throw new Unfit(l10n.t('"{0}" is not the beginning of an image reference', value));
}

function overlaySource(value: unknown): OverlaySource {
  const { file, text: patch } = objectOf(value);
  if (typeof patch === 'string' && file === undefined) return { text: patch };
  if (typeof file === 'string' && patch === undefined && isAbsolute(file)) return { file };
  throw new Unfit(l10n.t('{0} is neither the path of a file nor a text', shown(value)));
}

function repositoryName(value: string): void {
  const reference = parsed(value);
  if (reference?.tag === undefined && reference?.digest === undefined) return;
  throw new Unfit(l10n.t('"{0}" has a tag or digest, which a cache repository has not', value));
}

function parsed(value: string): ReturnType<typeof parseReference> {
  try {
    return parseReference(value);
  } catch (error) {
    throw new Unfit((error instanceof Error ? error.message : String(error)).replace(/\.$/, ''));
  }
}

function duration(value: string): void {
  const isDuration = /^(?:\d+(?:\.\d+)?(?:ns|us|ms|s|m|h))+$/.test(value);
  if (!isDuration || !/[1-9]/.test(value)) {
    throw new Unfit(l10n.t('"{0}" is no time: write one such as 336h or 30m', value));
  }
}

/** `host[:port][/path]` */
function mirror(value: string): void {
  const host = value.split('/', 1)[0] ?? '';
  const isHost = /[.:]/.test(host) || host === 'localhost' || value === host;
  try {
    if (isHost && parseReference(value === host ? `${value}/x` : value).tag === undefined) return;
  } catch {
    // Told below.
  }
  throw new Unfit(l10n.t('"{0}" is no registry: write a host, with a port and a path where it has them', value));
}

function isQuantity(value: string): void {
  if (quantity(value) === undefined) {
    throw new Unfit(l10n.t('"{0}" is no quantity: write one such as 500m, 2 or 4Gi', value));
  }
}
