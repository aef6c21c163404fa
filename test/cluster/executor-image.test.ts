import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BuilderChoice } from '../../src/build/request.ts';
import { readImage } from '../beds/registry.ts';
import { paths } from '../sandbox/paths.ts';
import {
  assertNothingLeft,
  build,
  engine,
  project,
  requestFor,
  sandbox,
  variants,
  type Outcome,
  type Project,
} from './support.ts';

const run = promisify(execFile);

describe('an executor image', () => {
  const { images, registries } = sandbox();
  const { host } = registries.open;
  const repository = 'mirror/osscontainertools/kaniko';
  const archive = join(paths.archives, 'kaniko-osscontainertools.tar');
  let made: Project;

  before(async function () {
    made = await project({ Dockerfile: `FROM ${images.busybox}\nRUN echo mirrored > /where\n` });
    if (!existsSync(archive)) {
      console.log('      skipped: no archive of kaniko that could be pushed to a mirror');
      this.skip();
    }
    const target = `docker://${host}/${repository}:v1.28.3`;
    const options = ['--insecure-policy', 'copy', '--dest-tls-verify=false'];
    await run('skopeo', [...options, `docker-archive:${archive}`, target]);
  });
  after(() => made.remove());
  afterEach(assertNothingLeft);

  const builds = async (builder: BuilderChoice): Promise<Outcome> => {
    const request = requestFor(made, 'test/by-mirror', { builder });
    const report = await engine.preflight(request, {});
    assert.equal(
      report.items.find(({ id }) => id === 'builder-image')?.status,
      'yes',
      JSON.stringify(report),
    );
    const outcome = await build(request);
    assert.equal(
      outcome.result.outcome,
      'succeeded',
      `${outcome.result.failure?.message ?? ''}\n${outcome.log}`,
    );
    return outcome;
  };

  it('comes from a mirror by digest', async () => {
    const { digest } = await readImage(registries.open, repository, 'v1.28.3');
    const image = `${host}/${repository}@${digest}`;
    const { result } = await builds({ id: 'kaniko', flavour: 'osscontainertools', image });
    assert.deepEqual(result.warnings, []);
  });

  it('without DOCKER_CONFIG and WORKDIR, as slim ones are, finds the login and the context', async () => {
    const buildah = variants().find(({ choice }) => choice.id === 'buildah');
    assert.ok(buildah);
    const slim = await project({
      Dockerfile: `FROM ${host}/${repository}:v1.28.3\nENV DOCKER_CONFIG= HOME=/\nWORKDIR /\n`,
    });
    try {
      const name = 'mirror/slim/osscontainertools/kaniko';
      const { result, log } = await build(requestFor(slim, name, { builder: buildah.choice }));
      assert.equal(result.outcome, 'succeeded', log);
      const { username = '', password = '', host: auth } = registries.auth;
      const image = `${host}/${name}:1`;
      const request = requestFor(made, 'x', {
        builder: { id: 'kaniko', flavour: 'osscontainertools', image },
        destinations: [`${auth}/test/by-slim:1`],
        credentials: { kind: 'typed', username },
      });
      const outcome = await build(request, { password });
      assert.equal(outcome.result.outcome, 'succeeded', outcome.log);
    } finally {
      await slim.remove();
    }
  });

  it('that the mirror does not have is told of before and explained after', async () => {
    const image = `${host}/${repository}:v9.9.9`;
    const request = requestFor(made, 'test/nowhere', {
      builder: { id: 'kaniko', flavour: 'osscontainertools', image },
    });
    const report = await engine.preflight(request, {});
    const item = report.items.find(({ id }) => id === 'builder-image');
    assert.equal(item?.status, 'unknown');
    assert.match(`${item.detail ?? ''} ${item.remedy ?? ''}`, /v9\.9\.9.*kanikoBuild\.kaniko\.image/s);
    const { result } = await build(request);
    assert.equal(result.failure?.code, 'image-pull');
    assert.match(result.failure.remedy ?? '', /no such image: correct kanikoBuild\.kaniko\.image/);
  });
});
