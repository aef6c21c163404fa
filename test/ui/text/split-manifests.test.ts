import assert from 'node:assert/strict';
import { loadAll } from 'js-yaml';
import { manifestYaml } from '../../../src/build/manifest-yaml.ts';
import type { Pod, Secret } from '../../../src/kube/objects.ts';
import { splitManifests } from '../../../src/ui/text/split-manifests.ts';

const secret: Secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's', namespace: 'n' },
  type: 'Opaque',
  data: { 'ca-0.crt': 'LS0t' },
};
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', annotations: { odd: 'a\n---\nkind: Secret\n' } },
} as unknown as Pod;

describe('the manifests apart', () => {
  it('are the same objects, each under the comment of all', () => {
    const yaml = manifestYaml({ secret, pod }, { secrets: 'real', header: ['one', 'two'] });
    const parts = splitManifests(yaml);
    assert.deepEqual(
      parts.map(({ kind }) => kind),
      ['Secret', 'Pod'],
    );
    assert.deepEqual(
      parts.flatMap(({ text }) => loadAll(text)),
      [secret, pod],
    );
    for (const { text } of parts) assert.ok(text.startsWith('# one\n# two\napiVersion'));
  });

  it('are one where there is no Secret', () => {
    const parts = splitManifests(manifestYaml({ pod }, { secrets: 'real', header: [] }));
    assert.deepEqual(
      parts.map(({ kind }) => kind),
      ['Pod'],
    );
  });
});
