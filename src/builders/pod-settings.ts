import type { DnsConfig, JsonFields, Toleration } from '../kube/objects.ts';

/** What the user wants of the Pod beside the build itself. Checked plain data, without a secret; absent is the builder's. */
export interface PodSettings {
  readonly serviceAccount?: string;
  /** What identities that a cloud gives to a service account need. */
  readonly mountServiceAccountToken?: boolean;
  /** `linux/ARCH[/VARIANT]`: of the image, and so of the node. */
  readonly platform?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: JsonFields;
  readonly priorityClass?: string;
  readonly runtimeClass?: string;
  readonly scheduler?: string;
  readonly imagePullSecrets?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** By the variable's name. */
  readonly environment?: Readonly<Record<string, string | KeyReference>>;
  readonly proxy?: ProxySettings;
  /** Names by the IP address that they stand for. */
  readonly hostAliases?: Readonly<Record<string, readonly string[]>>;
  readonly dnsPolicy?: string;
  readonly dnsConfig?: DnsConfig;
  readonly volumes?: readonly MountedVolume[];
  readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** Seconds that the builder has to end once it is told to. */
  readonly gracePeriod?: number;
}

/** A key of a Secret or a ConfigMap of the namespace. */
export interface KeyReference {
  readonly secret?: string;
  readonly configMap?: string;
  readonly key: string;
  readonly optional?: boolean;
}

/** URLs without a password. */
export interface ProxySettings {
  readonly http?: string;
  readonly https?: string;
  readonly noProxy?: string;
  /** The commands of RUN get them too. */
  readonly asBuildArgs?: boolean;
}

/** A claim of the namespace, or an empty folder of the Pod, in the container that builds. */
export interface MountedVolume {
  readonly mountPath: string;
  readonly claim?: string;
  readonly emptyDir?: { readonly sizeLimit?: string; readonly medium?: 'Memory' };
  readonly subPath?: string;
  readonly readOnly?: boolean;
}
