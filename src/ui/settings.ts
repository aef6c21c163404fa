import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Resources } from '../builders/builder.ts';
import { podSettingKeys } from '../build/pod-settings/schema.ts';
import type { CacheChoice, RegistrySettings, RunLimits } from '../build/request.ts';
import type { Json, JsonObject } from '../kube/json.ts';

/** The user's settings, checked: what has the wrong type or range counts as not set. */
export interface Settings {
  /** Id of the builder for Dockerfiles that have none of their own. */
  readonly builder: string;
  /** Absolute paths; empty: `KUBECONFIG`, else the default file. */
  readonly kubeconfig: readonly string[];
  /** Patterns of kube contexts whose builds ask first; `*` stands for any text. */
  readonly protectedContexts: readonly string[];
  /** Prefix of the destination that is suggested, without a slash at the end; may be empty. */
  readonly defaultRegistry: string;
  readonly registries: RegistrySettings;
  /** The layer cache, and whether builds use it that say nothing of it themselves. */
  readonly cache: CacheSettings;
  readonly limits: RunLimits;
  /** Requests and limits of the build container over the builder's own, by resource name. */
  readonly resources: Resources;
  /** Settings of the Pod that differ from their default, by their key below `pod.`, unchecked. */
  readonly pod: JsonObject;
  /** Absolute path of the YAML file that is merged into the Pod. */
  readonly overlay?: string;
  /** Builds that the history keeps. */
  readonly historySize: number;
  /** What the settings of one builder say, by its id. */
  executor(builder: string): ExecutorSettings;
}

export interface CacheSettings extends CacheChoice {
  readonly enabled: boolean;
}

export interface ExecutorSettings {
  readonly flavour?: string;
  readonly image?: string;
  /** The flavour that the user once named for this image. */
  readonly knownFlavour?: string;
  /** One token each. */
  readonly arguments?: readonly string[];
}

/** Settings by their key, the first being the default: `package.json` says the same. */
export const DEFAULTS = {
  builder: 'kaniko',
  defaultRegistry: '',
  kubeconfig: [],
  protectedContexts: [],
  'registries.insecure': [],
  'registries.certificates': {},
  'registries.mirrors': [],
  'registries.map': {},
  'registries.mirrorsOnly': false,
  'cache.enabled': false,
  'cache.repository': '',
  'cache.ttl': 336,
  'cache.copyLayers': false,
  'resources.requests': {},
  'resources.limits': {},
  'pod.serviceAccount': '',
  'pod.mountServiceAccountToken': false,
  'pod.platform': '',
  'pod.nodeSelector': {},
  'pod.tolerations': [],
  'pod.affinity': {},
  'pod.priorityClass': '',
  'pod.runtimeClass': '',
  'pod.scheduler': '',
  'pod.imagePullSecrets': [],
  'pod.labels': {},
  'pod.annotations': {},
  'pod.environment': {},
  'pod.proxy': {},
  'pod.hostAliases': {},
  'pod.dnsPolicy': 'ClusterFirst',
  'pod.dnsConfig': {},
  'pod.volumes': [],
  'pod.pullPolicy': 'IfNotPresent',
  'pod.gracePeriod': 1,
  'pod.overlay': '',
  dockerfiles: {},
  'limits.start': 5,
  'limits.build': 60,
  'history.size': 100,
  'lint.enabled': true,
  'lint.severity': {},
  'lint.trustedRegistries': [],
  'lint.leaveOut': [],
  'lint.shellcheck': 'shellcheck',
} as const;

/**
 * Reads the settings. `get` returns the raw value of a key under `kanikoBuild`; paths may begin with `~/` and are
 * resolved against `folder`. `knownFlavour` says what the user once said of an executor image.
 */
