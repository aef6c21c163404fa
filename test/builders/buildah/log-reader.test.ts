import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { FailureCode } from '../../../src/builders/builder.ts';
import { buildah } from '../../../src/builders/buildah/buildah.ts';
import { replay } from '../replay.ts';

interface Expectation {
  /** Exit code of the Pod. */
  readonly exit: number;
  readonly code?: FailureCode;
  /** What the message names. */
  readonly names?: RegExp;
}

/**
 * `script-*` were recorded with buildah 1.28.2 by running the Pod's own command with its capabilities and no new
 * privileges, against an authenticated registry over HTTP and one with a private CA; the others in a cluster.
 */
const expected: Readonly<Record<string, Expectation>> = {
  success: { exit: 0 },
  'success-two-stages': { exit: 0 },
  'script-two-registries': { exit: 0 },
  'script-unused': { exit: 0 },
  'fail-base-missing-repo': {
    exit: 125,
    code: 'base-image',
    names: /10\.244\.0\.1:5000\/library\/nope:latest/,
  },
  'fail-copy-missing': { exit: 125, code: 'source-missing', names: /nothere\.txt/ },
  'fail-push-wrong-password': { exit: 125, code: 'push-refused', names: /10\.244\.0\.1:5000/ },
  'fail-run-exit3': { exit: 3, code: 'run-failed', names: /exit code 3: RUN echo before/ },
  'fail-seccomp-runtimedefault': { exit: 1, code: 'permission', names: /user namespace/ },
  'fail-too-few-capabilities': { exit: 1, code: 'permission', names: /capabilities/ },
  'fail-unknown-instruction': { exit: 125, code: 'dockerfile-syntax', names: /FOO/ },
  'script-auth-json': { exit: 125, code: 'credentials-broken' },
  'script-auth-not-base64': { exit: 125, code: 'credentials-broken' },
  'script-badref': { exit: 125, code: 'request-invalid', names: /must be lowercase/ },
  'script-base-tls-unknown-ca': { exit: 125, code: 'registry-tls', names: /127\.0\.0\.1:15552/ },
  'script-base-unauthorized': { exit: 125, code: 'base-image', names: /pull of a base image/ },
  'script-command-not-found': { exit: 127, code: 'run-failed', names: /exit code 127/ },
  'script-dns': { exit: 125, code: 'registry-unreachable', names: /nosuch\.invalid/ },
  'script-dockerfile-missing': { exit: 125, code: 'dockerfile-missing', names: /sub\/None/ },
  'script-fromstage': { exit: 125, code: 'source-missing', names: /nothere/ },
  'script-fromunknown': { exit: 125, code: 'base-image', names: /zzz/ },
  'script-glob': { exit: 125, code: 'source-missing', names: /\*\.none/ },
  'script-heredoc': { exit: 125, code: 'dockerfile-syntax', names: /ECHO/ },
  'script-http-not-declared': {
    exit: 125,
    code: 'registry-tls',
    names: /127\.0\.0\.1:15551 speaks plain HTTP/,
  },
  'script-killed': { exit: 1, code: 'run-failed' },
  'script-no-credentials': { exit: 125, code: 'push-refused', names: /127\.0\.0\.1:15551 refuses the push/ },
  'script-nofrom': { exit: 125, code: 'dockerfile-syntax', names: /no FROM/ },
  'script-not-gzip': { exit: 2, code: 'context-rejected', names: /not in gzip format/ },
  'script-panic': { exit: 2, code: 'unknown', names: /panic/ },
  'script-refused': {
    exit: 125,
    code: 'registry-unreachable',
    names: /127\.0\.0\.1:15999: connection refused/,
  },
  'script-run-exit3-tls': { exit: 3, code: 'run-failed', names: /RUN exit 3/ },
  'script-target-unknown': { exit: 125, code: 'target-unknown', names: /nosuch/ },
  'script-tls-unknown-ca': { exit: 125, code: 'registry-tls', names: /127\.0\.0\.1:15552/ },
  'script-truncated': { exit: 2, code: 'upload-broken' },
  'script-user': { exit: 125, code: 'dockerfile-syntax', names: /nobody9/ },
};

const folder = new URL('../../fixtures/buildah/', import.meta.url);
const load = (name: string): string => readFileSync(new URL(`${name}.log`, folder), 'utf8');
const destinations = ['127.0.0.1:15551/a/base:1', '127.0.0.1:15552/a/base:1'];

