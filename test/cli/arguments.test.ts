import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { builderProfiles } from '../../src/builder-profiles.ts';
import { parseCommandLine, type BuildOptions } from '../../src/cli/arguments.ts';
import { parseDuration } from '../../src/cli/duration.ts';
import { UsageError } from '../../src/cli/usage-error.ts';

const options = (...args: readonly string[]): BuildOptions => {
  const command = parseCommandLine(['build', '--destination', 'r/i:1', ...args], builderProfiles);
  assert.ok(command.name === 'build');
  return command.options;
};

describe('parseCommandLine', () => {
  it('has a default for all but the destination', () => {
    const parsed = options();
    assert.equal(parsed.context, process.cwd());
    assert.equal(parsed.dockerfile, resolve('Dockerfile'));
    assert.deepEqual([parsed.builder, parsed.flavour], ['kaniko', 'osscontainertools']);
    assert.deepEqual(parsed.credentials, { kind: 'docker-config' });
    assert.equal(parsed.timeoutSeconds, 1200);
  });

  it('takes files with settings of the Pod and an overlay', () => {
    const parsed = options('--pod-settings', 'pod.json', '--overlay', 'overlay.yaml');
    assert.deepEqual([parsed.podSettings, parsed.overlay], [resolve('pod.json'), resolve('overlay.yaml')]);
    assert.equal(options().overlay, undefined);
  });

  it('finds the Dockerfile in the context unless told otherwise', () => {
    assert.equal(options('--context', 'api').dockerfile, resolve('api/Dockerfile'));
    assert.equal(options('--context', 'api', '--file', 'Other').dockerfile, resolve('Other'));
  });

  it('reads what may be repeated', () => {
    const parsed = options(
      ...['--destination', 'r/i:2', '--build-arg', 'A=1', '--build-arg', 'B=x=y'],
      ...['--insecure-registry', 'h:1', '--registry-ca', 'h:2=ca.pem'],
    );
    assert.deepEqual(parsed.destinations, ['r/i:1', 'r/i:2']);
    assert.deepEqual(parsed.buildArgs, { A: '1', B: 'x=y' });
    assert.deepEqual(parsed.registries, { insecure: ['h:1'], certificates: { 'h:2': resolve('ca.pem') } });
  });

  it('reads mirrors and maps', () => {
    const { registries } = options(
      ...['--registry-mirror', 'm:1/hub', '--registry-mirror', 'n:1', '--mirrors-only'],
      ...['--registry-map', 'quay.io=m:1/quay;ghcr.io=m:1', '--registry-map', 'quay.io=n:1'],
    );
    assert.deepEqual(registries, {
      insecure: [],
      certificates: {},
      mirrors: ['m:1/hub', 'n:1'],
      map: { 'quay.io': ['m:1/quay', 'n:1'], 'ghcr.io': ['m:1'] },
      mirrorsOnly: true,
    });
    assert.throws(() => options('--registry-map', 'quay.io'), UsageError);
  });

  it('reads the cache and the executor’s arguments', () => {
    assert.equal(options().cache, undefined);
    assert.deepEqual(options('--cache').cache, {});
    assert.deepEqual(
      options('--cache', '--cache-repo', 'h/c', '--cache-ttl', '1h30m', '--cache-copy-layers').cache,
      { repository: 'h/c', ttlSeconds: 5400, copyLayers: true },
    );
    for (const wrong of [
      ['--cache-repo', 'h/c'],
      ['--cache', '--cache-ttl', 'soon'],
      ['--cache-copy-layers'],
    ])
      assert.throws(() => options(...wrong), UsageError);
    const extra = options('--executor-arg=--push-retry=3', '--executor-arg=--force').executorArguments;
    assert.deepEqual(extra, ['--push-retry=3', '--force']);
  });

  it('takes the flavour of an image from its name, and asks for it where that does not tell', () => {
    assert.equal(options('--image', 'm:1/kaniko-project/executor:v1.24.0').flavour, 'google');
    assert.equal(options('--image', 'm:1/x', '--flavour', 'chainguard').flavour, 'chainguard');
    assert.equal(options('--builder', 'buildah', '--image', 'm:1/x').flavour, 'stable');
    assert.throws(() => options('--image', 'm:1/kaniko:1'), /--flavour/);
  });

  it('gives a bare build argument the value of the environment, if it has one', () => {
    process.env['KANIKO_BUILD_TEST_ARG'] = 'from outside';
    try {
      const { buildArgs } = options(
        '--build-arg',
        'KANIKO_BUILD_TEST_ARG',
        '--build-arg',
        'NO_SUCH_VARIABLE_HERE',
      );
      assert.deepEqual(buildArgs, { KANIKO_BUILD_TEST_ARG: 'from outside' });
    } finally {
      delete process.env['KANIKO_BUILD_TEST_ARG'];
    }
  });

  it('reads requests and limits of the build container', () => {
    const { resources } = options('--limit', 'memory=8Gi', '--limit', 'cpu=2', '--request', 'cpu=100m');
    assert.deepEqual(resources, { requests: { cpu: '100m' }, limits: { memory: '8Gi', cpu: '2' } });
  });

  it('knows the kinds of credentials', () => {
    assert.deepEqual(options('--credentials', 'secret:mine').credentials, { kind: 'secret', name: 'mine' });
    assert.deepEqual(options('--credentials', 'none').credentials, { kind: 'none' });
    assert.deepEqual(options('--credentials', 'ambient').credentials, { kind: 'ambient' });
    const typed = options('--username', 'robot$me', '--password-stdin');
    assert.deepEqual(typed.credentials, { kind: 'typed', username: 'robot$me' });
    assert.equal(typed.passwordStdin, true);
  });

  it('passes a URL on, with what belongs to it', () => {
    const git = options(
      ...['--context', 'https://h/a.git#main', '--file', 'deploy/Dockerfile', '--context-sub-path', 'sub'],
      ...['--git-token-secret', 'creds/token'],
    );
    assert.equal(git.context, 'https://h/a.git#main');
    assert.deepEqual(git.remote, {
      dockerfile: 'deploy/Dockerfile',
      subPath: 'sub',
      secret: { secretName: 'creds', key: 'token' },
    });
    assert.deepEqual(options('--context', 's3://b/k').remote, {});
    assert.equal(options('--context', 'api').remote, undefined);
  });

  for (const [words, ...args] of [
    ['URL', '--git-branch', 'main'],
    ['folder', '--context', 's3://b/k', '--all'],
    ['NAME/KEY', '--context', 'https://h/a.git', '--git-token-secret', 'x'],
    ['azure-key-secret', '--context', 'https://h/a.git', '--azure-key-secret', 'x/y'],
    ['Secret', '--context', 's3://b/k', '--git-token-secret', 'x/y'],
    ['token', '--context', 'https://token@h/a.git'],
    ['branches', '--context', 'https://h/a.tgz', '--git-branch', 'main'],
    ['inside', '--context', 'https://h/a.git', '--file', '../Dockerfile'],
  ] as const) {
    it(`refuses: ${args.join(' ')}`, () => {
      assert.throws(
        () => options(...args),
        (error: unknown) => error instanceof UsageError && error.message.includes(words),
      );
    });
  }

  it('reads what belongs to one command only', () => {
    const parse = (...args: string[]) => parseCommandLine([...args, '-d', 'r/i'], builderProfiles);
    const doctor = parse('doctor', '--format', 'json');
    assert.ok(doctor.name === 'doctor');
    assert.equal(doctor.options.format, 'json');
    for (const insist of [true, false]) {
      const build = parse('build', ...(insist ? ['--insist'] : []));
      assert.ok(build.name === 'build');
      assert.equal(build.options.insist, insist);
    }
  });

  for (const args of [
    [],
    ['push'],
    ['context', 'https://h/a.git'],
    ['build'],
    ['build', '--destination', 'r/i', 'stray'],
    ['build', '--destination', 'r/i', '--builder', 'bazel'],
    ['build', '--destination', 'r/i', '--flavour', 'vanilla'],
    ['build', '--destination', 'r/i', '--credentials', 'secret:'],
    ['build', '--destination', 'r/i', '--username', 'me'],
    ['build', '--destination', 'r/i', '--timeout', 'soon'],
    ['build', '--destination', 'r/i', '--timeout', '0'],
    ['build', '--destination', 'r/i', '--registry-ca', 'h:2'],
    ['build', '--destination', 'r/i', '--build-arg', '=x'],
    ['build', '--destination', 'r/i', '--limit', 'memory'],
    ['build', '--destination', 'r/i', '--show-secrets'],
    ['manifests', '--destination', 'r/i', '--format', 'jsonl'],
    ['build', '--destination', 'r/i', '--format', 'json'],
    ['doctor'],
    ['doctor', '--destination', 'r/i', '--format', 'jsonl'],
    ['doctor', '--destination', 'r/i', '--insist'],
    ['doctor', '--destination', 'r/i', '--show-secrets'],
  ]) {
    it(`refuses: ${args.join(' ')}`, () => {
      assert.throws(() => parseCommandLine(args, builderProfiles), UsageError);
    });
  }
});

describe('parseDuration', () => {
  for (const [text, seconds] of [
    ['90', 90],
    ['90s', 90],
    ['20m', 1200],
    ['1h30m', 5400],
    ['', undefined],
    ['m', undefined],
    ['-5s', undefined],
    ['5d', undefined],
  ] as const) {
    it(`reads "${text}"`, () => assert.equal(parseDuration(text), seconds));
  }
});
