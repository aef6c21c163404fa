/** The recipe that many Secrets in many clusters were made by: alone it fails, through this product it pushes. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildRequest } from '../../src/build/request.ts';
import type { ExistingSecret } from '../../src/build/secret-correction.ts';
import type { KubeApi } from '../../src/kube/api.ts';
import { connect } from '../../src/kube/client.ts';
import type { Pod } from '../../src/kube/objects.ts';
import { readImage } from '../beds/registry.ts';
import { archiveOf, runPod } from './by-hand.ts';
import {
  assertNothingLeft,
  build,
  engine,
  kubectl,
  project,
  requestFor,
  sandbox,
  skipUnlessAvailable,
  variants,
  type Project,
} from './support.ts';

const NAME = 'seed';
const FIXED = 'seed-fixed';
const KEY = 'kaniko_config.json';

/** What the recipe does wrong. */
interface Errors {
  /** The Secret is mounted at `/secret`, where kaniko does not look. */
  readonly folder: boolean;
  /** The file has the name of the key, not `config.json`. */
  readonly file: boolean;
  /** `echo user:password | base64` encodes a line break into the password. */
  readonly lineBreak: boolean;
}

const none: Errors = { folder: false, file: false, lineBreak: false };
const mistakes: readonly (readonly [string, Errors])[] = [
  ['mounted at /secret', { ...none, folder: true }],
  ['in a file called kaniko_config.json', { ...none, file: true }],
  ['with a line break in the password', { ...none, lineBreak: true }],
  ['with all three, to the letter', { folder: true, file: true, lineBreak: true }],
];

describe("the seed's recipe for a registry Secret", () => {
  const { registries, namespaces, images, kubeconfig, contexts } = sandbox();
  const { auth } = registries;
  const namespace = namespaces.builds;
  let folder: string;
  let made: Project;
  let kube: KubeApi;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-seed-'));
    made = await project({ Dockerfile: `FROM ${images.busybox}\nCOPY file /\n`, file: 'x' });
    kube = await connect({ kubeconfig: [kubeconfig], context: contexts.admin, namespace });
  });
  after(async () => {
    await made.remove();
    await rm(folder, { recursive: true });
  });
  afterEach(async () => {
    await kubectl('-n', namespace, 'delete', 'secret', NAME, FIXED, '--ignore-not-found');
    await assertNothingLeft();
  });

  /** `echo USER:PASSWORD | base64`, a config by hand, `kubectl create secret generic`. */
  const createSecret = async (lineBreak: boolean): Promise<void> => {
    const login = `${auth.username ?? ''}:${auth.password ?? ''}${lineBreak ? '\n' : ''}`;
    const config = { auths: { [auth.host]: { auth: Buffer.from(login).toString('base64') } } };
    const file = join(folder, KEY);
    await writeFile(file, JSON.stringify(config));
    await kubectl('-n', namespace, 'create', 'secret', 'generic', NAME, `--from-file=${file}`);
  };

  /** A Pod that leaves to the cluster what ours always say. */
  const recipe = (image: string, errors: Errors): Pod =>
    ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: NAME, namespace },
      spec: {
        restartPolicy: 'Never',
        containers: [
          {
            name: 'kaniko',
            image,
            stdin: true,
            stdinOnce: true,
            args: [
              '--context=tar://stdin',
              '--dockerfile=Dockerfile',
              `--destination=${auth.host}/test/seed:1`,
              `--insecure-registry=${auth.host}`,
              `--insecure-registry=${registries.open.host}`,
            ],
            volumeMounts: [
              { name: 'kaniko-secret', mountPath: errors.folder ? '/secret' : '/kaniko/.docker' },
            ],
          },
        ],
        volumes: [
          {
            name: 'kaniko-secret',
            secret: {
              secretName: NAME,
              ...(errors.file ? {} : { items: [{ key: KEY, path: 'config.json' }] }),
            },
          },
        ],
      },
    }) as unknown as Pod;

  const byProduct = (secret: string, builder: BuildRequest['builder']): BuildRequest =>
    requestFor(made, 'test/seed', {
      builder,
      destinations: [`${auth.host}/test/seed:1`],
      credentials: { kind: 'secret', name: secret },
    });

  for (const variant of variants().filter(({ choice }) => choice.id === 'kaniko')) {
    const image = variant.choice.image ?? '';

    for (const [title, errors] of mistakes) {
      it(`pushes nothing ${title} (${variant.title})`, async function () {
        skipUnlessAvailable(this, variant);
        await createSecret(errors.lineBreak);
        const { exitCode, log } = await runPod(
          kube,
          recipe(image, errors),
          await archiveOf(byProduct(NAME, variant.choice)),
        );
        assert.equal(exitCode, 1, log.join('\n'));
        assert.match(log.join('\n'), /UNAUTHORIZED/);
      });
    }

    it(`pushes without any of them (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      await createSecret(false);
      const { exitCode, log } = await runPod(
        kube,
        recipe(image, none),
        await archiveOf(byProduct(NAME, variant.choice)),
      );
      assert.equal(exitCode, 0, log.join('\n'));
    });

    it(`pushes through this product, its key mapped to the file that is read (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      await createSecret(false);
      const { result, log } = await build(byProduct(NAME, variant.choice));
      assert.equal(result.outcome, 'succeeded', `${result.failure?.message ?? ''}\n${log}`);
      assert.equal((await readImage(auth, 'test/seed', '1')).digest, result.digest);
    });

    it(`pushes through this product, its line break corrected beside it (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      await createSecret(true);
      const stopped = await build(byProduct(NAME, variant.choice));
      assert.match(stopped.result.failure?.message ?? '', /ends with a line break/);
      assert.equal(stopped.result.stoppedByCheck, true);

      const existing: ExistingSecret = {
        ...{ name: NAME, registries: [auth.host], builder: variant.choice.id },
        cluster: { kubeconfig: [kubeconfig], context: contexts.admin, namespace },
      };
      const found = await engine.inspectSecret(existing);
      assert.ok(found.state === 'read');
      assert.match(found.problems.map(({ message }) => message).join(), /ends with a line break/);
      assert.deepEqual(found.needed, []);
      assert.equal(await engine.createCorrectedSecret(existing, { name: FIXED, logins: {} }), 'created');
      assert.equal(await engine.createCorrectedSecret(existing, { name: FIXED, logins: {} }), 'exists');

      const { result, log } = await build(byProduct(FIXED, variant.choice));
      assert.equal(result.outcome, 'succeeded', `${result.failure?.message ?? ''}\n${log}`);
      assert.equal((await readImage(auth, 'test/seed', '1')).digest, result.digest);
      const untouched = await kubectl('-n', namespace, 'get', 'secret', NAME, '-o', 'jsonpath={.data}');
      assert.deepEqual(Object.keys(JSON.parse(untouched) as object), [KEY]);
      assert.match(
        await kubectl('-n', namespace, 'get', 'secret', FIXED, '-o', 'jsonpath={.type}'),
        /^kubernetes\.io\/dockerconfigjson$/,
      );
    });
  }

  it('may not be read by everybody: it is used, and said to be unchecked', async () => {
    await createSecret(true);
    const found = await engine.inspectSecret({
      ...{ name: NAME, registries: [auth.host], builder: 'kaniko' },
      cluster: { kubeconfig: [kubeconfig], context: contexts.viewer, namespace },
    });
    assert.deepEqual(found, { state: 'hidden' });
  });
});