describe('the log of buildah', () => {
  for (const [name, { exit, code, names }] of Object.entries(expected)) {
    it(`says ${code ?? 'success'} of ${name}`, () => {
      const { evidence, lines } = replay(buildah, load(name), destinations);
      assert.equal(lines.length, load(name).replace(/\n$/, '').split('\n').length);
      const verdict = buildah.verdict({ termination: { exitCode: exit } }, evidence);
      if (verdict.outcome === 'succeeded') {
        assert.equal(code, undefined);
        return;
      }
      assert.equal(verdict.failure.code, code);
      if (names !== undefined) assert.match(verdict.failure.message, names);
    });
  }

  it('is known in every recording', () => {
    const names = readdirSync(folder).map((file) => file.replace(/\.log$/, ''));
    assert.deepEqual(names.sort(), Object.keys(expected).sort());
  });

  it('tells stages and steps, those of stages that build on others too', () => {
    const image = '10.244.0.1:5000/library/busybox:latest';
    assert.deepEqual(replay(buildah, load('success-two-stages'), []).steps, [
      `1: build | FROM ${image} AS build | -`,
      '1: build | RUN echo one > /one | -',
      `2: ${image} | FROM ${image} | -`,
      `2: ${image} | COPY --from=build /one /one | -`,
      `2: ${image} | RUN cat /one | -`,
      `2: ${image} | CMD ["cat","/one"] | -`,
    ]);
    assert.deepEqual(
      replay(buildah, load('script-unused'), []).steps.map((step) => step.replace(/[0-9a-f]{64}/, 'ID')),
      [
        '1: a | FROM scratch AS a | -',
        '1: a | COPY busybox /bin/sh | -',
        '3 | FROM ID | -',
        '3 | RUN echo hi; printf nonl | -',
      ],
    );
  });

  it('keeps what RUN prints apart, also when it prints what buildah says', () => {
    const { lines, evidence, pushing } = replay(buildah, load('script-two-registries'), destinations);
    const output = lines.filter(({ level }) => level === 'output').map(({ text }) => text);
    assert.deepEqual(output, [
      `partial a b$(HOME)\`id\`$$;'"xuid=0 gid=0 groups=0`,
      'Error: not mine',
      'STEP 2/9: RUN x',
      'hello',
    ]);
    assert.deepEqual(pushing, destinations);
    const digest = 'sha256:8a5f8d9c27717161e8a0a00b396401ec6bfabdf04aa4f44f5b4500a6b0e9eafe';
    assert.deepEqual(evidence.pushed, { '127.0.0.1:15551/a/base': digest, '127.0.0.1:15552/a/base': digest });
    assert.equal(evidence.error, undefined);
  });

  it('is not fooled by a database that commits or by a step out of turn', () => {
    const reader = buildah.logReader({ destinations });
    for (const line of ['STEP 1/3: FROM busybox', 'STEP 2/3: RUN psql']) reader.read(line);
    const printed = [
      'COMMIT',
      'COMMIT x',
      'STEP 3/4: RUN y',
      `==> Pushed ${destinations[0] ?? ''}@sha256:${'0'.repeat(64)}`,
    ];
    for (const line of printed) assert.equal(reader.read(line).level, 'output');
    assert.deepEqual(reader.read('10%STEP 3/3: CMD ["x"]').meanings, [
      { kind: 'step', instruction: 'CMD ["x"]' },
    ]);
    assert.deepEqual(reader.evidence().pushed, {});
  });

  it('ends the last RUN with the commit, also behind output without a newline', () => {
    const reader = buildah.logReader({ destinations });
    for (const line of ['STEP 1/2: FROM busybox', 'STEP 2/2: RUN printf x']) reader.read(line);
    assert.deepEqual(reader.read('xCOMMIT localhost/kaniko-build/image').meanings, [{ kind: 'step-end' }]);
  });

  it('reads what buildah says of a cache in a registry', () => {
    const reader = buildah.logReader({ destinations });
    const key = 'a'.repeat(64);
    for (const line of ['STEP 1/3: FROM busybox', 'STEP 2/3: RUN echo x']) reader.read(line);
    assert.equal(reader.read('x').level, 'output');
    assert.equal(reader.read(`--> Pushing cache h:1/c:${key}`).level, 'info');
    assert.deepEqual(reader.read('--> 0123456789a').meanings, [{ kind: 'step-end' }]);
    reader.read('STEP 3/3: RUN true');
    assert.deepEqual(reader.read(`--> Cache pulled from remote h:1/c:${key}`).meanings, [
      { kind: 'cache', result: 'hit' },
      { kind: 'step-end' },
    ]);
  });

  it('says that a cache which cannot be written stops buildah', () => {
    const reader = buildah.logReader({ destinations });
    reader.read('STEP 2/4: COPY a /');
    reader.read(
      `Error: building at STEP "COPY a /": failed pushing cache to {{{"h:1" "test/c"} "${'a'.repeat(64)}"}}: trying to reuse blob sha256:${'b'.repeat(64)} at destination: checking whether a blob exists in h:1/test/c: unauthorized: authentication required`,
    );
    const verdict = buildah.verdict({ termination: { exitCode: 125 } }, reader.evidence());
    assert.ok(verdict.outcome === 'failed');
    assert.equal(verdict.failure.code, 'push-refused');
    assert.equal(verdict.failure.message, 'The layers cannot be kept in h:1/test/c: authentication required');
    assert.match(verdict.failure.remedy ?? '', /kanikoBuild\.cache\.repository/);
  });
});
