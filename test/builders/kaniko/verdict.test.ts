import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { FailureCode, LogEvidence, Verdict } from '../../../src/builders/builder.ts';
import { kaniko } from '../../../src/builders/kaniko/kaniko.ts';
import { replay } from '../replay.ts';
import { loadSample } from './samples.ts';

const recorded: Readonly<Record<string, FailureCode>> = {
  'fail-base-missing-repo': 'base-image',
  'fail-base-missing-tag': 'base-image',
  'fail-copy-missing': 'source-missing',
  'fail-copy-missing-json': 'source-missing',
  'fail-dockerfile-missing': 'dockerfile-missing',
  'fail-no-destination': 'usage',
  'fail-parse': 'dockerfile-syntax',
  'fail-push-no-credentials': 'push-refused',
  'fail-push-wrong-password': 'push-refused',
  'fail-push-wrong-password-json': 'push-refused',
  'fail-registry-down': 'registry-unreachable',
  'fail-run': 'run-failed',
  'fail-run-exit3': 'run-failed',
  'fail-run-json': 'run-failed',
  'fail-target-unknown': 'target-unknown',
  'oss-fail-base-missing-repo': 'base-image',
  'oss-fail-copy-missing': 'source-missing',
  'oss-fail-oom-executor': 'out-of-memory',
  'oss-fail-push-no-credentials': 'push-refused',
  'oss-fail-push-wrong-password': 'push-refused',
  'oss-fail-push-wrong-password-skip-check': 'push-refused',
  'oss-fail-run': 'run-failed',
  'oss-fail-target-unknown': 'target-unknown',
};

const check = 'error checking push permissions: checking push permission for "reg.example/app:1": ';
const build = 'error building image: ';
const stage = `${build}error building stage: `;
const context = 'Error: error resolving source context: ';

