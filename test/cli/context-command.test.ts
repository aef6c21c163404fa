import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { listContext } from '../../src/build/context-listing.ts';
import { builderProfiles } from '../../src/builder-profiles.ts';
import { parseCommandLine } from '../../src/cli/arguments.ts';
import { contextCommand } from '../../src/cli/context-command.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { TempFolder } from '../context/temp-folder.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

interface Ran {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** In this process; a process of its own takes seconds to load the cluster client, which has no part in it. */
async function run(...args: readonly string[]): Promise<Ran> {
  const command = parseCommandLine(['context', ...args], builderProfiles);
  assert.ok(command.name === 'context');
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const [code, out, error] = await Promise.all([
    contextCommand(command.options, { context: listContext }, { stdout, stderr }).finally(() => {
      stdout.end();
      stderr.end();
    }),
    buffer(stdout),
    text(stderr),
  ]);
  return { code, stdout: out, stderr: error };
}

async function json(...args: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await run('--format', 'json', ...args);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout.toString());
}

describe('kaniko-build context', function () {
  this.timeout(30_000);
  let temp: TempFolder;

  beforeEach(() => {
    temp = new TempFolder().write({
      'app/Dockerfile':
        'FROM scratch AS base\nCOPY src /src\nFROM base AS more\nARG WHICH\nCOPY ${WHICH} none /\n',
      'app/.dockerignore': '# comment\nnode_modules\n',
      'app/src/a.ts': '12345',
      'app/src/run.sh': '#!',
      'app/src/link': '-> a.ts',
      'app/lib/b': '1',
      'app/node_modules/m/x': '',
    });
    temp.chmod('app/src/run.sh', 0o755).chmod('app/src/a.ts', 0o640).chmod('app/src', 0o750);
  });
  afterEach(() => {
    temp.remove();
  });

  it('lists in JSON what goes, what is ignored, warnings and totals', async () => {
    const file = temp.join('app/.dockerignore');
    assert.deepEqual(
      await json(temp.join('app'), '--file', temp.join('app/Dockerfile'), '--target', 'base'),
      {
        files: [
          { path: '.dockerignore', size: 23, mode: '0644', type: 'file', reason: 'ignore file' },
          { path: 'Dockerfile', size: 84, mode: '0644', type: 'file', reason: 'Dockerfile' },
          { path: 'src', size: 0, mode: '0750', type: 'folder', reason: 'line 2: COPY src' },
          { path: 'src/a.ts', size: 5, mode: '0640', type: 'file', reason: 'line 2: COPY src' },
          { path: 'src/link', size: 0, mode: '0777', type: 'link', reason: 'line 2: COPY src' },
          { path: 'src/run.sh', size: 2, mode: '0755', type: 'file', reason: 'line 2: COPY src' },
        ],
        ignored: [{ path: 'node_modules', file, line: 2, pattern: 'node_modules' }],
        warnings: [],
        totals: { files: 5, bytes: 114 },
      },
    );
  });

  it('takes build arguments, and everything without them', async () => {
    const paths = (listing: unknown): string[] =>
      (listing as { files: { path: string }[] }).files.map(({ path }) => path);
    assert.deepEqual(paths(await json(temp.join('app'), '--build-arg', 'WHICH=lib')).filter((path) => /^(?:src|lib)/.test(path)), [
      'lib', 'lib/b', 'src', 'src/a.ts', 'src/link', 'src/run.sh',
    ]); // prettier-ignore
    const listing = (await json(temp.join('app'))) as {
      files: { path: string; reason: string }[];
      warnings: string[];
    };
    assert.match(
      listing.files.find(({ path }) => path === 'lib/b')?.reason ?? '',
      /^everything: .*\$\{WHICH\} in line 5/,
    );
    assert.deepEqual(listing.warnings, ['Line 5: COPY finds nothing at "none".']);
    assert.ok(paths(await json(temp.join('app'), '--target', 'base', '--all')).includes('lib/b'));
  });

  it('shows a summary, largest first', async () => {
    temp.write({ 'app/big': 'x'.repeat(2048), 'app/evil\u001b[31m': '' });
    const { code, stdout } = await run(temp.join('app'), '--all');
    assert.equal(code, 0);
    const lines = stdout.toString().split('\n');
    assert.equal(lines[0], '8 files, 2.1 KiB');
    assert.match(lines[1] ?? '', /2\.0 KiB +big {2}\(everything: asked for\)$/);
    assert.ok(
      lines.some((line) => /^ignored: {2}node_modules {2}\(.*\.dockerignore:2: node_modules\)$/.test(line)),
    );
    assert.ok(!stdout.toString().includes('\u001b'));
    assert.match((await run(temp.join('app'), '--target', 'base')).stdout.toString(), /^not read: lib\/$/m);
  });

  it('writes the archive to a file, and to stdout with the list on stderr', async () => {
    const tar = temp.join('out.tar.gz');
    assert.equal((await run(temp.join('app'), '--target', 'base', '--tar', tar)).code, 0);
    const names = execFileSync('tar', ['-tzf', tar]).toString().trim().split('\n');
    assert.deepEqual(names, ['.dockerignore', 'Dockerfile', 'src/', 'src/a.ts', 'src/link', 'src/run.sh']);
    const piped = await run(temp.join('app'), '--target', 'base', '--format', 'json', '--tar', '-');
    assert.deepEqual(piped.stdout, readFileSync(tar));
    assert.equal((JSON.parse(piped.stderr) as { totals: { files: number } }).totals.files, 5);
    const nowhere = await run(temp.join('app'), '--tar', temp.join('no/such/folder'));
    assert.equal(nowhere.code, 2);
    assert.match(nowhere.stderr, /ENOENT/);
  });

  it('names file and line of an ignore error, and exits 2', () => {
    temp.write({ 'app/.dockerignore': 'ok\n\na[b' });
    const { status, stdout, stderr } = spawnSync(process.execPath, [
      cli,
      'context',
      temp.join('app'),
      '--format',
      'json',
    ]);
    assert.equal(status, 2);
    assert.equal(stdout.toString(), '');
    assert.ok(stderr.toString().includes(`Line 3 of ${temp.join('app/.dockerignore')} `), stderr.toString());
  });

  it('takes one folder, and no option of other commands', () => {
    for (const args of [
      ['a', 'b'],
      ['--destination', 'x'],
      ['--format', 'jsonl'],
    ]) {
      assert.throws(() => parseCommandLine(['context', ...args], builderProfiles), UsageError);
    }
    assert.throws(() => parseCommandLine(['build', '-d', 'r/i', '--tar', 'x'], builderProfiles), UsageError);
  });
});
