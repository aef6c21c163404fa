import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { ContextError, type ContextErrorCode } from '../../src/context/context-error.ts';
import type { ContextPlan } from '../../src/context/entry.ts';
import { planContext } from '../../src/context/plan.ts';
import { TempFolder } from './temp-folder.ts';

const paths = (plan: ContextPlan): string[] => plan.entries.map((entry) => entry.path);

describe('context/plan', () => {
  let temp: TempFolder;

  beforeEach(() => {
    temp = new TempFolder();
  });
  afterEach(() => {
    temp.remove();
  });

  const plan = (dockerfile = 'Dockerfile', folder = '.'): Promise<ContextPlan> =>
    planContext({ folder: temp.join(folder), dockerfile: temp.join(dockerfile), all: true });
  const fails = async (code: ContextErrorCode, file: RegExp, promise: Promise<unknown>): Promise<void> => {
    await assert.rejects(promise, (error: unknown) => {
      assert.ok(error instanceof ContextError, String(error));
      assert.equal(error.code, code);
      assert.match(error.file, file);
      assert.ok(error.message.includes(error.file), error.message);
      assert.notEqual(error.remedy, '');
      return true;
    });
  };

  it('takes everything where there is no ignore file, sorted by bytes, folders first', async () => {
    temp.write({
      Dockerfile: 'FROM scratch',
      'a/b': '12',
      'a.txt': '1',
      'a-b': '',
      'empty/': '',
      é: 'x',
      '\u{1F600}': '',
      '\uFF5E': '',
      link: '-> a/b',
      dangling: '-> /nowhere/../x',
      dirlink: '-> ..',
    });
    temp.chmod('a.txt', 0o764).chmod('a-b', 0o600);
    const found = await plan();
    assert.deepEqual(paths(found), [
      'Dockerfile', 'a', 'a-b', 'a.txt', 'a/b', 'dangling', 'dirlink', 'empty', 'link', 'é', '\uFF5E', '\u{1F600}',
    ]); // prettier-ignore
    assert.equal(found.dockerfile, 'Dockerfile');
    assert.deepEqual(found.totals, { files: 10, bytes: 12 + 2 + 1 + 1 });
    assert.deepEqual(found.warnings, []);
    const entry = (path: string): unknown => found.entries.find((candidate) => candidate.path === path);
    assert.deepEqual(entry('a'), { type: 'folder', path: 'a', mode: 0o755 });
    assert.deepEqual(entry('dangling'), { type: 'link', path: 'dangling', target: '/nowhere/../x' });
    assert.deepEqual(entry('a.txt'), {
      type: 'file',
      path: 'a.txt',
      source: temp.join('a.txt'),
      size: 1,
      mode: 0o764,
    });
    assert.ok(
      found.entries.every(
        (other) => other.type !== 'file' || (other.mode === 0o764) === (other.path === 'a.txt'),
      ),
    );
  });

  it('leaves out what .dockerignore says, but neither it nor the Dockerfile', async () => {
    temp.write({
      'build/Dockerfile': 'FROM scratch',
      '.dockerignore': '*\n!src/**/*.ts\nsrc/deep/secret.ts',
      'src/a.ts': '',
      'src/b.js': '',
      'src/deep/c.ts': '',
      'src/deep/secret.ts': '',
      'src/empty/': '',
      'node_modules/m/index.ts': '',
    });
    assert.deepEqual(paths(await plan('build/Dockerfile')), [
      '.dockerignore', 'build', 'build/Dockerfile', 'src', 'src/a.ts', 'src/deep', 'src/deep/c.ts',
    ]); // prettier-ignore
  });

  it('prefers <Dockerfile>.dockerignore', async () => {
    temp.write({
      'my.Dockerfile': 'FROM scratch',
      'my.Dockerfile.dockerignore': 'b\nmy.*',
      '.dockerignore': 'a',
      a: '',
      b: '',
    });
    assert.deepEqual(paths(await plan('my.Dockerfile')), [
      '.dockerignore', 'a', 'my.Dockerfile', 'my.Dockerfile.dockerignore',
    ]); // prettier-ignore
  });

  it('does not enter an ignored folder', async () => {
    temp.write({ Dockerfile: '', '.dockerignore': 'secret\n!other', 'secret/x': '', other: '' });
    const name = Buffer.concat([Buffer.from(temp.join('secret/')), Buffer.from([0xff])]);
    writeFileSync(name, ''); // would fail the plan if it were seen
    assert.deepEqual(paths(await plan()), ['.dockerignore', 'Dockerfile', 'other']);
  });

  describe('with a Dockerfile from outside', () => {
    for (const [what, files, dockerfile] of [
      ['beside the folder', { 'docker/Dockerfile': 'FROM a' }, 'docker/Dockerfile'],
      [
        'behind a link',
        { 'docker/Dockerfile': 'FROM a', 'app/Dockerfile': '-> ../docker/Dockerfile' },
        'app/Dockerfile',
      ],
      [
        'behind a linked folder',
        { 'docker/Dockerfile': 'FROM a', 'app/d': '-> ../docker' },
        'app/d/Dockerfile',
      ],
      ['whose name begins like the parent folder', { '..app/Dockerfile': 'FROM a' }, '..app/Dockerfile'],
    ] as const) {
      it(`${what} gives it a name and an ignore file of its own`, async () => {
        temp.write({ ...files, 'app/a': '', 'app/b': '', 'app/.dockerignore': 'b' });
        const found = await plan(dockerfile, 'app');
        assert.equal(found.dockerfile, '.kaniko-build.Dockerfile');
        const own = found.entries.filter((entry) => entry.path.startsWith('.kaniko-build'));
        assert.deepEqual(own.map((entry) => entry.path), ['.kaniko-build.Dockerfile', '.kaniko-build.Dockerfile.dockerignore']); // prettier-ignore
        assert.ok(own[0]?.type === 'file' && own[0].size === 6);
        assert.ok(own[1]?.type === 'text');
        assert.equal(
          Buffer.from(own[1].content).toString(),
          'b\n.kaniko-build.Dockerfile\n.kaniko-build.Dockerfile.dockerignore\n',
        );
        assert.ok(paths(found).includes('a'));
        assert.ok(!paths(found).includes('b'));
      });
    }

    it('uses the ignore file beside it', async () => {
      temp.write({
        'd/D': 'FROM a',
        'd/D.dockerignore': 'a',
        'app/a': '',
        'app/b': '',
        'app/.dockerignore': 'b',
      });
      const found = paths(await plan('d/D', 'app'));
      assert.ok(found.includes('b') && !found.includes('a'));
    });
  });

  it('takes a folder that is itself a link', async () => {
    temp.write({ 'real/Dockerfile': 'FROM a', linked: '-> real' });
    assert.deepEqual(paths(await plan('linked/Dockerfile', 'linked')), ['Dockerfile']);
  });

  it('leaves out sockets and pipes with a warning', async () => {
    temp.write({ Dockerfile: '' });
    execFileSync('mkfifo', [temp.join('pipe')]);
    const server = createServer().listen(temp.join('socket'));
    await once(server, 'listening');
    const found = await plan();
    server.close();
    assert.deepEqual(paths(found), ['Dockerfile']);
    assert.deepEqual(found.warnings, [
      { path: 'pipe', message: '"pipe" is left out: it is a named pipe, not a file.' },
      { path: 'socket', message: '"socket" is left out: it is a socket, not a file.' },
    ]);
  });

  it('keeps hostile names', async () => {
    const names = [
      '-rf',
      'new\nline',
      ' ',
      '"quoted"',
      '$(id)',
      'x'.repeat(255),
      '\uFFFD',
      'constructor',
      '__proto__',
      'cafe\u0301',
    ];
    temp.write({ Dockerfile: '', ...Object.fromEntries(names.map((name) => [`d/${name}`, ''])) });
    writeFileSync(temp.join('d/__proto__'), '');
    assert.deepEqual(
      new Set(paths(await plan())),
      new Set(['Dockerfile', 'd', ...names.map((name) => `d/${name}`)]),
    );
  });

  it('refuses a name that is not UTF-8 and shows its bytes', async () => {
    temp.write({ Dockerfile: '', 'd/': '' });
    writeFileSync(Buffer.concat([Buffer.from(temp.join('d/caf')), Buffer.from([0xe9])]), '');
    await fails('name-invalid', /^d\/caf\\xe9$/, plan());
  });

  it('refuses a link whose target is not UTF-8', async () => {
    temp.write({ Dockerfile: '' });
    symlinkSync(Buffer.from([0x78, 0xff]), temp.join('link'));
    await fails('name-invalid', /^link$/, plan());
  });

  it('names what is missing or of the wrong kind', async () => {
    temp.write({ Dockerfile: '', 'folder/': '' });
    await fails('folder-unreadable', /none$/, plan('Dockerfile', 'none'));
    await fails('folder-unreadable', /Dockerfile$/, plan('Dockerfile', 'Dockerfile'));
    await fails('dockerfile-unreadable', /none$/, plan('none'));
    await fails('dockerfile-unreadable', /folder$/, plan('folder'));
    mkdirSync(temp.join('.dockerignore'));
    await fails('file-unreadable', /\.dockerignore$/, plan());
  });

  it('refuses a broken pattern', async () => {
    temp.write({ Dockerfile: '', '.dockerignore': 'a[' });
    await fails('ignore-invalid', /\.dockerignore$/, plan());
  });

  for (const [what, path, ignore, expected] of [
    ['a file', 'd/secret', '', 'file-unreadable d/secret'],
    ['a folder', 'd', '', 'file-unreadable d'],
    ['the Dockerfile', 'Dockerfile', '', 'dockerfile-unreadable'],
    ['nothing, if it is ignored', 'd', 'd', 'planned'],
  ] as const) {
    it(`names ${what} that may not be read`, () => {
      temp.write({ Dockerfile: '', 'd/secret': '', '.dockerignore': ignore });
      temp.chmod('.', 0o755).chmod(path, 0);
      const module = new URL('../../src/context/plan.ts', import.meta.url).href;
      // Root may read everything: a process that has its modules gives that up.
      const script = `
        import { planContext } from ${JSON.stringify(module)};
        if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }
        const said = await planContext({ folder: '.', dockerfile: 'Dockerfile', all: true }).then(
          () => 'planned', (error) => error.code + ' ' + error.file);
        process.stdout.write(said);`;
      const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: temp.path });
      temp.chmod(path, 0o755);
      assert.match(child.stdout.toString(), new RegExp(`^${expected}`), child.stderr.toString());
    });
  }

  it('ends with the signal', async () => {
    temp.write({ Dockerfile: '' });
    const reason = new Error('enough');
    const query = {
      folder: temp.path,
      dockerfile: temp.join('Dockerfile'),
      signal: AbortSignal.abort(reason),
    };
    await assert.rejects(planContext(query), reason);
  });
});