/** Messages of kaniko.md §4, §5 and §10 that no recording holds. */
const told: readonly (readonly [string, FailureCode, RegExp])[] = [
  [
    `${check}POST https://reg.example/v2/app/blobs/uploads/: DENIED: requested access to the resource is denied`,
    'push-refused',
    /reg\.example does not allow/,
  ],
  [
    `${check}POST https://reg.example/v2/app/blobs/uploads/: unexpected status code 403 Forbidden`,
    'push-refused',
    /does not allow/,
  ],
  [
    `${check}creating push check transport for reg.example failed: Get "https://reg.example/v2/": http: server gave HTTP response to HTTPS client`,
    'registry-tls',
    /reg\.example speaks plain HTTP/,
  ],
  [
    `${check}creating push check transport for reg.example failed: Get "https://reg.example/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
    'registry-tls',
    /authority/,
  ],
  [
    `${check}creating push check transport for reg.example failed: Get "https://reg.example/v2/": x509: certificate has expired or is not yet valid`,
    'registry-tls',
    /expired/,
  ],
  [
    `${check}creating push check transport for reg.example failed: Get "https://reg.example/v2/": dial tcp: lookup reg.example on 10.96.0.10:53: no such host`,
    'registry-unreachable',
    /DNS does not know the registry reg\.example/,
  ],
  [
    `${check}creating push check transport for localhost:5000 failed: Get "http://localhost:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused`,
    'registry-unreachable',
    /127\.0\.0\.1:5000/,
  ],
  [
    `${check}creating push check transport for reg.example failed: Get "https://reg.example/v2/": dial tcp 10.0.0.9:443: i/o timeout`,
    'registry-unreachable',
    /i\/o timeout/,
  ],
  [
    `${check}resolving authorization for reg.example failed: parsing config file (/kaniko/.docker/config.json): illegal base64 data at input byte 4`,
    'credentials-broken',
    /cannot be read/,
  ],
  [
    `${check}resolving authorization for reg.example failed: Invalid auth configuration file`,
    'credentials-broken',
    /cannot be read/,
  ],
  [
    `${check}resolving authorization for reg.example failed: error getting credentials - err: exec: "docker-credential-desktop": executable file not found in $PATH, out: \`\``,
    'credentials-broken',
    /desktop/,
  ],
  [
    'error checking push permissions: checking push permission for "reg/Lab/App": repository can only contain the characters `abcdefghijklmnopqrstuvwxyz0123456789_-./`: Lab/App',
    'request-invalid',
    /not valid/,
  ],
  [
    `${build}unable to complete operation after 0 attempts, last error: GET https://index.docker.io/v2/library/busybox/manifests/latest: TOOMANYREQUESTS: You have reached your pull rate limit.`,
    'base-image',
    /rate limit/,
  ],
  [
    `${build}unable to complete operation after 0 attempts, last error: GET https://reg.example/v2/team/base/manifests/401: UNAUTHORIZED: authentication required`,
    'base-image',
    /pull of a base image: wrong or missing credentials/,
  ],
  [`${build}no child with platform linux/arm64 in index reg.example/base:1`, 'base-image', /linux\/arm64/],
  [
    `${stage}failed to execute command: starting command: fork/exec /bin/bash: no such file or directory`,
    'run-failed',
    /no \/bin\/bash/,
  ],
  [
    `${stage}failed to execute command: starting command: fork/exec /bin/sh: exec format error`,
    'run-failed',
    /another processor/,
  ],
  [
    `${stage}failed to execute command: waiting for process to exit: signal: killed`,
    'out-of-memory',
    /memory/,
  ],
  [
    `${stage}failed to execute command: starting command: fork/exec /bin/sh: operation not permitted`,
    'permission',
    /capability/,
  ],
  [
    `${stage}failed to get filesystem from image: write /bin/busybox: no space left on device`,
    'disk-full',
    /disk/,
  ],
  [
    `${stage}failed to get filesystem from image: chown /x: operation not permitted`,
    'permission',
    /capability/,
  ],
  [
    `${stage}failed to get filesystem from image: error removing var/run to make way for new symlink: unlinkat /var/run/secrets: device or resource busy`,
    'permission',
    /\/var\/run\/secrets/,
  ],
  [
    `${stage}failed to get files used from context: resolved envs is empty`,
    'dockerfile-syntax',
    /here-documents/,
  ],
  [
    `${stage}failed to execute command: copying dir: lstat /kaniko/0/app/out: no such file or directory`,
    'source-missing',
    /\/app\/out/,
  ],
  [
    `${build}failed to optimize instructions: failed to get files used from context: failed to get fileinfo for /kaniko/buildcontext/x y: lstat /kaniko/buildcontext/x y: no such file or directory`,
    'source-missing',
    /names x y,/,
  ],
  [
    `${build}parsing dockerfile: dockerfile parse error on line 7: unknown flag: --parents`,
    'dockerfile-syntax',
    /Line 7/,
  ],
  [`${build}parsing dockerfile: file with no instructions`, 'dockerfile-syntax', /no FROM/],
  [
    `${stage}failed to execute command: credentials: get uid/gid: user nobody2 is not a uid and does not exist on the system`,
    'dockerfile-syntax',
    /nobody2/,
  ],
  [`${context}gzip: invalid header`, 'context-rejected', /gzip: invalid header/],
  [`${context}EOF`, 'upload-broken', /incomplete/],
  [
    `${stage}failed to get files used from context: failed to get fileinfo for /kaniko/deps/0/nothere: lstat /kaniko/deps/0/nothere: no such file or directory`,
    'source-missing',
    /needs \/nothere,/,
  ],
  [
    'error checking push permissions -- make sure you entered the correct tag name, and that you are authenticated correctly, and try again: getting tag for destination: repository can only contain the characters `abcdefghijklmnopqrstuvwxyz0123456789_-./`: K/x',
    'request-invalid',
    /not valid/,
  ],
  [`${context}unexpected EOF`, 'upload-broken', /incomplete/],
  [
    `${context}no data found.. don't forget to add the '--interactive, -i' flag`,
    'context-rejected',
    /no stream/,
  ],
  ['Error: unknown flag: --secret', 'usage', /does not know the flag --secret/],
  [
    'Error: copying dockerfile: chown /kaniko/Dockerfile: operation not permitted',
    'permission',
    /root and a writable/,
  ],
  [
    'Error: error resolving dockerfile path: copying dockerfile: creating file: open /kaniko/Dockerfile: read-only file system',
    'permission',
    /root and a writable/,
  ],
  [
    'kaniko should only be run inside of a container, run with the --force flag if you are sure you want to continue',
    'usage',
    /container/,
  ],
  [
    'error pushing image: failed to push to destination reg.example/app:1: PUT https://reg.example/v2/app/blobs/uploads/1: unexpected status code 413 Request Entity Too Large',
    'push-refused',
    /too large/,
  ],
  [
    'error pushing image: failed to push to destination reg.example/app:1: PUT https://reg.example/v2/app/manifests/1: TAG_INVALID: The image tag already exists',
    'push-refused',
    /exists already/,
  ],
  [
    'error pushing image: failed to push to destination reg.example/app:1: PUT https://reg.example/v2/app/manifests/1: MANIFEST_INVALID: manifest invalid',
    'push-refused',
    /kind of image/,
  ],
  [
    'error pushing image: failed to push to destination reg.example/app:1: unexpected status code 502 Bad Gateway',
    'registry-unreachable',
    /reg\.example did not answer/,
  ],
];

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
const evidence = (more: Partial<LogEvidence>): LogEvidence => ({ pushed: {}, warnings: [], ...more });
const failed = (verdict: Verdict): Extract<Verdict, { outcome: 'failed' }>['failure'] => {
  assert.equal(verdict.outcome, 'failed');
  return verdict.failure;
};

