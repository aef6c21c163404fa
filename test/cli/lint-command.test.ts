import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const source = join(import.meta.dirname, '../../src/cli.ts');

interface Output {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('kaniko-build lint', () => {
  let program: string;
  let folder: string;
  before(async () => {
    program = join(await mkdtemp(join(tmpdir(), 'kaniko-build-cli-')), 'cli.js');
    // In one piece, which starts sooner than a hundred modules.
    await build({
      entryPoints: [source],
      outfile: program,
      bundle: true,
      platform: 'node',
      external: ['./engine.ts'],
    });
  });
  after(() => rm(dirname(program), { recursive: true, force: true }));
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-lint-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Runs it in the folder, with no ShellCheck on PATH and no configuration of the user's. */
  const lint = (args: readonly string[], stdin = '', env: Record<string, string> = {}): Promise<Output> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, 'lint', ...args], {
        cwd: folder,
        env: { PATH: '/nowhere', HOME: folder, NODE_NO_WARNINGS: '1', ...env },
      });
      const output = { stdout: '', stderr: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, ...output }));
      child.stdin.on('error', () => undefined);
      child.stdin.end(stdin);
    });

  const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);

  const codesOf = (json: string): string[][] =>
    (JSON.parse(json) as { diagnostics: { code: string }[] }[]).map(({ diagnostics }) =>
      diagnostics.map(({ code }) => code),
    );

  it('says of a file that cannot be read no more than hadolint does', async () => {
    await write('Dockerfile', 'FROM debian\nRAN x\n');
    const { code, stdout } = await lint(['--format', 'json', 'Dockerfile']);
    assert.equal(code, 1);
    assert.deepEqual(codesOf(stdout), [['DL1000']]);
  });

  it('prints what is found, and fails from --fail-on on', async () => {
    await write('Dockerfile', 'FROM a:1\nRUN cd x\n');
    const { code, stdout, stderr } = await lint(['Dockerfile']);
    assert.match(stdout, /^Dockerfile:2:5 warning DL3003 .+\n {4}RUN cd x\n {8}\^/);
    assert.match(stderr, /1 finding in 1 Dockerfile/);
    assert.equal(code, 1);
    assert.equal((await lint(['Dockerfile', '--fail-on', 'error'])).code, 0);
    assert.equal((await lint(['Dockerfile', '--fail-on', 'never'])).code, 0);
  });

  it('says nothing of a Dockerfile with nothing wrong', async () => {
    await write('Dockerfile', 'FROM a:1\nCOPY a /a\n');
    const { code, stdout, stderr } = await lint(['Dockerfile', '--format', 'json']);
    assert.deepEqual([code, codesOf(stdout), stderr], [0, [[]], '']);
  });

  it('lints what can be read of many, and returns 2', async () => {
    await mkdir(join(folder, 'api'));
    await write('api/Dockerfile', 'FROM a:1\nRUN sudo x\n');
    await write('Dockerfile', 'FROM a:1\n');
    const { code, stdout, stderr } = await lint(['--format', 'json', '**/Docker*', 'none']);
    assert.deepEqual(codesOf(stdout), [[], ['DL3004']]);
    assert.match(stderr, /^kaniko-build: none: /);
    assert.equal(code, 2);
  });

  it('returns 2 for wrong usage and a configuration that is not there', async () => {
    assert.equal((await lint([])).code, 2);
    const { code, stderr, stdout } = await lint(['-', '--config', 'none.yaml'], 'FROM a\n');
    assert.match(stderr, /none\.yaml cannot be read: ENOENT/);
    assert.deepEqual([code, stdout], [2, '']);
  });

  it('reads standard input under a name', async () => {
    const { code, stdout } = await lint(['--stdin-filename', 'x/Dockerfile', '-'], 'FROM a:1\nRUN sudo x\n');
    assert.match(stdout, /^x\/Dockerfile:2:5 error DL3004/);
    assert.equal(code, 1);
  });

  it('uses the configuration, and tells what is wrong in it', async () => {
    await write('.hadolint.yaml', 'ignored: [DL3003]\nno-fail: 1\nfailure-threshold: error\n');
    await write('Dockerfile', 'FROM a:latest\nRUN cd x\n');
    const { code, stdout, stderr } = await lint(['Dockerfile', '--format', 'json']);
    assert.deepEqual(codesOf(stdout), [['DL3007']]);
    assert.match(stderr, /\.hadolint\.yaml:2: /);
    assert.equal(code, 0);
    assert.equal((await lint(['Dockerfile', '--fail-on', 'warning'])).code, 1);
    const other = await lint(['Dockerfile', '--format', 'json'], '', { HADOLINT_IGNORE: 'DL3007' });
    assert.deepEqual(codesOf(other.stdout), [[]]);
  });

  it('fixes files, keeping their mode, mark and line ends', async () => {
    const path = join(folder, 'Dockerfile');
    await writeFile(path, '\uFEFFFROM a:1\r\nrun x\r\nCOPY y /y\r\n');
    await chmod(path, 0o640);
    const { stderr } = await lint(['Dockerfile', '--fix']);
    assert.match(stderr, /Dockerfile: \d+ fix(es)? made/);
    assert.equal(await readFile(path, 'utf8'), '\uFEFFFROM a:1\r\nRUN x\r\nCOPY y /y\r\n');
    assert.equal((await stat(path)).mode & 0o777, 0o640);
  });

  it('does not fix a file that is no UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('FROM a:1\nrun x # '), Buffer.from([0xff, 0x0a])]);
    await writeFile(join(folder, 'Dockerfile'), bytes);
    const { stderr } = await lint(['Dockerfile', '--fix']);
    assert.match(stderr, /not UTF-8/);
    assert.deepEqual(await readFile(join(folder, 'Dockerfile')), bytes);
  });

  it('gives all of a big result to a slow reader', async () => {
    await write('Dockerfile', `FROM a:1\n${'RUN cd x\nUSER root\n'.repeat(20_000)}`);
    const { stdout } = await lint(['Dockerfile', '--format', 'json']);
    assert.ok(stdout.length > 2_000_000);
    assert.ok((codesOf(stdout)[0] ?? []).length >= 20_000);
  }).timeout(30_000);

  it('is valid JSON as SARIF too', async () => {
    await write('Dockerfile', 'FROM a\n');
    const { stdout } = await lint(['Dockerfile', '--format', 'sarif']);
    const log = JSON.parse(stdout) as { version: string; runs: { results: object[] }[] };
    assert.deepEqual([log.version, log.runs[0]?.results.length], ['2.1.0', 1]);
  });
});
