import type { MergeFields } from './strategic-merge.ts';

const container: MergeFields = {
  ports: { mergeKey: 'containerPort' },
  env: { mergeKey: 'name' },
  volumeMounts: { mergeKey: 'mountPath' },
  volumeDevices: { mergeKey: 'devicePath' },
};

const metadata: MergeFields = {
  ownerReferences: { mergeKey: 'uid' },
  finalizers: { isSet: true },
};

const volume: MergeFields = {
  ephemeral: { fields: { volumeClaimTemplate: { fields: { metadata: { fields: metadata } } } } },
};

/**
 * How the lists of a Pod are merged: the struct tags `patchStrategy` and `patchMergeKey` of k8s.io/api/core/v1 and
 * k8s.io/apimachinery/pkg/apis/meta/v1 (both v0.34). A list that is not named here is replaced as a whole, tolerations,
 * args and command among them.
 */
export const podMergeFields: MergeFields = {
  metadata: { fields: metadata },
  spec: {
    fields: {
      volumes: { mergeKey: 'name', fields: volume },
      initContainers: { mergeKey: 'name', fields: container },
      containers: { mergeKey: 'name', fields: container },
      ephemeralContainers: { mergeKey: 'name', fields: container },
      imagePullSecrets: { mergeKey: 'name' },
      hostAliases: { mergeKey: 'ip' },
      topologySpreadConstraints: { mergeKey: 'topologyKey' },
      schedulingGates: { mergeKey: 'name' },
      resourceClaims: { mergeKey: 'name' },
    },
  },
};
