import assert from 'node:assert/strict';
import { registriesConf } from '../../../src/builders/buildah/registries-conf.ts';

describe('registries.conf', () => {
  it('asks mirrors in their order, then the registry itself', () => {
    const text = registriesConf(
      ['m:5000', 'plain:80'],
      [{ registry: 'docker.io', mirrors: ['m:5000/hub', 'n.example'], fallback: true }],
    );
    assert.equal(
      text
        .split('\n')
        .filter((line) => line !== '')
        .slice(2)
        .join('\n'),
      [
        '[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"',
        '[[registry.mirror]]\nlocation = "m:5000/hub"\ninsecure = true',
        '[[registry.mirror]]\nlocation = "n.example"',
        '[[registry]]\nlocation = "m:5000"\ninsecure = true',
        '[[registry]]\nlocation = "plain:80"\ninsecure = true',
      ].join('\n'),
    );
  });

  it('puts the last mirror in the place of a registry that is not to be asked', () => {
    const text = registriesConf([], [{ registry: 'q.io', mirrors: ['m:1/a', 'm:1/b'], fallback: false }]);
    assert.match(
      text,
      /prefix = "q\.io"\nlocation = "m:1\/b"\n\n\[\[registry\.mirror\]\]\nlocation = "m:1\/a"/,
    );
    assert.doesNotMatch(text, /location = "q\.io"/);
  });

  it('names a registry once that has mirrors and speaks plain HTTP', () => {
    const text = registriesConf(['q:1'], [{ registry: 'q:1', mirrors: ['m:1'], fallback: true }]);
    assert.equal(text.match(/\[\[registry\]\]/g)?.length, 1);
    assert.match(text, /location = "q:1"\ninsecure = true/);
  });
});
