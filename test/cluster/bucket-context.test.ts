import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildRequest } from '../../src/build/request.ts';
import type { KubeApi } from '../../src/kube/api.ts';
import { connect } from '../../src/kube/client.ts';
import type { Pod, Volume, VolumeMount } from '../../src/kube/objects.ts';
import { serveBuckets, type BucketServer } from '../beds/bucket-server.ts';
import { readFiles, readImage } from '../beds/registry.ts';
import { bridge } from '../sandbox/addresses.ts';
import { objectsOf, runPod } from './by-hand.ts';
import {
  assertNothingLeft,
  kubectl,
  project,
  requestFor,
  sandbox,
  skipUnlessAvailable,
  variants,
  type Project,
} from './support.ts';

const ACCOUNT = 'sandbox.blob.core.windows.net';
const SECRET = 'kaniko-build-test-azure';

/** What a user's cluster brings, and the sandbox does not: to be added to the Pod of a build. */
interface Extras {
  readonly spec?: object;
  readonly env?: Readonly<Record<string, string>>;
  readonly volumes?: readonly Volume[];
  readonly volumeMounts?: readonly VolumeMount[];
}

function withExtras(pod: Pod, { spec, env = {}, volumes = [], volumeMounts = [] }: Extras): Pod {
  const [first, ...others] = pod.spec.containers;
  assert.ok(first);
  const container = {
    ...first,
    env: [...(first.env ?? []), ...Object.entries(env).map(([name, value]) => ({ name, value }))],
    volumeMounts: [...(first.volumeMounts ?? []), ...volumeMounts],
  };
  return {
    ...pod,
    spec: {
      ...pod.spec,
      ...spec,
      volumes: [...(pod.spec.volumes ?? []), ...volumes],
      containers: [container, ...others],
    },
  };
}

/** A certificate for Azure's name, made for one test. */
function certificate(folder: string): { readonly key: string; readonly cert: string; readonly file: string } {
  const [key, file] = [join(folder, 'key.pem'), join(folder, 'ca.pem')];
  execFileSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-subj', '/CN=blobs', '-addext', `subjectAltName=DNS:${ACCOUNT}`, '-keyout', key, '-out', file],
    ],
    { stdio: 'ignore' },
  );
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(file, 'utf8'), file };
}

/** Objects in buckets and folders of volumes: kaniko's own clients fetch them, with the arguments that we give it. */
describe('a context that kaniko fetches from where the cluster keeps it', () => {
  const { images, registries, namespaces, kubeconfig, contexts } = sandbox();
  const text = `FROM ${images.busybox}\nCOPY told /told\nRUN test -s /told\n`;
  let temp: string;
  let nowhere: Project;
  let kube: KubeApi;
  let archive: Buffer;
  let server: BucketServer | undefined;

  before(async () => {
    temp = mkdtempSync(join(tmpdir(), 'kaniko-build-buckets-'));
    writeFileSync(join(temp, 'Dockerfile'), text);
    writeFileSync(join(temp, 'told'), 'kept by the cluster\n');
    archive = execFileSync('tar', ['-cz', '-C', temp, 'Dockerfile', 'told']);
    nowhere = await project({});
    kube = await connect({ kubeconfig: [kubeconfig], context: contexts.admin, namespace: namespaces.builds });
  });
  after(async () => {
    rmSync(temp, { recursive: true, force: true });
    await nowhere.remove();
  });
  afterEach(async () => {
    await server?.close();
    server = undefined;
    await assertNothingLeft();
  });

  /** Builds the request's Pod with what the cluster adds to it, and reads what the image holds. */
  const built = async (name: string, changes: Partial<BuildRequest>, extras: Extras): Promise<void> => {
    const { pod, secret } = await objectsOf(requestFor(nowhere, `test/${name}`, changes));
    if (secret !== undefined) await kube.createSecret(secret);
    try {
      const { exitCode, log } = await runPod(kube, withExtras(pod, extras));
      assert.equal(exitCode, 0, log.join('\n'));
    } finally {
      if (secret !== undefined) await kube.deleteSecret(secret.metadata.name);
    }
    const files = await readFiles(
      registries.open,
      `test/${name}`,
      await readImage(registries.open, `test/${name}`, '1'),
    );
    assert.equal(files.get('told')?.toString(), 'kept by the cluster\n');
  };

  for (const variant of variants().filter(({ choice }) => choice.id === 'kaniko')) {
    const builder = variant.choice;

    it(`is an object of S3 (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      server = await serveBuckets({ '/team/ctx/app.tar.gz': archive }, { address: bridge.address });
      const env = {
        S3_ENDPOINT: `http://${server.host}`,
        S3_FORCE_PATH_STYLE: 'true',
        AWS_ACCESS_KEY_ID: 'me',
        AWS_SECRET_ACCESS_KEY: 'mine',
        AWS_REGION: 'eu-west-1',
      };
      await built('from-s3', { builder, context: 's3://team/ctx/app.tar.gz' }, { env });
      assert.ok(
        server.requests.includes('GET /team/ctx/app.tar.gz AWS4-HMAC-SHA256'),
        server.requests.join('\n'),
      );
    });

    it(`is an object of Google Cloud Storage (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      server = await serveBuckets({ '/team/ctx/app.tar.gz': archive }, { address: bridge.address });
      const env = { STORAGE_EMULATOR_HOST: `http://${server.host}` };
      await built('from-gs', { builder, context: 'gs://team/ctx/app.tar.gz' }, { env });
    });

    it(`is a blob of Azure, with the account's key from a Secret (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const { file, ...tls } = certificate(temp);
      server = await serveBuckets(
        { '/team/app.tar.gz': archive },
        { address: bridge.address, port: 443, tls },
      );
      const key = Buffer.from('the key of an account').toString('base64');
      const { registries: settings } = requestFor(nowhere, 'x');
      const request = {
        builder,
        context: `https://${ACCOUNT}/team/app.tar.gz`,
        remote: { secret: { secretName: SECRET, key: 'key' } },
        registries: { ...settings, certificates: { ...settings.certificates, [ACCOUNT]: file } },
      };
      if (builder.flavour === 'google') {
        // It would ask for `/team/app.tar.gz/team/app.tar.gz`.
        await assert.rejects(objectsOf(requestFor(nowhere, 'x', request)), /osscontainertools/);
        return;
      }
      const hostAliases = [{ ip: bridge.address, hostnames: [ACCOUNT] }];
      const inNamespace = ['-n', namespaces.builds];
      await kubectl(...inNamespace, 'create', 'secret', 'generic', SECRET, `--from-literal=key=${key}`);
      try {
        await built('from-azure', request, { spec: { hostAliases } });
      } finally {
        await kubectl(...inNamespace, 'delete', 'secret', SECRET);
      }
      assert.ok(server.requests.includes('GET /team/app.tar.gz SharedKey'), server.requests.join('\n'));
    });

    it(`is a folder of a volume (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const volumeMounts = [{ name: 'team', mountPath: '/team' }];
      const script = `mkdir /team/app && cd /team/app && printf '%s' "$TEXT" > Dockerfile && echo 'kept by the cluster' > told`;
      const fill = {
        name: 'fill',
        image: images.busybox,
        command: ['sh', '-c', script],
        env: [{ name: 'TEXT', value: text }],
        volumeMounts,
      };
      await built(
        'from-dir',
        { builder, context: 'dir:///team/app' },
        { volumeMounts, volumes: [{ name: 'team', emptyDir: {} }], spec: { initContainers: [fill] } },
      );
    });
  }
});
