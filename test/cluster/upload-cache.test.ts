import assert from 'node:assert/strict';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildRequest } from '../../src/build/request.ts';
import { kaniko } from '../../src/builders/kaniko/kaniko.ts';
import { connect } from '../../src/kube/client.ts';
import type { Pod } from '../../src/kube/objects.ts';
import { archiveOf, podOf, runPod } from './by-hand.ts';
import { assertNothingLeft, project, requestFor, sandbox, skipUnlessAvailable, variants } from './support.ts';

interface CachedBuild {
  readonly archive: Buffer;
  /** The cache results of the log, by instruction. */
  readonly results: Readonly<Record<string, 'hit' | 'miss'>>;
  readonly log: string;
}

describe('the cache of a builder', () => {
  const { images, registries } = sandbox();

  afterEach(assertNothingLeft);

  /** Builds with a cache in the registry, which no request can ask for yet. */
  const build = async (request: BuildRequest, cache: string): Promise<CachedBuild> => {
    const pod = await podOf(request);
    const archive = await archiveOf(request);
    const { exitCode, log } = await runPod(await connect(request.cluster), withCache(pod, cache), archive);
    assert.equal(exitCode, 0, log.join('\n'));
    const reader = kaniko.logReader({ destinations: request.destinations });
    const results: Record<string, 'hit' | 'miss'> = {};
    let step = '';
    for (const meaning of log.flatMap((line) => reader.read(line).meanings)) {
      if (meaning.kind === 'step') step = meaning.instruction;
      if (meaning.kind === 'cache') results[meaning.instruction ?? step] = meaning.result;
    }
    return { archive, results, log: log.join('\n') };
  };

  const withCache = (pod: Pod, cache: string): Pod => ({
    ...pod,
    spec: {
      ...pod.spec,
      containers: pod.spec.containers.map((container) => ({
        ...container,
        args: [
          ...(container.args ?? []),
          '--cache=true',
          `--cache-repo=${cache}`,
          '--cache-copy-layers=true',
        ],
      })),
    },
  });

  for (const variant of variants().filter(({ choice }) => choice.id === 'kaniko')) {
    it(`is hit by the same files with other times, and by no others (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const made = await project({
        Dockerfile: `FROM ${images.busybox}\nCOPY src /src\nRUN cat /src/one /src/two > /all\n`,
        'src/one': 'one\n',
        'src/two': 'two\n',
        'src/deep/file': 'deep\n',
        'unread/file': 'nothing reads this\n',
      });
      const repository = `test/cache-${variant.choice.flavour}-${process.pid}`;
      const cache = `${registries.open.host}/${repository}/layers`;
      const request = requestFor(made, repository, { builder: variant.choice });
      try {
        const first = await build(request, cache);
        assert.ok(!Object.values(first.results).includes('hit'), first.log);

        for (const name of ['src', 'src/deep', 'src/one', 'src/deep/file', 'Dockerfile']) {
          await utimes(join(made.folder, name), new Date(), new Date(2020, 1, 1));
        }
        await mkdir(join(made.folder, 'unread/more'));
        const second = await build(request, cache);
        assert.ok(second.archive.equals(first.archive), 'the archives differ');
        assert.deepEqual(
          second.results,
          { 'COPY src /src': 'hit', 'RUN cat /src/one /src/two > /all': 'hit' },
          second.log,
        );

        await writeFile(join(made.folder, 'src/one'), 'another\n');
        const third = await build(request, cache);
        assert.ok(!Object.values(third.results).includes('hit'), third.log);
      } finally {
        await made.remove();
      }
    });
  }
});
