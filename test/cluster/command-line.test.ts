import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunEvent } from '../../src/build/events.ts';
import { readImage } from '../beds/registry.ts';
import { anyBuilder, assertNothingLeft, kubectl, project, sandbox, type Project } from './support.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('kaniko-build on the command line', () => {
  const { kubeconfig, contexts, namespaces, registries, images } = sandbox();
  const builder = anyBuilder();
  let hello: Project;

  before(async () => {
    hello = await project({
      Dockerfile: `FROM ${images.busybox} AS first\nRUN echo first\nFROM ${images.busybox}\nARG WHO\nRUN echo "hello $WHO"\n`,
    });
  });
  after(() => hello.remove());
  afterEach(assertNothingLeft);

  const common = (command: string, destination: string): string[] => [
    command,
    ...['--context', hello.folder, '--destination', destination],
    ...['--kubeconfig', kubeconfig, '--kube-context', contexts.admin, '--namespace', namespaces.builds],
    ...['--builder', builder.id, '--flavour', builder.flavour],
    ...(builder.image === undefined ? [] : ['--image', builder.image]),
    ...['--insecure-registry', registries.open.host, '--insecure-registry', registries.auth.host],
    ...['--registry-ca', `${registries.tls.host}=${registries.tls.caFile ?? ''}`],
  ];

  const cli = (
    args: readonly string[],
    options: { readonly stdin?: string; readonly interruptAt?: RegExp } = {},
  ): Promise<Finished> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [CLI, ...args], { stdio: 'pipe' });
      let stdout = '';
      let stderr = '';
      let interrupted = false;
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => {
        stderr += chunk.toString();
        if (options.interruptAt?.test(stderr) !== true || interrupted) return;
        interrupted = true;
        child.kill('SIGINT');
      });
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, stdout, stderr }));
      child.stdin.end(options.stdin ?? '');
    });

  it('prints the image and nothing else on stdout, and ends with 0', async () => {
    const destination = `${registries.tls.host}/test/cli:1`;
    const args = common('build', destination);
    const { code, stdout, stderr } = await cli(
      [...args, '--build-arg', 'WHO=world', '--username', registries.tls.username ?? '', '--password-stdin'],
      { stdin: `${registries.tls.password ?? ''}\n` },
    );
    assert.equal(code, 0, stderr);
    const { digest } = await readImage(registries.tls, 'test/cli', '1');
    assert.equal(stdout, `${destination}@${digest}\n`);
    assert.match(stderr, /hello world/);
    assert.ok(!stderr.includes(registries.tls.password ?? ''));
  });

  it('tells one event a line with --format jsonl', async () => {
    const destination = `${registries.open.host}/test/cli-jsonl:1`;
    const { code, stdout, stderr } = await cli([
      ...common('build', destination),
      ...['--credentials', 'none', '--format', 'jsonl', '--target', 'first'],
    ]);
    assert.equal(code, 0, stderr);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as RunEvent);
    assert.deepEqual(
      new Set(events.map(({ type }) => type)),
      new Set(['state', 'manifests', 'upload', 'log', 'step', 'result']),
    );
    const last = events.at(-1);
    assert.ok(last?.type === 'result');
    assert.deepEqual(last.result.images, [`${destination}@${last.result.digest ?? ''}`]);
  });

  it('ends with 1 when the build fails, and says why', async () => {
    const broken = join(hello.folder, 'Broken');
    await writeFile(broken, `FROM ${images.busybox}\nRUN exit 9\n`);
    const args = common('build', `${registries.open.host}/test/cli:2`);
    const { code, stdout, stderr } = await cli([...args, '--file', broken, '--credentials', 'none']);
    assert.equal(code, 1, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /9/);
  });

  it('ends with 2 for what is wrong before the cluster is asked', async () => {
    const destination = `${registries.open.host}/test/cli:2`;
    for (const [args, says] of [
      [['build'], /--destination/],
      [[...common('build', destination), '--no-such-flag'], /no-such-flag/],
      [common('build', `${registries.open.host}/Upper/Case:1`), /Upper/],
      [[...common('build', destination), '--file', join(hello.folder, 'nowhere')], /nowhere/],
      [[...common('build', destination), '--kube-context', 'nobody'], /nobody/],
    ] as const) {
      const { code, stdout, stderr } = await cli(args);
      assert.equal(code, 2, stderr);
      assert.equal(stdout, '');
      assert.match(stderr, says);
    }
  });

  it('ends with 3 when the cluster refuses, and when nobody answers', async () => {
    const args = common('build', `${registries.open.host}/test/cli:2`);
    const refused = await cli([...args, '--credentials', 'none', '--namespace', namespaces.restricted]);
    assert.equal(refused.code, 3, refused.stderr);
    assert.match(refused.stderr, /violates PodSecurity/);
    const elsewhere = join(hello.folder, 'kubeconfig');
    await writeFile(
      elsewhere,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
        users: [{ name: 'u', user: { token: 'sesame' } }],
        contexts: [{ name: contexts.admin, context: { cluster: 'c', user: 'u' } }],
      }),
    );
    const silent = await cli([
      ...args.map((arg) => (arg === kubeconfig ? elsewhere : arg)),
      ...['--credentials', 'none'],
    ]);
    assert.equal(silent.code, 3, silent.stderr);
    assert.match(silent.stderr, /127\.0\.0\.1:1/);
    assert.ok(!silent.stderr.includes('sesame'));
  });

  it('cleans up when interrupted, and ends with 130', async () => {
    const slow = join(hello.folder, 'Slow');
    await writeFile(slow, `FROM ${images.busybox}\nRUN echo asleep && sleep 60\n`);
    const args = common('build', `${registries.open.host}/test/cli:2`);
    const { code, stderr } = await cli([...args, '--file', slow, '--credentials', 'none'], {
      interruptAt: /^asleep/m,
    });
    assert.equal(code, 130, stderr);
  });

  it('prints manifests that kubectl applies, secret values only when asked', async () => {
    const password = 'sesame-open';
    const args = [
      ...common('manifests', `${registries.auth.host}/test/cli:1`),
      '--username',
      'me',
      '--password-stdin',
    ];
    const login = Buffer.from(`me:${password}`).toString('base64');
    const secretsIn = (yaml: string): string =>
      [...yaml.matchAll(/^ {2}\S+: ([A-Za-z0-9+/=]{16,})$/gm)]
        .map(([, value = '']) => Buffer.from(value, 'base64').toString())
        .join('\n');
    const redacted = await cli(args, { stdin: password });
    assert.equal(redacted.code, 0, redacted.stderr);
    assert.ok(!redacted.stdout.includes(password) && !secretsIn(redacted.stdout).includes(login));
    const real = await cli([...args, '--show-secrets'], { stdin: password });
    assert.equal(real.code, 0, real.stderr);
    assert.ok(secretsIn(real.stdout).includes(login));
    for (const { stdout } of [redacted, real]) {
      const file = join(hello.folder, 'manifests.yaml');
      await writeFile(file, stdout);
      const applied = await kubectl('apply', '--dry-run=server', '-f', file);
      assert.match(applied, /^secret\/.* created \(server dry run\)\npod\/.* created \(server dry run\)\n$/);
    }
  });
});
