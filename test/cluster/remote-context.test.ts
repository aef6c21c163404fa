import assert from 'node:assert/strict';
import type { BuildRequest } from '../../src/build/request.ts';
import { serveContexts, type ContextServer, type Repository } from '../beds/context-server.ts';
import { readFiles, readImage } from '../beds/registry.ts';
import { bridge } from '../sandbox/addresses.ts';
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

const TOKEN = 'sesame-0pen';
const SECRET = 'kaniko-build-test-git';

describe('a context that the builder fetches', () => {
  const { images, registries, namespaces } = sandbox();
  const files = (text: string): Readonly<Record<string, string>> => ({
    Dockerfile: `FROM ${images.busybox}\nCOPY told /told\nRUN test -s /told\n`,
    told: `${text}\n`,
    'deploy/Containerfile': `FROM ${images.busybox}\nCOPY told /told\n`,
    'deploy/told': `${text} in deploy\n`,
  });
  let open: ContextServer;
  let closed: ContextServer;
  let nowhere: Project;
  let app: Repository;

  before(async () => {
    open = await serveContexts({ address: bridge.address, tls: false });
    closed = await serveContexts({ address: bridge.address, tls: true, token: TOKEN });
    nowhere = await project({});
    app = open.repository('app', files('main'));
    app.git('checkout', '-q', '-b', 'feature/x');
    app.write(files('feature'));
    app.git('tag', 'v1');
    app.write(files('feature, later'));
    app.git('push', '-q', '--tags');
    closed.repository('secret', files('private'));
    open.archive('ctx.tar.gz', files('archive'));
    closed.archive('ctx.tar.gz', files('archive'));
    await kubectl('-n', namespaces.builds, 'delete', 'secret', SECRET, '--ignore-not-found');
    await kubectl(
      ...['-n', namespaces.builds, 'create', 'secret', 'generic', SECRET],
      ...[`--from-literal=token=${TOKEN}`, '--from-literal=wrong=nothing'],
    );
  });
  after(async () => {
    await kubectl('-n', namespaces.builds, 'delete', 'secret', SECRET, '--ignore-not-found');
    await Promise.all([open.close(), closed.close(), nowhere.remove()]);
  });
  afterEach(assertNothingLeft);

  const built = async (
    repository: string,
    changes: Partial<BuildRequest>,
  ): Promise<{ readonly outcome: Outcome; readonly told: string | undefined }> => {
    const outcome = await build(requestFor(nowhere, `test/${repository}`, changes));
    if (outcome.result.outcome !== 'succeeded') return { outcome, told: undefined };
    const image = await readImage(registries.open, `test/${repository}`, '1');
    assert.equal(outcome.result.digest, image.digest);
    const found = await readFiles(registries.open, `test/${repository}`, image);
    return { outcome, told: found.get('told')?.toString() };
  };
  const trusting = (): BuildRequest['registries'] => {
    const { registries: settings } = requestFor(nowhere, 'x');
    return { ...settings, certificates: { ...settings.certificates, [closed.host]: closed.caFile ?? '' } };
  };

  for (const variant of variants().filter(({ choice }) => choice.id === 'kaniko')) {
    const builder = variant.choice;

    it(`is a repository, of which a branch, tag or commit and a folder are chosen (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const url = `http://${open.host}/app.git`;
      const whole = await built('git-main', { builder, context: url });
      assert.equal(whole.told, 'main\n', whole.outcome.log);
      assert.deepEqual(whole.outcome.states, ['preparing', 'waiting', 'building', 'pushing', 'succeeded']);
      assert.ok(!whole.outcome.events.some(({ type }) => type === 'upload'));
      const commit = app.git('rev-parse', 'v1');
      for (const [context, expected, remote] of [
        [`${url}#feature/x`, 'feature, later\n', {}],
        [url, 'feature\n', { branch: 'v1' }],
        [`${url}#refs/heads/feature/x`, 'feature, later\n', {}],
        [`${url}#${commit}`, 'feature\n', {}],
        [`${url}#feature/x:deploy`, 'feature, later in deploy\n', { dockerfile: 'Containerfile' }],
      ] as const) {
        const { told, outcome } = await built('git-other', { builder, context, remote });
        assert.equal(told, expected, `${context}\n${outcome.log}`);
      }
    });

    it(`is a private repository behind a private CA, with the token from a Secret (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const request = { builder, context: `https://${closed.host}/secret.git`, registries: trusting() };
      const remote = { secret: { secretName: SECRET, key: 'token' } };
      const { told, outcome } = await built('git-private', { ...request, remote });
      assert.equal(told, 'private\n', outcome.log);
      assert.ok(!JSON.stringify(outcome.events).includes(TOKEN));
      const without = await built('git-private', request);
      assert.equal(without.outcome.result.failure?.code, 'context-rejected', without.outcome.log);
      assert.match(without.outcome.result.failure.message, /authentication required/);
    });

    it(`is an archive at an https URL (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const server = await serveContexts({ address: bridge.address, tls: true });
      try {
        server.archive('ctx.tar.gz', files('archive'));
        const { registries: settings } = requestFor(nowhere, 'x');
        const certificates = { ...settings.certificates, [server.host]: server.caFile ?? '' };
        const { told, outcome } = await built('archive', {
          builder,
          context: `https://${server.host}/ctx.tar.gz`,
          registries: { ...settings, certificates },
        });
        assert.equal(told, 'archive\n', outcome.log);
      } finally {
        await server.close();
      }
    });

    it(`does not exist (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const { outcome } = await built('git-none', { builder, context: `http://${open.host}/none.git` });
      assert.equal(outcome.result.failure?.code, 'context-rejected', outcome.log);
      const branch = await built('git-none', { builder, context: `http://${open.host}/app.git#nosuch` });
      assert.match(branch.outcome.result.failure?.message ?? '', /nosuch/, branch.outcome.log);
    });
  }

  it('is an archive that buildah downloads; a repository it refuses before the cluster is asked', async function () {
    const variant = variants().find(({ choice }) => choice.id === 'buildah');
    assert.ok(variant);
    skipUnlessAvailable(this, variant);
    const builder = variant.choice;
    const { told, outcome } = await built('buildah-archive', {
      builder,
      context: `http://${open.host}/ctx.tar.gz`,
    });
    assert.equal(told, 'archive\n', outcome.log);
    const git = await built('buildah-git', { builder, context: `https://${open.host}/app.git` });
    assert.equal(git.outcome.result.failure?.code, 'request-invalid');
    assert.deepEqual(git.outcome.states, ['preparing', 'failed']);
  });
});
