import assert from 'node:assert/strict';
import { failureIn } from '../../src/build/errors.ts';
import { pullRoutes, registryMirrors } from '../../src/build/mirrors.ts';
import type { RegistrySettings } from '../../src/build/request.ts';
import { formatReference, parseReference } from '../../src/registry/reference.ts';

const mirrorsOf = (settings: Partial<RegistrySettings>): ReturnType<typeof registryMirrors> =>
  registryMirrors({ insecure: [], certificates: {}, ...settings });
const routesOf = (image: string, settings: Partial<RegistrySettings>): readonly string[] =>
  pullRoutes(parseReference(image), mirrorsOf(settings)).map(formatReference);

describe('registry mirrors', () => {
  it('stand in for Docker Hub under each of its names, before it', () => {
    const settings = { mirrors: ['m.example/hub/', 'n:5000'] };
    assert.deepEqual(routesOf('debian:12', settings), [
      'm.example/hub/library/debian:12',
      'n:5000/library/debian:12',
      'docker.io/library/debian:12',
    ]);
    assert.deepEqual(routesOf('index.docker.io/a/b', settings)[0], 'm.example/hub/a/b');
    assert.deepEqual(routesOf('quay.io/a/b', settings), ['quay.io/a/b']);
  });

  it('stand in for any registry, for good where that is asked for', () => {
    const map = { 'quay.io': ['m.example/quay'], 'index.docker.io': ['first:1'] };
    assert.deepEqual(routesOf('quay.io/a/b@sha256:' + '0'.repeat(64), { map, mirrorsOnly: true }), [
      `m.example/quay/a/b@sha256:${'0'.repeat(64)}`,
    ]);
    assert.deepEqual(mirrorsOf({ map, mirrors: ['second:1', 'first:1'] }), [
      { registry: 'quay.io', mirrors: ['m.example/quay'], fallback: true },
      { registry: 'docker.io', mirrors: ['first:1', 'second:1'], fallback: true },
    ]);
  });

  for (const bad of ['', 'https://m.example', 'mirror', 'm.example/UPPER', 'm.example;q=r', 'm example'])
    it(`refuses "${bad}"`, () => {
      for (const settings of [{ mirrors: [bad] }, { map: { 'quay.io': [bad] } }])
        assert.throws(
          () => mirrorsOf(settings),
          (error) =>
            failureIn(error)?.code === 'request-invalid' &&
            (failureIn(error)?.remedy ?? '').includes('kanikoBuild.registries'),
        );
    });

  it('refuses what cannot be mapped', () => {
    for (const host of ['', 'quay.io/team', 'quay', 'a=b.example'])
      assert.throws(() => mirrorsOf({ map: { [host]: ['m.example'] } }), /no registry/, host);
  });
});
