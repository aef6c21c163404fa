import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dockerfileSettingsProblems, settingsOfDockerfile } from '../../src/ui/dockerfile-settings.ts';
import { readSettings } from '../../src/ui/settings.ts';

const values: Readonly<Record<string, unknown>> = {
  'kaniko.image': 'for/all:1',
  'pod.serviceAccount': '',
  'resources.limits': { memory: '1Gi' },
  'limits.build': 60,
  kubeconfig: ['/k'],
  dockerfiles: {
    'services/api/Dockerfile': { 'pod.serviceAccount': 'builder', 'kaniko.image': 'own/image:1' },
    'services/*/Dockerfile': { 'pod.serviceAccount': 'service', 'limits.build': 5 },
    '**/Dockerfile': { 'resources.limits': {}, 'limits.build': 7, 'pod.tolerations': [{ key: 'a' }] },
    'other/**': { kubeconfig: ['/elsewhere'], 'lint.enabled': false },
  },
};
const get = (key: string): unknown => values[key];
const settings = (path: string): ReturnType<typeof readSettings> =>
  readSettings(settingsOfDockerfile(get, path), '/w');

describe('settings of one Dockerfile', () => {
  it('hold over those for all, the very path over patterns, and later patterns over earlier', () => {
    const api = settings('services/api/Dockerfile');
    assert.equal(api.pod['serviceAccount'], 'builder');
    assert.equal(api.executor('kaniko').image, 'own/image:1');
    assert.equal(api.limits.buildSeconds, 420);
    assert.deepEqual(api.resources.limits, {});
    const web = settings('services/web/Dockerfile');
    assert.equal(web.pod['serviceAccount'], 'service');
    assert.equal(web.executor('kaniko').image, 'for/all:1');
    const top = settings('Dockerfile');
    assert.deepEqual(top.pod, { tolerations: [{ key: 'a' }] });
    assert.deepEqual(settings('deep/er/Containerfile').resources.limits, { memory: '1Gi' });
  });

  it('are none of a window', () => {
    assert.deepEqual(settings('other/a/Dockerfile').kubeconfig, ['/k']);
    const [kubeconfig, lint] = dockerfileSettingsProblems(get).filter((one) => one.includes('one for all'));
    assert.match(kubeconfig ?? '', /other\/\*\*.*kubeconfig/);
    assert.match(lint ?? '', /lint\.enabled/);
  });

  it('that do not exist or have no shape are told', () => {
    const told = (dockerfiles: unknown): readonly string[] =>
      dockerfileSettingsProblems((key) => (key === 'dockerfiles' ? dockerfiles : values[key]));
    assert.deepEqual(told({ a: { 'kaniko.image': 'x' } }), []);
    assert.match(told({ a: { 'pod.servicAccount': 'x' } })[0] ?? '', /pod\.servicAccount.*no such setting/);
    assert.match(told({ a: 'x' })[0] ?? '', /must be an object/);
    assert.deepEqual(told(undefined), []);
    assert.doesNotThrow(() =>
      readSettings(
        settingsOfDockerfile(() => 'garbage', 'a'),
        '/w',
      ),
    );
  });

  it('can be completed: package.json knows each setting that a Dockerfile can have', () => {
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      contributes: {
        configuration: { properties: Readonly<Record<string, { additionalProperties?: unknown }>> };
      };
    };
    const { properties } = manifest.contributes.configuration;
    const entry = properties['kanikoBuild.dockerfiles']?.additionalProperties as {
      readonly properties: Readonly<Record<string, { readonly $ref: string }>>;
      readonly additionalProperties: boolean;
    };
    assert.equal(entry.additionalProperties, false);
    const all = Object.keys(properties).map((key) => key.replace('kanikoBuild.', ''));
    const own = all.filter(
      (key) => !/^(?:dockerfiles|kubeconfig|protectedContexts|history\..*|lint\..*)$/.test(key),
    );
    assert.deepEqual(Object.keys(entry.properties).sort(), own.sort());
    for (const [key, { $ref }] of Object.entries(entry.properties)) {
      assert.equal($ref, `vscode://schemas/settings/default#/properties/kanikoBuild.${key}`);
    }
  });
});
