/** Settings of the Pod and overlays on the real cluster: what the server takes, and builds that need them. */
import assert from 'node:assert/strict';
import { exec } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { newRunId } from '../../src/build/run-id.ts';
import type { BuildRequest } from '../../src/build/request.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../src/kube/json.ts';
import { connect } from '../../src/kube/client.ts';
import { startForwardProxy } from '../beds/forward-proxy.ts';
import { readImage } from '../beds/registry.ts';
import { check } from '../build/preflight/bed.ts';
import { bridge } from '../sandbox/addresses.ts';
import { podOf } from './by-hand.ts';
import {
  assertNothingLeft,
  engine,
  kubectl,
  project,
  requestFor,
  sandbox,
  skipUnlessAvailable,
  variants,
  type Project,
} from './support.ts';

const shell = promisify(exec);
const NAME = 'kaniko-build-pod-settings';
const RUNS = 40;

/** Each setting with values that this cluster takes; absent as often as not. */
const settings: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      serviceAccount: fc.constant(NAME),
      mountServiceAccountToken: fc.boolean(),
      platform: fc.constantFrom('linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/386'),
      nodeSelector: fc.constantFrom({ pool: 'builds' }, { 'pool.example/kind': '' }),
      tolerations: fc.constantFrom(
        [{ operator: 'Exists' }],
        [{ key: 'a', operator: 'Equal', value: 'b', effect: 'NoExecute', tolerationSeconds: 9 }],
        [
          { key: 'a/b', effect: 'NoSchedule' },
          { key: 'c', operator: 'Exists' },
        ],
      ),
      affinity: fc.constant({
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] }],
          },
        },
      }),
      priorityClass: fc.constant(NAME),
      runtimeClass: fc.constant(NAME),
      scheduler: fc.constant('another'),
      imagePullSecrets: fc.constantFrom(['a'], ['a', 'b.c']),
      labels: fc.constantFrom({ 'app.kubernetes.io/name': 'x' }, { team: '' }),
      annotations: fc.constantFrom({ 'a/b': 'any text\nat all' }, { c: '' }),
      environment: fc.constantFrom(
        { A: '$(HOME) $$', B: '' },
        { 'C.d-e': { secret: 's', key: 'k' }, F: { configMap: 'c', key: 'k.x', optional: true } },
      ),
      proxy: fc.record(
        {
          http: fc.constant('http://proxy:3128'),
          https: fc.constant('https://proxy:3128/'),
          noProxy: fc.constant('.svc,10.0.0.0/8'),
          asBuildArgs: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
      hostAliases: fc.constantFrom({ '10.0.0.5': ['registry.local', 'b'] }, { 'fd00::1': ['six'] }),
      dnsPolicy: fc.constantFrom('ClusterFirst', 'ClusterFirstWithHostNet', 'Default'),
      dnsConfig: fc.constantFrom(
        { nameservers: ['10.0.0.10'], searches: ['a.b'], options: [{ name: 'ndots', value: '2' }] },
        { options: [{ name: 'single-request' }] },
      ),
      volumes: fc.constantFrom(
        [{ mountPath: '/cache', claim: 'cache', readOnly: true }],
        [
          { mountPath: '/kaniko/caches', emptyDir: { sizeLimit: '1Gi', medium: 'Memory' }, subPath: 'a/b' },
          { mountPath: '/more', emptyDir: {} },
        ],
      ),
      pullPolicy: fc.constantFrom('Always', 'IfNotPresent', 'Never'),
      gracePeriod: fc.constantFrom(1, 30),
    },
    { requiredKeys: [] },
  )
  .map((made) => JSON.parse(JSON.stringify(made)) as JsonObject);

const more = fc.record(
  {
    resources: fc.constantFrom(
      { requests: { 'ephemeral-storage': '2Gi' }, limits: { 'ephemeral-storage': '9Gi', memory: '8Gi' } },
      { limits: { cpu: '2' } },
    ),
    target: fc.constant('last'),
    overlay: fc.constantFrom(
      { file: 'o', text: 'spec: {hostname: here, setHostnameAsFQDN: false}' },
      { file: 'o', text: 'spec: {initContainers: [{name: first, image: i}]}' },
      { file: 'o', text: 'spec: {tolerations: [{operator: Exists}], volumes: [{name: v, emptyDir: {}}]}' },
    ),
    contextAll: fc.constant(true as const),
  },
  { requiredKeys: [] },
);

