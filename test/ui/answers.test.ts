import assert from 'node:assert/strict';
import { contextPath, rememberedContext, withCluster } from '../../src/ui/answers.ts';
import { dockerfileAt } from './samples.ts';

describe('answers', () => {
  it('keep a context inside the workspace folder relative, and one outside absolute', () => {
    const dockerfile = dockerfileAt('api/Dockerfile');
    for (const [folder, remembered] of [
      ['/work/space', '.'],
      ['/work/space/api/src', 'api/src'],
      ['/work/space..odd', '/work/space..odd'],
      ['/work', '/work'],
      ['/elsewhere', '/elsewhere'],
    ] as const) {
      assert.equal(rememberedContext(folder, dockerfile), remembered);
      assert.equal(contextPath(remembered, dockerfile), folder);
    }
  });

  it('drop the namespace with the cluster that it belongs to', () => {
    const answers = { cluster: { kubeconfig: [], context: 'a' }, namespace: 'n' };
    assert.deepEqual(withCluster(answers, { kubeconfig: ['/k'], context: 'a' }), {
      cluster: { kubeconfig: ['/k'], context: 'a' },
      namespace: 'n',
    });
    assert.deepEqual(withCluster(answers, { kubeconfig: [], context: 'b' }), {
      cluster: { kubeconfig: [], context: 'b' },
    });
  });
});
