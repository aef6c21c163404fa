import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { buildah } from '../../src/builders/buildah/buildah.ts';
import { kaniko } from '../../src/builders/kaniko/kaniko.ts';
import { DEFAULTS, readSettings } from '../../src/ui/settings.ts';

interface Property {
  readonly type: string;
  readonly default: unknown;
  readonly scope: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
}

const manifest = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
) as Manifest;
const { properties } = manifest.contributes.configuration;

function read(values: Readonly<Record<string, unknown>>): ReturnType<typeof readSettings> {
  return readSettings((key) => values[key], '/work/space');
}

describe('settings', () => {
  it('are the same in package.json and in the code, defaults included', () => {
    const builders = [kaniko, buildah];
    const perBuilder = builders.flatMap(({ id, flavours }) => [
      ...(flavours.length > 1 ? [`kanikoBuild.${id}.flavour`] : []),
      `kanikoBuild.${id}.image`,
      `kanikoBuild.${id}.arguments`,
    ]);
    const keys = [...Object.keys(DEFAULTS).map((key) => `kanikoBuild.${key}`), ...perBuilder];
    assert.deepEqual(Object.keys(properties).sort(), keys.sort());
    for (const [key, value] of Object.entries(DEFAULTS)) {
      assert.deepEqual(properties[`kanikoBuild.${key}`]?.default, value, key);
    }
    assert.deepEqual(
      properties['kanikoBuild.builder']?.enum,
      builders.map(({ id }) => id),
    );
    for (const { id, flavours } of builders.filter((builder) => builder.flavours.length > 1)) {
      const property = properties[`kanikoBuild.${id}.flavour`];
      assert.deepEqual(property?.enum, ['auto', ...flavours.map((flavour) => flavour.id)]);
      assert.equal(property.default, 'auto');
    }
  });

  it('take every limit that package.json allows', () => {
    for (const key of ['limits.start', 'limits.build', 'history.size', 'cache.ttl']) {
      const { minimum, maximum } = properties[`kanikoBuild.${key}`] ?? {};
      for (const value of [minimum, maximum]) {
        const settings = read({ [key]: value });
        const seen = {
          'limits.start': settings.limits.startSeconds / 60,
          'limits.build': settings.limits.buildSeconds / 60,
          'history.size': settings.historySize,
          'cache.ttl': (settings.cache.ttlSeconds ?? 0) / 3600,
        };
        assert.equal(seen[key as keyof typeof seen], value, key);
      }
    }
  });

  it('that name programs, images, registries or files are restricted until the workspace is trusted', () => {
    const harmless = [
      ...['limits.start', 'limits.build', 'history.size', 'cache.ttl', 'cache.copyLayers'],
      ...['lint.enabled', 'lint.severity', 'lint.trustedRegistries', 'lint.leaveOut'],
    ].map((key) => `kanikoBuild.${key}`);
    assert.deepEqual(
      [...manifest.capabilities.untrustedWorkspaces.restrictedConfigurations].sort(),
      Object.keys(properties)
        .filter((key) => !harmless.includes(key))
        .sort(),
    );
  });

  it('of the wrong type or out of range count as not set', () => {
    const settings = read({
      builder: 7,
      kubeconfig: 'no list',
      'registries.insecure': ['ok:5000', 3, ' '],
      'registries.certificates': { 'a:1': 'ca.pem', b: 5 },
      'limits.start': -1,
      'limits.build': '20m',
      'history.size': Number.NaN,
      'kaniko.image': '  ',
    });
    assert.equal(settings.builder, 'kaniko');
    assert.deepEqual(settings.kubeconfig, []);
    assert.deepEqual(settings.registries, {
      insecure: ['ok:5000'],
      certificates: { 'a:1': '/work/space/ca.pem' },
    });
    assert.deepEqual(settings.limits, { startSeconds: 300, buildSeconds: 3600 });
    assert.equal(settings.historySize, 100);
    assert.deepEqual(settings.executor('kaniko'), {});
  });

  it('name mirrors, maps and the cache', () => {
    const settings = read({
      'registries.mirrors': ['m.example/hub', 5],
      'registries.map': { 'quay.io': 'm.example/quay', 'ghcr.io': ['a:1', '', 'b:1'], 'x.io': [], 'y.io': 5 },
      'registries.mirrorsOnly': true,
      'cache.enabled': true,
      'cache.repository': ' h/cache ',
      'cache.ttl': 24,
      'cache.copyLayers': true,
    });
    assert.deepEqual(settings.registries, {
      insecure: [],
      certificates: {},
      mirrors: ['m.example/hub'],
      map: { 'quay.io': ['m.example/quay'], 'ghcr.io': ['a:1', 'b:1'] },
      mirrorsOnly: true,
    });
    assert.deepEqual(settings.cache, {
      enabled: true,
      repository: 'h/cache',
      ttlSeconds: 86_400,
      copyLayers: true,
    });
    assert.deepEqual(read({ 'cache.enabled': 'yes', 'cache.ttl': -1 }).cache, {
      enabled: false,
      ttlSeconds: 1_209_600,
      copyLayers: false,
    });
  });

  it('name the executor, and what the user once said of its image', () => {
    const values = { 'kaniko.flavour': 'auto', 'kaniko.image': 'm/k:1', 'kaniko.arguments': ['--force', 5] };
    const settings = readSettings(
      (key) => values[key as keyof typeof values],
      '/work/space',
      (image) => (image === 'm/k:1' ? 'google' : undefined),
    );
    assert.deepEqual(settings.executor('kaniko'), {
      image: 'm/k:1',
      knownFlavour: 'google',
      arguments: ['--force'],
    });
    assert.deepEqual(settings.executor('buildah'), {});
  });

  it('resolve paths against the home and the workspace folder', () => {
    const { kubeconfig } = read({ kubeconfig: ['~/.kube/other', 'conf/kube', '/abs'] });
    assert.deepEqual(kubeconfig, [join(homedir(), '.kube/other'), '/work/space/conf/kube', '/abs']);
  });
});