export function readSettings(
  get: (key: string) => unknown,
  folder: string,
  knownFlavour: (image: string) => string | undefined = () => undefined,
): Settings {
  const path = (text: string): string => absolutePath(text, folder);
  const overlay = text(get('pod.overlay'));
  return {
    builder: text(get('builder')) ?? DEFAULTS.builder,
    kubeconfig: texts(get('kubeconfig')).map(path),
    protectedContexts: texts(get('protectedContexts')),
    defaultRegistry: (text(get('defaultRegistry')) ?? DEFAULTS.defaultRegistry).replace(/\/+$/, ''),
    registries: {
      insecure: texts(get('registries.insecure')),
      certificates: Object.fromEntries(
        entries(get('registries.certificates')).map(([host, file]) => [host, path(file)]),
      ),
      ...mirrorSettings(get),
    },
    cache: cacheSettings(get),
    resources: {
      requests: Object.fromEntries(entries(get('resources.requests'))),
      limits: Object.fromEntries(entries(get('resources.limits'))),
    },
    pod: podSettings(get),
    ...(overlay === undefined ? {} : { overlay: path(overlay) }),
    limits: {
      startSeconds: seconds(get('limits.start'), DEFAULTS['limits.start'], 1440),
      buildSeconds: seconds(get('limits.build'), DEFAULTS['limits.build'], 10_080),
    },
    historySize: Math.round(within(get('history.size'), DEFAULTS['history.size'], 1, 1000)),
    executor: (builder) => executorSettings(builder, get, knownFlavour),
  };
}

/** `auto`, or anything that no builder knows, leaves the flavour to the image. */
function executorSettings(
  builder: string,
  get: (key: string) => unknown,
  knownFlavour: (image: string) => string | undefined,
): ExecutorSettings {
  const flavour = text(get(`${builder}.flavour`));
  const image = text(get(`${builder}.image`));
  const known = image === undefined ? undefined : knownFlavour(image);
  const extra = texts(get(`${builder}.arguments`));
  return {
    ...(flavour === undefined || flavour === 'auto' ? {} : { flavour }),
    ...(image === undefined ? {} : { image }),
    ...(known === undefined ? {} : { knownFlavour: known }),
    ...(extra.length === 0 ? {} : { arguments: extra }),
  };
}

function mirrorSettings(
  get: (key: string) => unknown,
): Pick<RegistrySettings, 'mirrors' | 'map' | 'mirrorsOnly'> {
  const mirrors = texts(get('registries.mirrors'));
  const map = textLists(get('registries.map'));
  return {
    ...(mirrors.length === 0 ? {} : { mirrors }),
    ...(Object.keys(map).length === 0 ? {} : { map }),
    ...(get('registries.mirrorsOnly') === true ? { mirrorsOnly: true } : {}),
  };
}

function cacheSettings(get: (key: string) => unknown): CacheSettings {
  const repository = text(get('cache.repository'));
  return {
    enabled: get('cache.enabled') === true,
    ...(repository === undefined ? {} : { repository }),
    ttlSeconds: Math.round(within(get('cache.ttl'), DEFAULTS['cache.ttl'], 0.1, 87_600) * 3600),
    copyLayers: get('cache.copyLayers') === true,
  };
}

/** Making a plan checks them, as it does those that come from elsewhere. */
function podSettings(get: (key: string) => unknown): JsonObject {
  return Object.fromEntries(
    podSettingKeys.flatMap((key) => {
      const value = get(`pod.${key}`);
      const isDefault = value === undefined || isDeepStrictEqual(value, DEFAULTS[`pod.${key}`]);
      // What comes of a JSON file is JSON.
      return isDefault ? [] : [[key, value as Json] as const];
    }),
  );
}

function absolutePath(text: string, folder: string): string {
  return /^~[/\\]/.test(text) ? join(homedir(), text.slice(2)) : resolve(folder, text);
}

/** A text that is not blank. */
function text(value: unknown): string | undefined {
  const trimmed = typeof value === 'string' ? value.trim() : '';
  return trimmed === '' ? undefined : trimmed;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(text).filter((item) => item !== undefined) : [];
}

function entries(value: unknown): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const checked = text(item);
    return checked === undefined ? [] : [[key, checked] as const];
  });
}

/** Several texts by key; one alone counts as a list of one. */
function textLists(value: unknown): Readonly<Record<string, readonly string[]>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const lists = Object.entries(value).map(
    ([key, item]: [string, unknown]) => [key, texts(Array.isArray(item) ? item : [item])] as const,
  );
  return Object.fromEntries(lists.filter(([, list]) => list.length > 0));
}

function within(value: unknown, fallback: number, least: number, most: number): number {
  return typeof value === 'number' && value >= least && value <= most ? value : fallback;
}

function seconds(minutes: unknown, fallback: number, most: number): number {
  return Math.round(within(minutes, fallback, 0.1, most) * 60);
}
