import assert from 'node:assert/strict';
import { buildah } from '../../src/builders/buildah/buildah.ts';
import { kaniko } from '../../src/builders/kaniko/kaniko.ts';
import type { Answers } from '../../src/ui/answers.ts';
import { KnownFlavours } from '../../src/ui/known-flavours.ts';
import {
  builderChoice,
  isComplete,
  toRequest,
  unknownImage,
  type CompleteAnswers,
} from '../../src/ui/request.ts';
import { readSettings } from '../../src/ui/settings.ts';
import { MemoryState } from './memory-state.ts';
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

  it('takes the flavour from the image where neither answer nor setting says it', () => {
    const choice = (values: Readonly<Record<string, unknown>>, answers: Answers = {}, told?: string) =>
      builderChoice(
        answers,
        readSettings(
          (key) => values[key],
          '/work/space',
          () => told,
        ),
        builders,
      ).flavour;
    const image = { 'kaniko.image': 'mirror.example/kaniko-project/executor:v1.24.0' };
    assert.equal(choice({ ...image, 'kaniko.flavour': 'auto' }), 'google');
    assert.equal(choice({ ...image, 'kaniko.flavour': 'osscontainertools' }), 'osscontainertools');
    assert.equal(choice(image, { builder: { id: 'kaniko', flavour: 'chainguard' } }), 'chainguard');
    const unknown = { 'kaniko.image': 'mirror.example/k:1' };
    assert.equal(choice(unknown, {}, 'google'), 'google');
    assert.equal(choice(unknown), 'osscontainertools');
  });

  it('has the flavour asked for once for an image that does not tell it', async () => {
    const known = new KnownFlavours(new MemoryState());
    const of = (values: Readonly<Record<string, unknown>>) =>
      unknownImage(
        {},
        readSettings(
          (key) => values[key],
          '/work/space',
          (image) => known.of(image),
        ),
        builders,
      )?.image;
    assert.equal(of({}), undefined);
    assert.equal(of({ 'kaniko.image': 'm.example/osscontainertools/kaniko:v1' }), undefined);
    assert.equal(of({ builder: 'buildah', 'buildah.image': 'm.example/b:1' }), undefined);
    assert.equal(of({ 'kaniko.image': 'm.example/k:1' }), 'm.example/k:1');
    await known.add('m.example/k:1', 'google');
    assert.equal(of({ 'kaniko.image': `m.example/k@sha256:${'0'.repeat(64)}` }), undefined);
    assert.equal(of({ 'kaniko.image': 'm.example/other:1' }), 'm.example/other:1');
  });

  it('has a cache where the settings or the Dockerfile’s own answer say so', () => {
    const complete: CompleteAnswers = {
      context: '.',
      destinations: ['r.example.com/api:1'],
      cluster: { kubeconfig: [], context: 'c' },
      namespace: 'n',
      credentials: { kind: 'none' },
    };
    const cacheOf = (values: Readonly<Record<string, unknown>>, cache?: Answers['cache']) =>
      toRequest(
        dockerfileAt('Dockerfile'),
        { ...complete, ...(cache === undefined ? {} : { cache }) },
        settings(values),
        builders,
      ).cache;
    assert.equal(cacheOf({}), undefined);
    const on = { 'cache.enabled': true, 'cache.ttl': 1 };
    assert.deepEqual(cacheOf(on), { ttlSeconds: 3600, copyLayers: false });
    assert.equal(cacheOf(on, { enabled: false }), undefined);
    assert.deepEqual(cacheOf({}, { enabled: true, repository: 'h/c' }), { repository: 'h/c' });
  });

  it('carries the executor’s arguments', () => {
    const { arguments: extra } = builderChoice({}, settings({ 'kaniko.arguments': ['--force'] }), builders);
    assert.deepEqual(extra, ['--force']);
  });
});
