import assert from 'node:assert/strict';
import type { Step } from '../../src/build/events.ts';
import type { BuildRequest } from '../../src/build/request.ts';
import { readFiles, readImage } from '../beds/registry.ts';
import {
  assertNothingLeft,
  build,
  engine,
  project,
  requestFor,
  sandbox,
  skipUnlessAvailable,
  variants,
  type Outcome,
  type Project,
} from './support.ts';

describe('the layer cache', () => {
  const { images, registries } = sandbox();
  let made: Project;
  /** What no build before has cached. */
  const unique = Date.now().toString(36);
  before(async () => {
    made = await project({
      Dockerfile: `FROM ${images.busybox}\nCOPY hello.txt /hello.txt\nRUN echo ${unique} > /made && cat /proc/uptime > /when\nCMD ["true"]\n`,
      'hello.txt': 'hello\n',
    });
  });
  after(() => made.remove());
  afterEach(assertNothingLeft);

  const succeeded = async (request: BuildRequest): Promise<Outcome> => {
    const outcome = await build(request);
    assert.equal(
      outcome.result.outcome,
      'succeeded',
      `${outcome.result.failure?.message ?? ''}\n${outcome.log}`,
    );
    return outcome;
  };
  const resultOf = (steps: readonly Step[], keyword: string): Step['cache'] =>
    steps.find(({ instruction }) => instruction.startsWith(keyword))?.cache;
  const when = async (repository: string): Promise<string | undefined> => {
    const image = await readImage(registries.open, repository, '1');
    return (await readFiles(registries.open, repository, image)).get('when')?.toString();
  };

  for (const variant of variants()) {
    const id = variant.choice.flavour;
    it(`makes the second of two like builds take its layers from the first (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const repository = `test/cached-${id}-${unique}`;
      const request = requestFor(made, repository, {
        builder: variant.choice,
        cache: { ttlSeconds: 3600, copyLayers: true },
      });
      const first = await succeeded(request);
      assert.notEqual(resultOf(first.steps, 'RUN'), 'hit', first.log);
      if (variant.choice.id === 'kaniko') assert.equal(resultOf(first.steps, 'RUN'), 'miss');
      const before = await when(repository);
      const second = await succeeded(request);
      assert.equal(resultOf(second.steps, 'RUN'), 'hit', second.log);
      assert.equal(resultOf(second.steps, 'COPY'), 'hit', second.log);
      assert.equal(await when(repository), before, 'RUN ran again');
      // Layers of a second ago are of no use after a second.
      const third = await succeeded({ ...request, cache: { ttlSeconds: 1, copyLayers: true } });
      assert.notEqual(resultOf(third.steps, 'RUN'), 'hit', third.log);
    });

    it(`is told of at the end where it may not be written (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const denied = `${registries.auth.host}/test/cache-${unique}`;
      const request = requestFor(made, `test/uncached-${id}`, {
        builder: variant.choice,
        cache: { repository: denied },
      });
      const report = await engine.preflight(request, {});
      const item = report.items.find((one) => one.id === `cache:${denied}`);
      assert.match(item?.remedy ?? '', /kanikoBuild\.cache\.repository/);
      if (variant.choice.id === 'kaniko') {
        assert.equal(item?.status, 'unknown');
        assert.match(item.meaning ?? '', /builds without it/);
        const { result } = await succeeded(request);
        assert.match(
          result.warnings.join('\n'),
          /not kept for the next build in .*401 Unauthorized.*kanikoBuild\.cache\.repository/s,
        );
        return;
      }
      assert.equal(item?.status, 'no');
      const stopped = await build(request);
      assert.deepEqual([stopped.result.outcome, stopped.result.stoppedByCheck], ['failed', true]);
      const { result, log } = await build(request, { insist: true });
      assert.equal(result.failure?.code, 'push-refused', log);
      assert.match(result.failure.message, /cannot be kept in \S+\/test\/cache-\w+: authentication required/);
    });
  }

  it('in a registry with a private CA and a login gets both', async function () {
    const [variant] = variants();
    assert.ok(variant);
    skipUnlessAvailable(this, variant);
    const { username = '', password = '' } = registries.tls;
    const request = requestFor(made, `test/app-${unique}`, {
      destinations: [`${registries.tls.host}/test/app-${unique}:1`],
      cache: { repository: `${registries.tls.host}/test/layers` },
      credentials: { kind: 'typed', username },
    });
    const { result, log } = await build(request, { password });
    assert.equal(result.outcome, 'succeeded', log);
    assert.doesNotMatch(result.warnings.join('\n'), /not kept/);
  });
});
