import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { loadAll } from 'js-yaml';
import type { FailureCode } from '../../src/builders/builder.ts';
import type { RunEvent, RunResult, RunState } from '../../src/build/events.ts';
import type { BuildRequest } from '../../src/build/request.ts';
import { newRunId } from '../../src/build/run-id.ts';
import { createEngine } from '../../src/engine.ts';
import type { Pod, Secret } from '../../src/kube/objects.ts';
import { status } from '../beds/apiserver/answer.ts';
import { playedLines, simplePlay } from '../beds/apiserver/plays.ts';
import { recordedAnswer, samplePlay } from '../beds/apiserver/samples.ts';
import type { PodPlay, Scenario, SeenRequest } from '../beds/apiserver/scenario.ts';
import { startApiServer, type ApiServer } from '../beds/apiserver/server.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/apiserver', import.meta.url));
const PASSWORD = 'a-Password-that-must-never-be-shown';
const engine = createEngine({});

/** What is tried and not done is no change. */
const isChange = ({ method, path, query }: SeenRequest): boolean =>
  method === 'POST' && path.startsWith('/api/') && query.get('dryRun') === null;
const isPost = (kind: 'pods' | 'secrets') => (request: SeenRequest) =>
  isChange(request) && request.path.endsWith(`/${kind}`);
const isLog = ({ path }: SeenRequest): boolean => path.endsWith('/log');
const isAttach = ({ path }: SeenRequest): boolean => path.endsWith('/attach');