describe('settings of the Pod on the cluster', () => {
  const { kubeconfig, contexts, namespaces, registries, images } = sandbox();
  const namespace = namespaces.builds;
  let made: Project;

  before(async () => {
    made = await project({
      Dockerfile: `FROM ${images.busybox} AS last\nRUN echo built > /told\nCOPY file /file\n`,
      file: 'content\n',
    });
    const cluster = { metadata: { name: NAME } };
    const own = { metadata: { name: NAME, namespace } };
    const objects = [
      { apiVersion: 'v1', kind: 'ServiceAccount', ...own },
      { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', ...cluster, value: 7 },
      { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', ...cluster, handler: 'runc' },
    ];
    const file = join(made.folder, 'objects.json');
    await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
    await kubectl('apply', '-f', file);
  });
  after(async () => {
    await kubectl('-n', namespace, 'delete', 'serviceaccount,configmap', NAME, '--ignore-not-found');
    await kubectl('delete', 'priorityclass,runtimeclass', NAME, '--ignore-not-found');
    await made.remove();
  });
  afterEach(assertNothingLeft);

  for (const variant of variants().filter(({ choice }) => choice.flavour !== 'google')) {
    const builder = variant.choice;

    it(`are valid in every combination by the server's strict dry run (${builder.id}, ${String(RUNS)} of them)`, async function () {
      this.timeout(120_000);
      const kube = await connect({ kubeconfig: [kubeconfig], context: contexts.admin, namespace });
      const began = Date.now();
      await fc.assert(
        fc.asyncProperty(settings, more, async (pod, changes) => {
          const request = requestFor(made, 'test/settings', { builder, pod, ...changes });
          await kube.createPod(await podOf(request), { dryRun: true });
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
      console.log(`      ${String(Date.now() - began)} ms`);
    });

    it(`make a build reach its registries by a proxy and an alias (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const [address = '', port = ''] = registries.open.host.split(':');
      const aliased = `aliased.test:${port}`;
      const proxied = `proxied.test:${port}`;
      const proxy = await startForwardProxy(bridge.address, { [proxied]: registries.open.host });
      try {
        await kubectl('-n', namespace, 'delete', 'configmap', NAME, '--ignore-not-found');
        await kubectl('-n', namespace, 'create', 'configmap', NAME, `--from-literal=proxy=${proxy.url}`);
        const repository = `test/settings-${builder.id}`;
        const request = requestFor(made, repository, {
          builder,
          destinations: [`${proxied}/${repository}:proxied`, `${aliased}/${repository}:aliased`],
          registries: { insecure: [registries.open.host, aliased, proxied], certificates: {} },
          pod: {
            serviceAccount: NAME,
            nodeSelector: { 'kubernetes.io/os': 'linux' },
            tolerations: [{ operator: 'Exists' }],
            priorityClass: NAME,
            imagePullSecrets: ['not-there'],
            labels: { team: 'a' },
            environment: { HTTP_PROXY: { configMap: NAME, key: 'proxy' } },
            proxy: { noProxy: `aliased.test,${address}` },
            hostAliases: { [address]: ['aliased.test'] },
            dnsConfig: { options: [{ name: 'ndots', value: '1' }] },
            volumes: [{ mountPath: '/cache', emptyDir: { sizeLimit: '1Gi' } }],
          },
          overlay: { file: 'overlay.yaml', text: 'spec:\n  hostname: from-overlay\n' },
        });
        const { result, log, applied, seen } = await buildAndSee(request);
        assert.equal(result.outcome, 'succeeded', `${result.failure?.message ?? ''}\n${log}`);
        for (const tag of ['proxied', 'aliased']) {
          assert.equal((await readImage(registries.open, repository, tag)).digest, result.digest);
        }
        assert.ok(proxy.requests.some((one) => one.includes(`http://${proxied}/v2/${repository}`)));
        assert.ok(!proxy.requests.some((one) => one.includes('aliased.test')));
        // What was told as YAML is what the server got: it added to it and changed nothing.
        assert.deepEqual(missing(applied, seen), []);
        assert.equal((seen['spec'] as JsonObject)['hostname'], 'from-overlay');
      } finally {
        await proxy.close();
      }
    });

    it(`leave the YAML complete: the two commands of its header feed it (${variant.title})`, async function () {
      skipUnlessAvailable(this, variant);
      const repository = `test/by-hand-${builder.id}`;
      const request = requestFor(made, repository, { builder });
      const yaml = await engine.manifests(request, { secrets: 'real' });
      const file = join(made.folder, `${builder.id}.yaml`);
      await writeFile(file, yaml);
      const commands = [...yaml.matchAll(/^# {3}(\S.*)$/gm)].map(([, command = '']) => command);
      assert.equal(commands.length, 2, yaml);
      const PATH = `${dirname(sandbox().kubectl)}${delimiter}${process.env['PATH'] ?? ''}`;
      const env = { ...process.env, PATH, KUBECONFIG: kubeconfig };
      const pod = podIn(yaml);
      try {
        await kubectl('apply', '-f', file);
        const told: string[] = [];
        for (const command of commands) told.push((await shell(command, { env, timeout: 120_000 })).stdout);
        const succeeded = '--for=jsonpath={.status.phase}=Succeeded';
        await kubectl('-n', namespace, 'wait', succeeded, '--timeout=20s', `pod/${nameOf(pod)}`).catch(() =>
          assert.fail(told.join('\n')),
        );
        await readImage(registries.open, repository, '1');
      } finally {
        await kubectl('-n', namespace, 'delete', '-f', file, '--ignore-not-found', '--wait=true');
      }
    });
  }

  it('that the cluster does not know are told with the line of the overlay', async () => {
    const text = 'spec:\n  hostname: a\n  hostnaem: b\n';
    const report = await check(requestFor(made, 'test/settings', { overlay: { file: '/w/pod.yaml', text } }));
    assert.match(report.no('pod'), /\/w\/pod\.yaml, line 3: the cluster knows no field spec\.hostnaem/);
  });
});

/** Runs a build; with the Pod as its events told it, and as the server had it. */
async function buildAndSee(request: BuildRequest) {
  const id = newRunId(request.dockerfile);
  const lines: string[] = [];
  let yaml = '';
  let seen: Promise<string> | undefined;
  const run = engine.start(request, {
    id,
    onEvent: (event) => {
      if (event.type === 'manifests') yaml = event.yaml;
      if (event.type === 'log') lines.push(event.text);
      if (event.type === 'state' && event.state === 'uploading') {
        seen = kubectl('-n', request.cluster.namespace, 'get', 'pod', id, '-o', 'json');
      }
    },
  });
  const result = await run.result;
  return {
    result,
    log: lines.join('\n'),
    applied: podIn(yaml),
    seen: JSON.parse((await seen) ?? '{}') as JsonObject,
  };
}

function podIn(yaml: string): JsonObject {
  const pod = (loadAll(yaml) as JsonObject[]).find((object) => object['kind'] === 'Pod');
  assert.ok(pod);
  return pod;
}

function nameOf({ metadata }: JsonObject): string {
  return (metadata as { readonly name: string }).name;
}

/** Where `actual` lacks something of `expected` or has it otherwise. Lists may be longer. */
function missing(expected: Json, actual: Json | undefined, path = ''): readonly string[] {
  if (isJsonList(expected)) {
    return expected.flatMap((item, index) =>
      missing(item, isJsonList(actual) ? actual[index] : undefined, `${path}[${String(index)}]`),
    );
  }
  if (isJsonObject(expected)) {
    return Object.entries(expected).flatMap(([key, item]) =>
      missing(item, isJsonObject(actual) ? actual[key] : undefined, `${path}.${key}`),
    );
  }
  // The server leaves out what is false anyway.
  return expected === (actual ?? false)
    ? []
    : [`${path}: ${String(expected)}, not ${JSON.stringify(actual)}`];
}
