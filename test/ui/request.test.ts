import assert from 'node:assert/strict';
import { buildah } from '../../src/builders/buildah/buildah.ts';
import { kaniko } from '../../src/builders/kaniko/kaniko.ts';
import type { Answers } from '../../src/ui/answers.ts';
import { builderChoice, isComplete, toRequest } from '../../src/ui/request.ts';
import { readSettings } from '../../src/ui/settings.ts';
import { dockerfileAt } from './samples.ts';

const builders = [kaniko, buildah];

function settings(values: Readonly<Record<string, unknown>> = {}): ReturnType<typeof readSettings> {
  return readSettings((key) => values[key], '/work/space');
}

describe('request', () => {
  it('is made of answers and settings', () => {
    const answers: Answers = {
      context: 'api',
      destinations: ['r.example.com/api:1'],
      target: 'final',
      cluster: { kubeconfig: ['/k'], context: 'c' },
      namespace: 'n',
      credentials: { kind: 'typed', username: 'ada' },
    };
    assert.ok(isComplete(answers));
    assert.deepEqual(
      toRequest(
        dockerfileAt('api/Dockerfile'),
        answers,
        settings({
          'registries.insecure': ['r:5000'],
          'limits.build': 20,
          'kaniko.image': 'mirror/kaniko:1',
          'resources.limits': { memory: '8Gi' },
        }),
        builders,
      ),
      {
        dockerfile: '/work/space/api/Dockerfile',
        context: '/work/space/api',
        destinations: ['r.example.com/api:1'],
        target: 'final',
        buildArgs: {},
        builder: { id: 'kaniko', flavour: 'osscontainertools', image: 'mirror/kaniko:1' },
        cluster: { kubeconfig: ['/k'], context: 'c', namespace: 'n' },
        credentials: { kind: 'typed', username: 'ada' },
        registries: { insecure: ['r:5000'], certificates: {} },
        limits: { startSeconds: 300, buildSeconds: 1200 },
        resources: { requests: {}, limits: { memory: '8Gi' } },
      },
    );
  });

  it('is incomplete without any of the four answers', () => {
    const all: Answers = {
      context: '.',
      destinations: ['a'],
      cluster: { kubeconfig: [], context: 'c' },
      namespace: 'n',
      credentials: { kind: 'none' },
    };
    for (const key of Object.keys(all)) {
      assert.equal(
        isComplete(Object.fromEntries(Object.entries(all).filter(([name]) => name !== key))),
        false,
      );
    }
  });

  it('takes the builder of the answers, else of the settings, else the first; its flavour likewise', () => {
    assert.deepEqual(builderChoice({}, settings(), builders), { id: 'kaniko', flavour: 'osscontainertools' });
    assert.deepEqual(builderChoice({}, settings({ builder: 'gone' }), builders), {
      id: 'kaniko',
      flavour: 'osscontainertools',
    });
    assert.deepEqual(builderChoice({}, settings({ 'kaniko.flavour': 'google' }), builders), {
      id: 'kaniko',
      flavour: 'google',
    });
    assert.equal(builderChoice({}, settings({ builder: 'buildah' }), builders).id, 'buildah');
    const answered = { builder: { id: 'kaniko', flavour: 'google' } };
    assert.equal(builderChoice(answered, settings({ builder: 'buildah' }), builders).flavour, 'google');
    const unknown = { builder: { id: 'kaniko', flavour: 'gone' } };
    assert.equal(builderChoice(unknown, settings(), builders).flavour, 'osscontainertools');
  });
});
