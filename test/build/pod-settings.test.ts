import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failureIn } from '../../src/build/errors.ts';
import { checkedPodSettings, podSettingsProblems } from '../../src/build/pod-settings/pod-settings.ts';
import { podSettingsSchema } from '../../src/build/pod-settings/schema.ts';
import { pathText, type Json, type JsonObject } from '../../src/kube/json.ts';

/** Something of each, as a cluster takes it. */
const everything: JsonObject = {
  serviceAccount: 'builder',
  mountServiceAccountToken: true,
  platform: 'linux/arm/v7',
  nodeSelector: { 'pool.example/kind': 'builds', empty: '' },
  tolerations: [
    { operator: 'Exists' },
    { key: 'k', operator: 'Equal', value: 'v', effect: 'NoExecute', tolerationSeconds: 5 },
  ],
  affinity: { nodeAffinity: {} },
  priorityClass: 'low',
  runtimeClass: 'gvisor',
  scheduler: 'other',
  imagePullSecrets: ['mirror'],
  labels: { 'app.kubernetes.io/name': 'x' },
  annotations: { 'a/b': 'any text\nat all' },
  environment: {
    A: '$(B)',
    B: { secret: 's', key: 'k' },
    C: { configMap: 'c', key: 'k', optional: true },
  },
  proxy: {
    http: 'http://proxy:3128',
    https: 'http://proxy:3128/',
    noProxy: '.svc,10.0.0.0/8',
    asBuildArgs: true,
  },
  hostAliases: { '10.0.0.5': ['registry.local'], '::1': ['six'] },
  dnsPolicy: 'None',
  dnsConfig: { nameservers: ['10.0.0.10'], searches: ['a.b'], options: [{ name: 'ndots', value: '2' }] },
  volumes: [
    { mountPath: '/cache', claim: 'c', readOnly: true, subPath: 'a/b' },
    { mountPath: '/kaniko/caches', emptyDir: { sizeLimit: '1Gi', medium: 'Memory' } },
  ],
  pullPolicy: 'Always',
  gracePeriod: 30,
};

describe('settings of the Pod', () => {
  it('are the same in package.json, to be completed and checked there', () => {
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      contributes: { configuration: { properties: Readonly<Record<string, JsonObject>> } };
    };
    const { properties } = manifest.contributes.configuration;
    for (const [key, schema] of Object.entries(podSettingsSchema.properties)) {
      const {
        default: _default,
        scope,
        order: _order,
        markdownDescription,
        ...rest
      } = properties[`kanikoBuild.pod.${key}`] ?? {};
      assert.deepEqual(rest, schema, key);
      assert.equal(scope, 'resource');
      assert.equal(markdownDescription, `%setting.pod.${key}%`);
    }
  });

  it('are taken where they are right', () => {
    assert.deepEqual(Object.keys(everything), Object.keys(podSettingsSchema.properties));
    assert.deepEqual(checkedPodSettings(everything), everything);
    assert.deepEqual(checkedPodSettings({}), {});
  });

  it('that are wrong are named, with what is wrong', () => {
    for (const [key, value, path, words] of [
      ['serviceAccount', 'Not A Name', 'serviceAccount', /Not A Name/],
      ['serviceAccount', 7, 'serviceAccount', /must be a text/],
      ['servicAccount', 'x', 'servicAccount', /no such key; there are serviceAccount/],
      ['mountServiceAccountToken', 'yes', 'mountServiceAccountToken', /true or false/],
      ['platform', 'windows/amd64', 'platform', /windows/],
      ['nodeSelector', { 'a b': 'c' }, 'nodeSelector.a b', /a b/],
      ['nodeSelector', { a: 'no spaces' }, 'nodeSelector.a', /no spaces/],
      ['tolerations', {}, 'tolerations', /a list/],
      ['tolerations', [{ key: 'a', efect: 'NoSchedule' }], 'tolerations[0].efect', /no such key/],
      ['tolerations', [{ key: 'a', effect: 'Never' }], 'tolerations[0].effect', /none of NoSchedule/],
      ['tolerations', [{ value: 'a' }], 'tolerations[0]', /without a key/],
      ['tolerations', [{ key: 'a', operator: 'Exists', value: 'b' }], 'tolerations[0]', /no value/],
      ['tolerations', [{ key: 'a', tolerationSeconds: 1 }], 'tolerations[0]', /NoExecute/],
      ['affinity', { podAffinty: {} }, 'affinity.podAffinty', /no such key/],
      ['imagePullSecrets', ['a', 'a'], 'imagePullSecrets', /twice/],
      ['labels', { 'kaniko-build/run': 'x' }, 'labels.kaniko-build/run', /found again/],
      ['labels', { 'app.kubernetes.io/managed-by': 'me' }, 'labels.app.kubernetes.io/managed-by', /found/],
      ['annotations', { 'kaniko-build/destinations': 'x' }, 'annotations.kaniko-build/destinations', /found/],
      ['environment', { A: 5 }, 'environment.A', /a text or an object/],
      ['environment', { '1A': 'x' }, 'environment.1A', /1A/],
      ['environment', { A: { key: 'k' } }, 'environment.A', /either secret or configMap/],
      ['environment', { A: { secret: 's', configMap: 'c', key: 'k' } }, 'environment.A', /either/],
      ['environment', { A: { secret: 's' } }, 'environment.A', /lacks key/],
      ['environment', { https_proxy: 'http://me:secret@proxy' }, 'environment.https_proxy', /holds a login/],
      ['proxy', { https: 'http://me:secret@proxy:1' }, 'proxy.https', /holds a login/],
      ['proxy', { https: 'proxy:3128' }, 'proxy.https', /proxy:3128/],
      ['hostAliases', { here: ['x'] }, 'hostAliases.here', /here/],
      ['hostAliases', { '10.0.0.1': ['a_b'] }, 'hostAliases.10.0.0.1[0]', /a_b/],
      ['dnsPolicy', 'Never', 'dnsPolicy', /none of/],
      ['dnsPolicy', 'None', 'dnsPolicy', /nameservers/],
      ['volumes', [{ mountPath: '/a' }], 'volumes[0]', /either claim or emptyDir/],
      ['volumes', [{ claim: 'c' }], 'volumes[0]', /lacks mountPath/],
      ['volumes', [{ mountPath: 'a', claim: 'c' }], 'volumes[0].mountPath', /"a"/],
      ['gracePeriod', 0, 'gracePeriod', /not between 1/],
    ] as readonly (readonly [string, Json, string, RegExp])[]) {
      const found = podSettingsProblems({ [key]: value });
      assert.deepEqual(
        found.map((problem) => pathText(problem.path)),
        [path],
        JSON.stringify(value),
      );
      assert.match(found[0]?.reason ?? '', words);
      assert.ok(!(found[0]?.reason ?? '').includes('secret@'), 'a password is repeated');
    }
  });

  it('that are wrong end a plan with an error that names them as settings', () => {
    assert.throws(
      () => checkedPodSettings({ serviceAccount: 7, gracePeriod: 'x' }),
      (error) => {
        const failure = failureIn(error);
        assert.equal(failure?.code, 'settings-invalid');
        assert.match(failure.message, /pod\.serviceAccount is wrong: .*\n.*pod\.gracePeriod is wrong/);
        return true;
      },
    );
  });
});
