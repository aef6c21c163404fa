import { strict as assert } from 'node:assert';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { connect } from '../../src/kube/client.ts';
import { kubeErrorOf } from './bed.ts';

const CONFIG = `
clusters:
- { name: good, cluster: { server: 'https://user:s3cret@k8s.example/prefix/' } }
- { name: bare, cluster: { server: 'k8s.example:6443' } }
- { name: empty, cluster: {} }
users:
- { name: me, user: { token: s3cret } }
contexts:
- { name: good, context: { cluster: good, user: me } }
- { name: bare, context: { cluster: bare, user: me } }
- { name: empty, context: { cluster: empty, user: me } }
- { name: stranger, context: { cluster: good, user: nobody } }
`;

describe('connect', () => {
  let file = '';
  before(async () => {
    file = path.join(await mkdtemp(path.join(tmpdir(), 'access-')), 'config');
    await writeFile(file, CONFIG);
  });
  after(() => rm(path.dirname(file), { recursive: true }));

  it('names the target without what the address may carry', async () => {
    const { target } = await connect({ kubeconfig: [file], context: 'good', namespace: 'n' });
    assert.deepEqual(target, {
      context: 'good',
      cluster: 'good',
      server: 'https://k8s.example/prefix',
      namespace: 'n',
    });
  });

  const failures = [
    ['none', /^The kubeconfig has no context none\. Files read: .*config\.$/],
    ['bare', /^The server of cluster bare is not an address/],
    ['empty', /^Context empty names the cluster empty, which the kubeconfig does not define/],
    ['stranger', /^Context stranger names the user nobody, which the kubeconfig does not define\.$/],
  ] as const;
  for (const [context, message] of failures) {
    it(`says what is wrong with context ${context}`, async () => {
      const error = await kubeErrorOf(connect({ kubeconfig: [file], context, namespace: 'n' }));
      assert.equal(error.code, 'kubeconfig');
      assert.match(error.message, message);
    });
  }

  it('names the files that could not be used', async () => {
    const error = await kubeErrorOf(connect({ kubeconfig: [`${file}-gone`], context: 'x', namespace: 'n' }));
    assert.match(error.message, /config-gone: There is no such file\.$/);
  });
});