describe('a run', () => {
  let folder: string;
  let server: ApiServer | undefined;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-run-'));
    await writeFile(join(folder, 'Dockerfile'), 'FROM r.example/base:1\nCOPY file /\n');
    await writeFile(join(folder, 'file'), 'content\n');
  });
  after(() => rm(folder, { recursive: true, force: true }));
  afterEach(async () => {
    const left = [...(server?.pods ?? []), ...(server?.secrets ?? [])].map(({ kind }) => kind);
    await server?.close();
    server = undefined;
    assert.deepEqual(left, [], 'left in the cluster');
  });

  interface Outcome {
    readonly result: RunResult;
    readonly events: readonly RunEvent[];
    readonly states: readonly RunState[];
    readonly server: ApiServer;
    readonly id: string;
  }

  /** Builds against a server that plays `scenario`. */
  const build = async (
    scenario: Scenario,
    options: {
      readonly destinations?: readonly string[];
      /** Whatever this machine's network answers in the name of the registry is no reason to stop. */
      readonly insist?: boolean;
      readonly onEvent?: (event: RunEvent, cancel: () => void) => void;
    } = {},
  ): Promise<Outcome> => {
    const started = await startApiServer(scenario);
    server = started;
    const request: BuildRequest = {
      dockerfile: join(folder, 'Dockerfile'),
      context: folder,
      destinations: options.destinations ?? ['r.example/app:1'],
      buildArgs: {},
      builder: { id: 'kaniko', flavour: 'osscontainertools' },
      cluster: { kubeconfig: [started.kubeconfig], context: 'bed', namespace: 'builds' },
      credentials: { kind: 'typed', username: 'me' },
      registries: { insecure: [], certificates: {} },
      limits: { startSeconds: 20, buildSeconds: 60 },
    };
    const id = newRunId(request.dockerfile);
    const events: RunEvent[] = [];
    const run = engine.start(request, {
      id,
      password: PASSWORD,
      insist: options.insist === true,
      onEvent: (event) => {
        events.push(event);
        options.onEvent?.(event, () => run.cancel());
      },
    });
    const result = await run.result;
    assert.ok(!JSON.stringify(events).includes(PASSWORD), 'the password was told');
    const states = events.flatMap((event) =>
      event.type === 'state' && event.detail === undefined ? [event.state] : [],
    );
    return { result, events, states, server: started, id };
  };

  const succeeding = (): PodPlay =>
    simplePlay({
      lines: playedLines([
        "INFO[0000] To simulate EOF and exit, press 'Ctrl+D'",
        'INFO[0000] COPY file /',
        'one',
        'two',
      ]),
      linesBeforeInput: 1,
    });

  it('tells the very Secret and Pod that it applies, but for the password', async () => {
    const { events, server: seen } = await build({ plays: [succeeding()] });
    const told = events.flatMap((event) => (event.type === 'manifests' ? [event.yaml] : []));
    assert.equal(told.length, 1);
    const [secret, pod] = loadAll(told[0] ?? '') as [Secret, Pod];
    const [createdPod] = seen.requests.filter(isPost('pods'));
    assert.deepEqual(pod, createdPod?.body);
    const [createdSecret] = seen.requests.filter(isPost('secrets'));
    const { data, metadata, ...rest } = createdSecret?.body as Secret;
    const { ownerReferences, ...ownMetadata } = metadata;
    assert.equal(ownerReferences?.length, 1);
    assert.deepEqual({ ...rest, metadata: ownMetadata, data: secret.data }, secret);
    assert.deepEqual(Object.keys(data ?? {}), Object.keys(secret.data ?? {}));
    assert.ok(
      events.findIndex(({ type }) => type === 'manifests') <
        events.findIndex(({ type }) => type === 'upload'),
    );
  });

  describe('replaying recorded builds', () => {
    const replay = async (name: string, destinations: readonly string[]): Promise<Outcome> =>
      await build(
        { plays: [await samplePlay(join(FIXTURES, 'samples'), name)] },
        { destinations, insist: true },
      );

    it('tells states, steps and digest of one that succeeded', async () => {
      const destination = '10.244.0.1:5000/demo/oss:1';
      const { result, states, events } = await replay('oss-success-text', [destination]);
      const digest = 'sha256:a86639a25f7f1e13d1d52592ef9b091cedf3948d9200a0f8678c80dd6c8373b0';
      assert.equal(result.outcome, 'succeeded', result.failure?.message);
      assert.deepEqual(result.images, [`${destination}@${digest}`]);
      assert.deepEqual(states, ['preparing', 'waiting', 'uploading', 'building', 'pushing', 'succeeded']);
      const last = new Map(
        events.flatMap((event) => (event.type === 'step' ? [[event.step.index, event.step]] : [])),
      );
      assert.ok(last.size >= 3);
      for (const { state, startedAt, endedAt } of last.values()) {
        assert.equal(state, 'succeeded');
        assert.ok(endedAt !== undefined && startedAt <= endedAt);
      }
      assert.deepEqual(events.at(-1), { type: 'result', result });
    });

    it('names both destinations', async () => {
      const destinations = ['10.244.0.1:5000/demo/app:1.0.0', '10.244.0.1:5000/demo/app:latest'];
      const { result } = await replay('success-text', destinations);
      assert.deepEqual(
        result.images,
        destinations.map((destination) => `${destination}@${result.digest ?? ''}`),
      );
    });

    for (const [name, code] of [
      ['fail-run-exit3', 'run-failed'],
      ['oss-fail-push-wrong-password', 'push-refused'],
      ['oss-fail-oom-executor', 'out-of-memory'],
      ['fail-image-missing', 'image-pull'],
    ] as const) {
      it(`explains ${name}`, async () => {
        const { result } = await replay(name, ['10.244.0.1:5000/demo/f:1']);
        assert.equal(result.outcome, 'failed');
        assert.equal(result.failure?.code, code, result.failure?.message);
        assert.equal(result.digest, undefined);
      });
    }
  });

  describe('what it applies', () => {
    it('is a Pod, and a Secret that the Pod owns', async () => {
      let owner: unknown;
      const { id, server: api } = await build(
        { plays: [succeeding()] },
        {
          onEvent: (event) => {
            if (event.type === 'state' && event.state === 'uploading')
              owner = server?.secrets[0]?.metadata.ownerReferences;
          },
        },
      );
      const posts = api.requests.filter(isChange).map(({ path }) => path);
      assert.deepEqual(posts, ['/api/v1/namespaces/builds/pods', '/api/v1/namespaces/builds/secrets']);
      assert.ok(Array.isArray(owner));
      const [{ kind, name, uid }] = owner as [{ kind: string; name: string; uid: string }];
      assert.deepEqual([kind, name], ['Pod', id]);
      assert.notEqual(uid, '');
    });

    it('asks for objects by name only', async () => {
      const { server: api } = await build({ plays: [succeeding()] });
      const lists = api.requests.filter(
        ({ method, path, query }) =>
          (method === 'GET' && /\/(?:pods|secrets)$/.test(path)) ||
          query.has('watch') ||
          query.has('labelSelector'),
      );
      assert.deepEqual(lists, []);
    });

    it('sends the context as a gzip stream', async () => {
      const { server: api, id, events } = await build({ plays: [succeeding()] });
      const received = api.received(id);
      assert.deepEqual([...received.subarray(0, 2)], [0x1f, 0x8b]);
      const done = events.find((event) => event.type === 'upload' && event.done);
      assert.ok(done?.type === 'upload');
      assert.equal(done.sentBytes, received.length);
      assert.equal(done.bytes, done.totalBytes);
      assert.deepEqual([done.files, done.totalFiles], [2, 2]);
    });
  });

  describe('with faults', () => {
    const fails = async (scenario: Scenario, code: FailureCode): Promise<Outcome> => {
      const outcome = await build(scenario);
      assert.equal(outcome.result.outcome, 'failed');
      assert.equal(outcome.result.failure?.code, code, outcome.result.failure?.message);
      return outcome;
    };

    it('repeats the words of a namespace that refuses the Pod, and leaves nothing to clean up', async () => {
      const refusal = await recordedAnswer(join(FIXTURES, 'psa-restricted.http.txt'));
      const {
        result,
        states,
        server: api,
      } = await fails({ faults: [{ on: isPost('pods'), does: refusal }] }, 'admission-refused');
      assert.match(result.failure?.message ?? '', /violates PodSecurity/);
      assert.deepEqual(states, ['preparing', 'failed']);
      assert.ok(!api.requests.some(isPost('secrets')));
    });

    it('removes the Pod when the Secret is refused', async () => {
      const refusal = await recordedAnswer(join(FIXTURES, 'rbac-alice-create-pod.http.txt'));
      await fails({ faults: [{ on: isPost('secrets'), does: refusal }] }, 'cluster-forbidden');
    });

    it('survives a server that is busy for a moment', async () => {
      const busy = { kind: 'answer', status: 503, body: {} } as const;
      const { result } = await build({
        plays: [succeeding()],
        faults: [
          { on: ({ method, path }) => method === 'GET' && /\/pods\/[^/]+$/.test(path), does: busy, times: 2 },
        ],
      });
      assert.equal(result.outcome, 'succeeded', result.failure?.message);
    });

    const cut = { on: isAttach, does: { kind: 'cut-input', after: 20 } } as const;
    const withHalf = (...words: readonly string[]): PodPlay =>
      simplePlay({
        lines: playedLines(["INFO[0000] To simulate EOF and exit, press 'Ctrl+D'", ...words]),
        linesBeforeInput: 1,
        exitCode: 1,
      });
    const truncated = withHalf('Error: error resolving source context: unexpected EOF');

    it('starts over once when the upload breaks before anything was built, and says so', async () => {
      const {
        result,
        states,
        events,
        server: api,
        id,
      } = await build({ plays: [truncated, succeeding()], faults: [cut] });
      assert.equal(result.outcome, 'succeeded', result.failure?.message);
      assert.deepEqual(states, [
        'preparing', 'waiting', 'uploading', 'waiting', 'uploading', 'building', 'succeeded',
      ]); // prettier-ignore
      const said = events.flatMap((event) =>
        event.type === 'log' && event.level === 'warning' ? [event.text] : [],
      );
      assert.equal(said.length, 1);
      assert.match(said[0] ?? '', new RegExp(`broke.*Nothing was built of it\\. Pod ${id} is made anew`));
      assert.ok(gunzipSync(api.received(id)).includes('content\n'));
      const posts = api.requests
        .filter((request) => isPost('pods')(request) || isPost('secrets')(request))
        .map(({ path }) => path.split('/').at(-1));
      assert.deepEqual(posts, ['pods', 'secrets', 'pods', 'secrets']);
    });

    it('starts over when the attach gets no answer', async () => {
      const { result, server: api } = await build({
        plays: [truncated, succeeding()],
        faults: [{ on: isAttach, does: { kind: 'reset' } }],
      });
      assert.equal(result.outcome, 'succeeded', result.failure?.message);
      assert.equal(api.requests.filter(isPost('pods')).length, 2);
    });

    it('waits until the Secret is gone, where only its owner takes it along', async () => {
      const taken = {
        kind: 'answer',
        status: 409,
        body: status(409, 'AlreadyExists', 'secrets "x" already exists'),
      } as const;
      const isAgain = (request: SeenRequest): boolean =>
        isPost('secrets')(request) && (server?.requests.filter(isPost('secrets')).length ?? 0) > 1;
      const { result, server: api } = await build({
        plays: [truncated, succeeding()],
        faults: [cut, { on: isAgain, does: taken, times: 2 }],
      });
      assert.equal(result.outcome, 'succeeded', result.failure?.message);
      assert.equal(api.requests.filter(isPost('secrets')).length, 4);
    });

    it('fails when the upload breaks a second time', async () => {
      const { server: api, result } = await fails(
        { plays: [truncated], faults: [{ ...cut, times: 2 }] },
        'upload-broken',
      );
      assert.equal(api.requests.filter(isPost('pods')).length, 2);
      assert.match(result.failure?.message ?? '', /^The upload of the build context broke: /);
    });

    it('does not start over when the container ends for a reason of its own', async () => {
      const full = withHalf(
        'Error: error resolving source context: write /kaniko/buildcontext/file: no space left',
      );
      const { server: api } = await fails({ plays: [full], faults: [cut] }, 'context-rejected');
      assert.equal(api.requests.filter(isPost('pods')).length, 1);
    });

    it('does not start over when the build has begun', async () => {
      const begun = withHalf(
        'INFO[0000] COPY file /',
        'Error: error resolving source context: unexpected EOF',
      );
      const { server: api } = await fails({ plays: [begun], faults: [cut] }, 'upload-broken');
      assert.equal(api.requests.filter(isPost('pods')).length, 1);
    });

    it('takes no success for one when the context was not sent', async () => {
      const { server: api, result } = await fails(
        { plays: [simplePlay({ lines: playedLines(['INFO[0000] COPY file /']) })] },
        'upload-broken',
      );
      assert.match(result.failure?.message ?? '', /ended as if it had succeeded/);
      assert.deepEqual(result.images, []);
      assert.equal(api.requests.filter(isPost('pods')).length, 1);
    });

    it('is at once the refusal of a cluster that forbids to attach', async () => {
      const does = {
        kind: 'answer',
        status: 403,
        body: status(
          403,
          'Forbidden',
          'pods "x" is forbidden: User "dev" cannot create resource "pods/attach"',
        ),
      } as const;
      const { result } = await fails(
        { plays: [truncated], faults: [{ on: isAttach, does }] },
        'cluster-forbidden',
      );
      assert.match(result.failure?.message ?? '', /pods\/attach/);
    });

    it('resumes a log that is cut, without loss or repeats', async () => {
      const texts = Array.from({ length: 200 }, (_, index) => `output ${index}`);
      const { result, events } = await build({
        plays: [simplePlay({ lines: playedLines(texts, 2), linesBeforeInput: 0 })],
        faults: [
          { on: isLog, does: { kind: 'cut-log', after: 1500, how: 'reset' } },
          { on: isLog, does: { kind: 'cut-log', after: 2500, how: 'end' } },
        ],
      });
      assert.equal(result.outcome, 'succeeded', result.failure?.message);
      assert.deepEqual(
        events.flatMap((event) => (event.type === 'log' ? [event.text] : [])),
        texts,
      );
    });

    it('is lost when somebody deletes the Pod', async () => {
      const { result } = await build(
        { plays: [simplePlay({ lines: playedLines(['one', 'two'], 50), startsAfter: 5000 })] },
        {
          onEvent: (event) => {
            if (event.type !== 'state' || event.state !== 'waiting') return;
            const [pod] = server?.pods ?? [];
            void fetch(`${server?.url ?? ''}/api/v1/namespaces/builds/pods/${pod?.metadata.name ?? ''}`, {
              method: 'DELETE',
              headers: { authorization: 'Bearer bed-token-that-must-never-be-shown' },
            });
          },
        },
      );
      assert.equal(result.outcome, 'lost');
      assert.equal(result.failure?.code, 'pod-lost');
    });
  });

  describe('that is cancelled', () => {
    const slow = (): PodPlay => ({
      ...simplePlay({
        lines: playedLines(
          [
            'INFO[0000] COPY file /',
            'INFO[0000] Pushing image to r.example/app:1',
            ...Array.from({ length: 100 }, () => 'still here'),
          ],
          100,
        ),
        startsAfter: 300,
      }),
    });

    for (const state of ['preparing', 'waiting', 'uploading', 'building', 'pushing'] satisfies RunState[]) {
      it(`while ${state} removes its Pod and Secret and is no failure`, async () => {
        const { result, states } = await build(
          { plays: [slow()] },
          {
            onEvent: (event, cancel) => {
              if (event.type === 'state' && event.state === state) cancel();
            },
          },
        );
        assert.equal(result.outcome, 'cancelled');
        assert.equal(result.failure, undefined);
        assert.deepEqual(states.slice(-2), [state, 'cancelled']);
      });
    }
  });
});
