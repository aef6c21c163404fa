import assert from 'node:assert/strict';
import type { Builder } from '../../src/builders/builder.ts';
import type { PodSettings } from '../../src/builders/pod-settings.ts';
import { buildah } from '../../src/builders/buildah/buildah.ts';
import { literal } from '../../src/builders/expansion.ts';
import { kaniko } from '../../src/builders/kaniko/kaniko.ts';
import { bareInput, containerOf, expanded, fullInput, fullSettings } from './pod-input.ts';

/** Capabilities that Pod Security baseline lets a container add (kubernetes.io, Pod Security Standards). */
const baselineCapabilities = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP',
  'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
]; // prettier-ignore

const builders: readonly Builder[] = [kaniko, buildah];

for (const builder of builders) {
  describe(`the Pod of ${builder.id}`, () => {
    const pod = builder.pod(fullInput);
    const container = containerOf(pod);

    it('names the run as it was told to', () => {
      assert.equal(pod.metadata.name, fullInput.name);
      assert.equal(pod.metadata.namespace, fullInput.namespace);
      for (const [key, value] of Object.entries(fullInput.labels))
        assert.equal(pod.metadata.labels?.[key], value);
      for (const [key, value] of Object.entries(fullInput.annotations))
        assert.equal(pod.metadata.annotations?.[key], value);
      assert.equal(container.name, builder.container);
      assert.equal(container.image, fullInput.image);
    });

    it('runs once, ends by itself and has no right in the cluster', () => {
      const {
        restartPolicy,
        automountServiceAccountToken,
        enableServiceLinks,
        activeDeadlineSeconds,
        terminationGracePeriodSeconds,
      } = pod.spec;
      assert.deepEqual(
        {
          restartPolicy,
          automountServiceAccountToken,
          enableServiceLinks,
          activeDeadlineSeconds,
          terminationGracePeriodSeconds,
        },
        {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          activeDeadlineSeconds: 1800,
          terminationGracePeriodSeconds: 1,
        },
      );
    });

    it('passes Pod Security baseline and drops what it does not need', () => {
      const { securityContext } = container;
      assert.equal(securityContext?.allowPrivilegeEscalation, false);
      assert.deepEqual(securityContext.capabilities?.drop, ['ALL']);
      for (const added of securityContext.capabilities.add ?? [])
        assert.ok(baselineCapabilities.includes(added));
      assert.notEqual(securityContext.seccompProfile?.type, 'Unconfined');
    });

    it('requests and limits resources, so that a quota admits it', () => {
      assert.deepEqual(Object.keys(container.resources?.requests ?? {}), [
        'cpu',
        'memory',
        'ephemeral-storage',
      ]);
      assert.deepEqual(Object.keys(container.resources?.limits ?? {}), ['cpu', 'memory']);
    });

    it('takes the requests and limits that are asked for, and keeps its own for the others', () => {
      const resources = { requests: { cpu: '1' }, limits: { memory: '8Gi', 'nvidia.com/gpu': '1' } };
      const own = container.resources;
      assert.deepEqual(containerOf(builder.pod({ ...fullInput, resources })).resources, {
        requests: { ...own?.requests, ...resources.requests },
        limits: { ...own?.limits, ...resources.limits },
      });
    });

    it('has every setting of the Pod, and keeps what runs are found by', () => {
      const { metadata, spec } = builder.pod({ ...fullInput, settings: fullSettings });
      const { containers, volumes, restartPolicy: _restart, enableServiceLinks: _links, ...rest } = spec;
      assert.deepEqual(rest, {
        automountServiceAccountToken: true,
        activeDeadlineSeconds: 1800,
        terminationGracePeriodSeconds: 30,
        serviceAccountName: 'builder',
        nodeSelector: { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'arm64', pool: 'builds' },
        tolerations: [{ key: 'builds', operator: 'Exists' }],
        affinity: { nodeAffinity: {} },
        priorityClassName: 'low',
        runtimeClassName: 'gvisor',
        schedulerName: 'other',
        imagePullSecrets: [{ name: 'mirror' }],
        hostAliases: [{ ip: '10.0.0.5', hostnames: ['registry.local'] }],
        dnsPolicy: 'None',
        dnsConfig: { nameservers: ['10.0.0.10'] },
      });
      const { labels = {}, annotations = {} } = metadata;
      assert.equal(labels['team'], 'a');
      assert.equal(labels['sidecar.istio.io/inject'], 'true');
      assert.equal(labels['kaniko-build/run'], 'x1');
      assert.equal(annotations['note'], 'x');
      assert.equal(
        annotations['kaniko-build/destination'],
        fullInput.annotations['kaniko-build/destination'],
      );
      const own = containerOf(builder.pod(fullInput));
      const [made] = containers;
      assert.equal(made?.imagePullPolicy, 'Always');
      assert.deepEqual(made.env?.slice(own.env?.length), [
        { name: 'HTTPS_PROXY', value: 'http://proxy:3128' },
        { name: 'https_proxy', value: 'http://proxy:3128' },
        { name: 'NO_PROXY', value: '.svc' },
        { name: 'no_proxy', value: '.svc' },
        { name: 'A', value: '$$(HOSTNAME)' },
        { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
        { name: 'C', valueFrom: { configMapKeyRef: { name: 'c', key: 'k', optional: true } } },
      ]);
      assert.deepEqual(made.volumeMounts?.slice(own.volumeMounts?.length), [
        { name: 'volume-0', mountPath: '/cache', readOnly: true },
        { name: 'volume-1', mountPath: '/tmp/more', subPath: 'a' },
      ]);
      assert.deepEqual(volumes?.slice(-2), [
        { name: 'volume-0', persistentVolumeClaim: { claimName: 'c' } },
        { name: 'volume-1', emptyDir: { sizeLimit: '1Gi' } },
      ]);
    });

    it('tells the builder its platform, and RUN of the proxy only where that is wanted', () => {
      const args = (settings: PodSettings): string =>
        containerOf(builder.pod({ ...bareInput, settings })).args?.join(' ') ?? '';
      assert.match(args({ platform: 'linux/arm/v7' }), /platform=linux\/arm\/v7/);
      const proxy = { http: 'http://proxy:3128' };
      assert.ok(!args({ proxy }).includes('proxy:3128'));
      assert.match(
        args({ proxy: { ...proxy, asBuildArgs: true } }),
        /--build-arg=HTTP_PROXY=http:\/\/proxy:3128 --build-arg=http_proxy=http/,
      );
    });

    it('maps the keys of Secrets to the files that are read, whatever they are called', () => {
      const items = (key: string): unknown =>
        builder
          .pod({ ...bareInput, credentials: { secretName: 's', key } })
          .spec.volumes?.find(({ name }) => name === 'credentials')?.secret;
      for (const key of ['.dockerconfigjson', 'config.json', 'kaniko_config.json']) {
        assert.deepEqual(items(key), { secretName: 's', items: [{ key, path: 'config.json' }] });
      }
    });

    it('mounts exactly its volumes, each at a path that the API server accepts', () => {
      const volumes = (pod.spec.volumes ?? []).map(({ name }) => name);
      const mounts = container.volumeMounts ?? [];
      assert.deepEqual(mounts.map(({ name }) => name).sort(), [...volumes].sort());
      assert.equal(new Set(volumes).size, volumes.length);
      for (const { mountPath } of mounts) assert.match(mountPath, /^\/[^:]+$/);
      for (const name of volumes) assert.match(name, /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);
    });
  });
}

describe('a text kept literal', () => {
  it('comes out of the expansion of the kubelet as it went in', () => {
    for (const text of ['', '$', '$$', '$$$(A)', '$(A)', '$((1+1))', 'a$b$$c$', '$(A', '\'$"`\\']) {
      assert.equal(expanded(literal(text)), text);
    }
  });
});
