import assert from 'node:assert/strict';
import type { FailureCode } from '../../src/builders/builder.ts';
import type { BuildRequest } from '../../src/build/request.ts';
import { readImage } from '../beds/registry.ts';
import {
  assertNothingLeft,
  build,
  kubectl,
  project,
  requestFor,
  sandbox,
  skipUnlessAvailable,
  variants,
  type Outcome,
  type Project,
} from './support.ts';

describe('a build that fails', () => {
  const { images, registries, namespaces, contexts, kubeconfig } = sandbox();
  const projects: Project[] = [];
  const fails = async (
    dockerfile: string,
    code: FailureCode,
    changes: Partial<BuildRequest> = {},
    options: { readonly password?: string; readonly insist?: boolean } = {},
  ): Promise<Outcome> => {
    const made = await project({ Dockerfile: dockerfile });
    projects.push(made);
    const outcome = await build(requestFor(made, 'test/failure', changes), options);
    assert.equal(outcome.result.outcome, 'failed', outcome.log);
    assert.equal(
      outcome.result.failure?.code,
      code,
      `${outcome.result.failure?.message ?? ''}\n${outcome.log}`,
    );
    assert.equal(outcome.result.digest, undefined);
    return outcome;
  };
  after(() => Promise.all(projects.map((one) => one.remove())));
  afterEach(assertNothingLeft);

  for (const variant of variants()) {
    const builder = variant.choice;

    it(`names the RUN that failed and its exit code (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const dockerfile = `FROM ${images.busybox}\nRUN echo fine\nRUN echo about to break && exit 7\nRUN echo never\n`;
      const { result, steps, log } = await fails(dockerfile, 'run-failed', { builder });
      assert.match(result.failure?.message ?? '', /7/);
      assert.match(log, /about to break/);
      assert.doesNotMatch(log, /^never/m);
      const last = steps.at(-1);
      assert.match(last?.instruction ?? '', /about to break/);
      assert.equal(last?.state, 'failed');
    });

    it(`says that a base image is missing (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const missing = `${registries.open.host}/library/no-such-image:1`;
      const { result } = await fails(
        `FROM ${missing}\nRUN true\n`,
        'base-image',
        { builder },
        { insist: true },
      );
      assert.match(result.failure?.message ?? '', /no-such-image/);
    });

    it(`says that the registry refuses a wrong password, and tells nobody which (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const password = 'wrong-S3cret-password';
      const outcome = await fails(
        `FROM ${images.busybox}\nRUN true\n`,
        'push-refused',
        {
          builder,
          destinations: [`${registries.auth.host}/test/refused:1`],
          credentials: { kind: 'typed', username: registries.auth.username ?? '' },
        },
        { password, insist: true },
      );
      const told = JSON.stringify(outcome.events);
      assert.ok(!told.includes(password));
      assert.ok(!told.includes(Buffer.from(password).toString('base64').slice(0, 20)));
      await assert.rejects(readImage(registries.auth, 'test/refused', '1'), /404/);
    });

    it(`says which file COPY did not find (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const { result } = await fails(`FROM ${images.busybox}\nCOPY nothere.txt /\n`, 'source-missing', {
        builder,
      });
      assert.match(result.failure?.message ?? '', /nothere\.txt/);
    });

    it(`says at once that the builder image cannot be pulled (${variant.title})`, async () => {
      const image = `${registries.open.host}/no/such-builder:1`;
      const { result } = await fails(`FROM ${images.busybox}\n`, 'image-pull', {
        builder: { ...builder, image },
      });
      assert.match(result.failure?.message ?? '', /no\/such-builder/);
      assert.match(result.failure?.evidence ?? '', /ErrImagePull|ImagePullBackOff/);
    });
  }

  it('repeats the words of a namespace that does not admit the Pod, before anything is uploaded', async () => {
    const { result, states, events } = await fails(`FROM ${images.busybox}\n`, 'admission-refused', {
      cluster: { kubeconfig: [kubeconfig], context: contexts.admin, namespace: namespaces.restricted },
    });
    assert.match(result.failure?.evidence ?? '', /violates PodSecurity "restricted/);
    assert.deepEqual(states, ['preparing', 'failed']);
    assert.ok(!events.some(({ type }) => type === 'upload'));
  });

  it('repeats the words of a quota that is used up', async () => {
    const { result } = await fails(`FROM ${images.busybox}\n`, 'admission-refused', {
      cluster: { kubeconfig: [kubeconfig], context: contexts.admin, namespace: namespaces.quota },
      resources: { limits: { memory: '64Gi' } },
    });
    assert.match(result.failure?.evidence ?? '', /exceeded quota/);
  });

  it('repeats the words of RBAC where the user may not create Pods', async () => {
    const { result } = await fails(`FROM ${images.busybox}\n`, 'cluster-forbidden', {
      cluster: { kubeconfig: [kubeconfig], context: contexts.viewer, namespace: namespaces.builds },
    });
    assert.match(result.failure?.evidence ?? '', /cannot create resource "pods"/);
  });

  it('says that an existing Secret is missing before a Pod is made', async () => {
    const { result, states } = await fails(`FROM ${images.busybox}\n`, 'secret-missing', {
      credentials: { kind: 'secret', name: 'no-such-secret' },
    });
    assert.match(result.failure?.message ?? '', /no-such-secret/);
    assert.deepEqual(states, ['preparing', 'failed']);
  });

  it('names a kube context that does not exist', async () => {
    await fails(`FROM ${images.busybox}\n`, 'kubeconfig', {
      cluster: { kubeconfig: [kubeconfig], context: 'no-such-context', namespace: 'builds' },
    });
  });

  it('says at once that no node has room, and gives up at the start limit', async () => {
    const node = (await kubectl('get', 'nodes', '-o', 'jsonpath={.items[0].metadata.name}')).trim();
    await kubectl('cordon', node);
    try {
      const began = Date.now();
      const { events, result } = await fails(`FROM ${images.busybox}\n`, 'start-timeout', {
        limits: { startSeconds: 4, buildSeconds: 600 },
      });
      const detail = events.find((event) => event.type === 'state' && event.detail !== undefined);
      assert.ok(detail?.type === 'state');
      assert.match(detail.detail ?? '', /0\/1 nodes are available/);
      assert.ok(Date.parse(detail.at) - began < 3000, 'told late');
      assert.match(result.failure?.message ?? '', /0\/1 nodes are available/);
    } finally {
      await kubectl('uncordon', node);
    }
  });

  it('ends a build that exceeds its time', async () => {
    await fails(`FROM ${images.busybox}\nRUN sleep 60\n`, 'deadline', {
      limits: { startSeconds: 30, buildSeconds: 6 },
    });
  });
});
