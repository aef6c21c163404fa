import assert from 'node:assert/strict';
import { readFiles, readImage } from '../beds/registry.ts';
import {
  assertNothingLeft,
  build,
  project,
  requestFor,
  sandbox,
  skipUnlessAvailable,
  variants,
} from './support.ts';
import type { Project } from './support.ts';

const ORDER = ['preparing', 'waiting', 'uploading', 'building', 'pushing', 'succeeded'];

describe('a build that succeeds', () => {
  const { images, registries, contexts, namespaces, kubeconfig } = sandbox();
  const projects: Project[] = [];
  const make = async (files: Readonly<Record<string, string>>): Promise<Project> => {
    const made = await project(files);
    projects.push(made);
    return made;
  };
  after(() => Promise.all(projects.map((one) => one.remove())));
  afterEach(assertNothingLeft);

  for (const variant of variants()) {
    it(`builds FROM busybox with COPY and RUN (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const hello = await make({
        Dockerfile: `FROM ${images.busybox}\nARG WHO=nobody\nCOPY hello.txt /hello.txt\nRUN echo "for $WHO" >> /hello.txt && echo told\nCMD ["cat", "/hello.txt"]\n`,
        'hello.txt': 'hello\n',
        'ignored.txt': 'not to be sent\n',
        '.dockerignore': 'ignored.txt\n',
      });
      const request = requestFor(hello, 'test/busybox', {
        builder: variant.choice,
        buildArgs: { WHO: 'you "two"' },
      });
      const { result, states, steps, log } = await build(request);
      assert.equal(result.outcome, 'succeeded', `${result.failure?.message ?? ''}\n${log}`);
      assert.deepEqual(states, ORDER);
      const image = await readImage(registries.open, 'test/busybox', '1');
      assert.equal(result.digest, image.digest);
      assert.deepEqual(result.images, [`${registries.open.host}/test/busybox:1@${image.digest}`]);
      const files = await readFiles(registries.open, 'test/busybox', image);
      assert.equal(files.get('hello.txt')?.toString(), 'hello\nfor you "two"\n');
      assert.deepEqual(image.config.config?.Cmd, ['cat', '/hello.txt']);
      const instructions = steps.map(({ instruction }) => instruction);
      assert.ok(
        instructions.some((one) => one.startsWith('COPY hello.txt')),
        instructions.join('\n'),
      );
      assert.ok(
        instructions.some((one) => one.startsWith('RUN echo')),
        instructions.join('\n'),
      );
      assert.ok(steps.every(({ state, endedAt }) => state === 'succeeded' && endedAt !== undefined));
      assert.match(log, /told/);
    });

    it(`builds two stages on Debian (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const stages = await make({
        Dockerfile: [
          `FROM ${images.debian} AS make`,
          'WORKDIR /src',
          'COPY words .',
          'RUN sort words > sorted && wc -l < sorted',
          `FROM ${images.debian}`,
          'COPY --from=make /src/sorted /sorted',
          'RUN test "$(head -n 1 /sorted)" = apple',
          '',
        ].join('\n'),
        words: 'pear\napple\nfig\n',
      });
      const { result, log } = await build(requestFor(stages, 'test/debian', { builder: variant.choice }));
      assert.equal(result.outcome, 'succeeded', `${result.failure?.message ?? ''}\n${log}`);
      const image = await readImage(registries.open, 'test/debian', '1');
      assert.equal(result.digest, image.digest);
      const files = await readFiles(registries.open, 'test/debian', image);
      assert.equal(files.get('sorted')?.toString(), 'apple\nfig\npear\n');
    });

    it(`logs in, trusts a private CA and pushes to every registry at once (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const everywhere = await make({
        Dockerfile: `FROM ${registries.auth.host}/library/busybox:latest\nRUN echo everywhere > /where\n`,
      });
      const all = [registries.auth, registries.open, registries.tls];
      const request = requestFor(everywhere, 'test/all', {
        builder: variant.choice,
        destinations: all.map(({ host }) => `${host}/test/all:1`),
        credentials: { kind: 'typed', username: registries.auth.username ?? '' },
      });
      const { result, log } = await build(request, { password: registries.auth.password ?? '' });
      assert.equal(result.outcome, 'succeeded', `${result.failure?.message ?? ''}\n${log}`);
      assert.equal(result.images.length, 3);
      const stored = await Promise.all(all.map((registry) => readImage(registry, 'test/all', '1')));
      assert.deepEqual(
        result.images,
        all.map(({ host }, index) => `${host}/test/all:1@${stored[index]?.digest ?? ''}`),
      );
    });

    it(`is admitted where a quota demands limits (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const small = await make({ Dockerfile: `FROM ${images.busybox}\nRUN true\n` });
      const cluster = { kubeconfig: [kubeconfig], context: contexts.admin, namespace: namespaces.quota };
      const { result, log } = await build(
        requestFor(small, 'test/quota', { builder: variant.choice, cluster }),
      );
      assert.equal(result.outcome, 'succeeded', `${result.failure?.message ?? ''}\n${log}`);
    });

    it(`needs no more rights than sandbox-limited has (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const small = await make({ Dockerfile: `FROM ${images.busybox}\nRUN true\n` });
      const request = requestFor(small, 'test/limited', {
        builder: variant.choice,
        cluster: { kubeconfig: [kubeconfig], context: contexts.limited, namespace: namespaces.limited },
        destinations: [`${registries.tls.host}/test/limited:1`],
        credentials: { kind: 'typed', username: registries.tls.username ?? '' },
      });
      const { result, log } = await build(request, { password: registries.tls.password ?? '' });
      assert.equal(result.outcome, 'succeeded', `${result.failure?.message ?? ''}\n${log}`);
      assert.equal(result.digest, (await readImage(registries.tls, 'test/limited', '1')).digest);
    });
  }
});