describe('the verdict on kaniko', () => {
  for (const [name, code] of Object.entries(recorded)) {
    it(`says ${code} of ${name}`, () => {
      const sample = loadSample(name);
      const read = replay(kaniko, sample.log, sample.destinations);
      const failure = failed(kaniko.verdict({ termination: sample.terminated }, read.evidence));
      assert.equal(failure.code, code);
      assert.ok(failure.evidence !== undefined && failure.message !== '' && failure.remedy !== '');
    });
  }

  it('knows every recorded failure', () => {
    const logs = readdirSync(new URL('../../fixtures/kaniko/', import.meta.url)).filter((file) =>
      file.endsWith('.log'),
    );
    const failures = logs.map((file) => file.slice(0, -4)).filter((name) => name.includes('fail-'));
    assert.deepEqual(failures.sort(), Object.keys(recorded).sort());
  });

  for (const [error, code, message] of told) {
    it(`says ${code} of ${error.slice(0, 40)}…${error.slice(-40)}`, () => {
      const reader = kaniko.logReader({ destinations: ['reg.example/app:1'] });
      reader.read('time="2026-11-23T03:15:57Z" level=info msg="To simulate EOF and exit, press \'Ctrl+D\'"');
      reader.read(error);
      const failure = failed(
        kaniko.verdict({ termination: { exitCode: 1, reason: 'Error' } }, reader.evidence()),
      );
      assert.equal(failure.code, code);
      assert.match(failure.message, message);
      assert.equal(failure.evidence, error);
    });
  }

  for (const [error, remedy] of [
    ['Error: unknown flag: --secret', /osscontainertools from 1\.26\.3 on/],
    ['Error: unknown flag: --registry-certificate foo', /Write it as --registry-certificate=…/],
    ["Error: unknown shorthand flag: 'x' in -x", /No flavour has it/],
    ['Error: unknown flag: --nonsense', /No flavour has it/],
  ] as const)
    it(`says what to do about ${error}`, () => {
      const reader = kaniko.logReader({ destinations: ['reg.example/app:1'] });
      reader.read(error);
      reader.read('Usage:');
      const verdict = kaniko.verdict({ termination: { exitCode: 1, reason: 'Error' } }, reader.evidence());
      assert.match(failed(verdict).remedy ?? '', remedy);
    });

  it('explains at the end that layers were not kept', () => {
    const reader = kaniko.logReader({ destinations: ['reg.example/app:1'] });
    const key = 'a'.repeat(64);
    const why = `failed to push to destination h:1/c:${key}: HEAD http://h:1/v2/c/manifests/${key}: unexpected status code 401 Unauthorized`;
    reader.read(`time="2026-11-23T03:15:57Z" level=warning msg="Error uploading layer to cache: ${why}"`);
    reader.read(
      'time="2026-11-23T03:15:58Z" level=warning msg="Error uploading layer to cache: broken pipe"',
    );
    assert.deepEqual(reader.evidence().warnings, [
      'The layers were not kept for the next build in h:1/c: unexpected status code 401 Unauthorized. kanikoBuild.cache.repository should name a repository that the build may push to.',
      'The layers were not kept for the next build: broken pipe',
    ]);
  });

  it('names the instruction and shows what it printed', () => {
    const sample = loadSample('fail-run-exit3');
    const { evidence: found } = replay(kaniko, sample.log, sample.destinations);
    const failure = failed(kaniko.verdict({ termination: sample.terminated }, found));
    assert.match(failure.message, /exit code 3: RUN echo "stdout line"/);
    assert.match(failure.evidence ?? '', /^stdout line\nstderr line\nerror building image/);
  });

  it('takes a RUN that ends with 137 for its own end, and the reason OOMKilled for want of memory', () => {
    const own = evidence({
      error: `${stage}failed to execute command: waiting for process to exit: exit status 137`,
    });
    assert.equal(
      failed(kaniko.verdict({ termination: { exitCode: 137, reason: 'Error' } }, own)).code,
      'run-failed',
    );
    assert.equal(
      failed(kaniko.verdict({ termination: { exitCode: 137, reason: 'OOMKilled' } }, own)).code,
      'out-of-memory',
    );
  });

  it("lets the Pod's own reason speak first", () => {
    const end = { termination: { exitCode: 2, reason: 'Error' } };
    const lastStep = 'RUN make';
    const deadline = kaniko.verdict({ ...end, podReason: 'DeadlineExceeded' }, evidence({ lastStep }));
    assert.equal(failed(deadline).code, 'deadline');
    assert.match(failed(deadline).message, /RUN make/);
    const evicted = { podReason: 'Evicted', podMessage: 'The node was low on resource: ephemeral-storage.' };
    assert.equal(failed(kaniko.verdict(evicted, evidence({}))).code, 'evicted');
    assert.equal(failed(kaniko.verdict({}, evidence({}))).code, 'pod-lost');
    const start = { exitCode: 128, reason: 'StartError', message: 'exec: "/kaniko/executor": no such file' };
    assert.equal(failed(kaniko.verdict({ termination: start }, evidence({}))).code, 'container-config');
  });

  it('says unknown in the words of kaniko, or that there are none', () => {
    const words = failed(
      kaniko.verdict({ termination: { exitCode: 1 } }, evidence({ error: `${stage}something new` })),
    );
    assert.deepEqual([words.code, words.message], ['unknown', 'something new']);
    assert.match(
      failed(kaniko.verdict({ termination: { exitCode: 9 } }, evidence({}))).message,
      /9 and did not say why/,
    );
    assert.match(
      failed(kaniko.verdict({ termination: { exitCode: 2 } }, evidence({}))).message,
      /stopped from outside/,
    );
  });

  it('believes a digest only after exit code 0, and only when the log agrees', () => {
    const ok = (message?: string, pushed: Record<string, string> = {}): Verdict =>
      kaniko.verdict(
        { termination: { exitCode: 0, ...(message === undefined ? {} : { message }) } },
        evidence({ pushed }),
      );
    const good = { outcome: 'succeeded', digest: digest('1') };
    assert.deepEqual(ok(digest('1'), { app: digest('1') }), good);
    assert.deepEqual(ok(digest('1')), good);
    assert.deepEqual(ok(undefined, { app: digest('1') }), good);
    assert.deepEqual(ok(digest('2'), { app: digest('1') }), { outcome: 'succeeded' });
    assert.deepEqual(ok('sha256:short'), { outcome: 'succeeded' });
    const lie = kaniko.verdict({ termination: { exitCode: 1, message: digest('1') } }, evidence({}));
    assert.equal(lie.outcome, 'failed');
  });
});
