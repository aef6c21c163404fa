import assert from 'node:assert/strict';
import { AnswerStore } from '../../src/ui/answer-store.ts';
import { MemoryState } from './memory-state.ts';
import { dockerfileAt } from './samples.ts';

describe('AnswerStore', () => {
  const api = dockerfileAt('api/Dockerfile');
  const web = dockerfileAt('web/Dockerfile');

  it('remembers the answers of each Dockerfile, tells of changes, and forgets', async () => {
    const store = new AnswerStore(new MemoryState());
    let changes = 0;
    store.onDidChange(() => (changes += 1));
    const answers = {
      context: 'https://h/a.git',
      remote: { dockerfile: 'x/Dockerfile', secret: { secretName: 's', key: 'k' } },
      destinations: ['r.example.com/a:1'],
      target: 'final',
      buildArgs: { A: '' },
      builder: { id: 'buildah' },
      cluster: { kubeconfig: ['/k'], context: 'c' },
      namespace: 'n',
      credentials: { kind: 'secret', name: 's' },
      cache: { enabled: true, repository: 'h/c', ttlSeconds: 60, copyLayers: true },
    } as const;
    await store.set(api, answers);
    await store.set(web, { namespace: 'other' });
    assert.deepEqual(store.get(api), answers);
    assert.deepEqual(store.get(web), { namespace: 'other' });
    await store.forget(api);
    assert.deepEqual(store.get(api), {});
    assert.deepEqual(store.get(web), { namespace: 'other' });
    assert.equal(changes, 3);
  });

  it('leaves out what it cannot use', async () => {
    const state = new MemoryState();
    await state.update('answers', {
      'api/Dockerfile': {
        context: 5,
        cache: { enabled: 'yes' },
        remote: { secret: 'x' },
        destinations: [],
        cluster: { context: 'c' },
        namespace: '',
        credentials: { kind: 'typed' },
        builder: { flavour: 'x' },
        buildArgs: { A: 1 },
        target: 'kept',
      },
      'web/Dockerfile': 'nonsense',
    });
    const store = new AnswerStore(state);
    assert.deepEqual(store.get(api), { target: 'kept' });
    assert.deepEqual(store.get(web), {});
    await state.update('answers', ['not', 'an', 'object']);
    assert.deepEqual(store.get(api), {});
  });
});
