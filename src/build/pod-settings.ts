import type { Container, DnsConfig, DnsPolicy, Toleration } from '../kube/objects.ts';

/**
 * What a user may want of a build's Pod beside the build itself. Plain JSON; what is absent is the product's or the
 * cluster's own choice.
 */
export interface PodSettings {
  readonly serviceAccount?: string;
  /** `OS/ARCH[/VARIANT]`: what the image is for, and where it is built, as no builder emulates. */
  readonly platform?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  /** As in a Pod. */
  readonly affinity?: Readonly<Record<string, unknown>>;
  readonly priorityClass?: string;
  readonly runtimeClass?: string;
  readonly imagePullSecrets?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Environment variables of the builder; they are no secret. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly proxy?: ProxySettings;
  /** IP address by host name. */
  readonly hostAliases?: Readonly<Record<string, string>>;
  readonly dnsPolicy?: DnsPolicy;
  readonly dnsConfig?: DnsConfig;
  readonly pullPolicy?: NonNullable<Container['imagePullPolicy']>;
  /** What replaces the beginning of the builder's default image, by that beginning; `*` goes before any image. */
  readonly imageMirrors?: Readonly<Record<string, string>>;
  /** Patches of the finished Pod, applied in order. */
  readonly overlays?: readonly OverlaySource[];
}

/** URLs without a login; `no` is the list of `NO_PROXY`. */
export interface ProxySettings {
  readonly http?: string;
  readonly https?: string;
  readonly no?: string;
}

/** The YAML of a strategic merge patch of the Pod: an absolute path, or the text itself. */
export type OverlaySource = { readonly file: string } | { readonly text: string };

/** Layers kept for the next build. That there is a value means that there is a cache. */
export interface CacheSettings {
  /** Repository of the cached layers; the first destination's with `/cache` behind it when absent. */
  readonly repository?: string;
  /** Go's form of a duration, such as `336h`. */
  readonly ttl?: string;
  /** Name of a persistent volume claim that keeps layers or base images. */
  readonly volume?: string;
}

/** Where images are pulled from instead; both fall back to the original. */
export interface MirrorSettings {
  /** `host[:port][/path]` in place of Docker Hub, the first to be asked first. */
  readonly mirrors?: readonly string[];
  /** `host[:port][/path]` by the registry, `host[:port]`, that it stands for. */
  readonly maps?: Readonly<Record<string, string>>;
}
