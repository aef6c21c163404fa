import type { JsonSchema } from './json-schema.ts';

const text: JsonSchema = { type: 'string', minLength: 1 };
/** A DNS subdomain: the name of most objects. */
const objectName: JsonSchema = {
  type: 'string',
  pattern: '^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$',
};
const labelKey = '^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$';
const labelValue: JsonSchema = {
  type: 'string',
  pattern: '^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$',
};
const url: JsonSchema = { type: 'string', pattern: '^https?://[^\\s/?#]+/?$' };
const ipAddress = '^([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$';
const hostName: JsonSchema = {
  type: 'string',
  pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
};
const quantity: JsonSchema = {
  type: 'string',
  pattern: '^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$',
};

const labels: JsonSchema = {
  type: 'object',
  propertyNames: { pattern: labelKey },
  additionalProperties: labelValue,
};

const toleration: JsonSchema = {
  type: 'object',
  properties: {
    key: { type: 'string', pattern: labelKey },
    operator: { type: 'string', enum: ['Exists', 'Equal'] },
    value: labelValue,
    effect: { type: 'string', enum: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] },
    tolerationSeconds: { type: 'integer' },
  },
  additionalProperties: false,
};

const keyReference: JsonSchema = {
  type: ['string', 'object'],
  properties: { secret: objectName, configMap: objectName, key: text, optional: { type: 'boolean' } },
  required: ['key'],
  additionalProperties: false,
};

const volume: JsonSchema = {
  type: 'object',
  properties: {
    mountPath: { type: 'string', pattern: '^/[^:]*$' },
    claim: objectName,
    emptyDir: {
      type: 'object',
      properties: { sizeLimit: quantity, medium: { type: 'string', enum: ['Memory'] } },
      additionalProperties: false,
    },
    subPath: { type: 'string', pattern: '^[^/]' },
    readOnly: { type: 'boolean' },
  },
  required: ['mountPath'],
  additionalProperties: false,
};

/**
 * What each setting of the Pod may be, by its key below `pod.`: as `package.json` says it for `settings.json`. What the
 * patterns allow is what Kubernetes validates (k8s.io/apimachinery/pkg/util/validation).
 */
export const podSettingsSchema = {
  type: 'object',
  properties: {
    serviceAccount: objectName,
    mountServiceAccountToken: { type: 'boolean' },
    platform: { type: 'string', pattern: '^linux/[a-z0-9]+(/v[0-9]+)?$' },
    nodeSelector: labels,
    tolerations: { type: 'array', items: toleration },
    affinity: {
      type: 'object',
      properties: {
        nodeAffinity: { type: 'object' },
        podAffinity: { type: 'object' },
        podAntiAffinity: { type: 'object' },
      },
      additionalProperties: false,
    },
    priorityClass: objectName,
    runtimeClass: objectName,
    scheduler: objectName,
    imagePullSecrets: { type: 'array', items: objectName, uniqueItems: true },
    labels,
    annotations: {
      type: 'object',
      propertyNames: { pattern: labelKey },
      additionalProperties: { type: 'string' },
    },
    environment: {
      type: 'object',
      propertyNames: { pattern: '^[-._a-zA-Z][-._a-zA-Z0-9]*$' },
      additionalProperties: keyReference,
    },
    proxy: {
      type: 'object',
      properties: { http: url, https: url, noProxy: text, asBuildArgs: { type: 'boolean' } },
      additionalProperties: false,
    },
    hostAliases: {
      type: 'object',
      propertyNames: { pattern: ipAddress },
      additionalProperties: { type: 'array', items: hostName },
    },
    dnsPolicy: { type: 'string', enum: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'] },
    dnsConfig: {
      type: 'object',
      properties: {
        nameservers: { type: 'array', items: { type: 'string', pattern: ipAddress } },
        searches: { type: 'array', items: hostName },
        options: {
          type: 'array',
          items: {
            type: 'object',
            properties: { name: text, value: text },
            required: ['name'],
            additionalProperties: false,
          },
        },
      },
      additionalProperties: false,
    },
    volumes: { type: 'array', items: volume },
    pullPolicy: { type: 'string', enum: ['Always', 'IfNotPresent', 'Never'] },
    gracePeriod: { type: 'integer', minimum: 1, maximum: 3600 },
  },
  additionalProperties: false,
} as const satisfies JsonSchema;

/** The keys below `pod.`. */
export const podSettingKeys = Object.keys(podSettingsSchema.properties) as readonly PodSettingKey[];

export type PodSettingKey = keyof typeof podSettingsSchema.properties;
