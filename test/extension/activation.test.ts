import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { requiredVariable } from './environment.ts';
import { extensionUnderTest, manifest } from './extension-under-test.ts';

const limit = 15;

describe('activation', () => {
  before(async () => {
    await extensionUnderTest().activate();
  });

  it(`takes less than ${limit} ms (median of fresh hosts)`, () => {
    const lines = readFileSync(requiredVariable('KANIKO_BUILD_TEST_ACTIVATIONS'), 'utf8').trim().split('\n');
    const times = lines.map(Number).sort((one, other) => one - other);
    const median = times[Math.floor(times.length / 2)];
    assert.ok(median !== undefined && median < limit, `took ${times.join(', ')} ms`);
  });

  it('loads its own small bundle and not the engine', () => {
    const { cache } = createRequire(__filename);
    const bundle = join(extensionUnderTest().extensionPath, manifest().main);
    const loaded = cache[bundle];
    assert.ok(loaded, Object.keys(cache).join('\n'));
    assert.deepEqual(
      loaded.children.map(({ filename }) => filename),
      [],
    );
    assert.equal(cache[join(dirname(bundle), 'engine.js')], undefined);
  });

  it('has neither a cluster client nor a YAML library in that bundle', () => {
    const bundle = join(extensionUnderTest().extensionPath, manifest().main);
    const light = readFileSync(bundle, 'utf8');
    const heavy = readFileSync(join(dirname(bundle), 'engine.js'), 'utf8');
    // Names that minifying keeps: properties of client-node's KubeConfig and of js-yaml's exceptions.
    for (const name of ['loadFromClusterAndUser', 'YAMLException', 'createDeflateRaw']) {
      assert.ok(heavy.includes(name), `${name} is in the engine`);
      assert.ok(!light.includes(name), `${name} is in what activation loads`);
    }
  });
});
