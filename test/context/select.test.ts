import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import type { ContextQuery } from '../../src/context/preparation.ts';
import { selectContext, type SelectedContext } from '../../src/context/select.ts';
import { reasonText } from '../../src/context/reason-text.ts';
import { checkName } from '../../src/context/refusals.ts';
import { TempFolder } from './temp-folder.ts';

describe('context/select', () => {
  let temp: TempFolder;

  beforeEach(() => {
    temp = new TempFolder();
  });
  afterEach(() => {
    temp.remove();
  });

  const select = (query: Partial<ContextQuery> = {}): Promise<SelectedContext> =>
    selectContext({ folder: temp.path, dockerfile: temp.join('Dockerfile'), ...query });
  const paths = ({ selected }: SelectedContext): string[] => selected.map(({ entry }) => entry.path);
  const why = ({ selected }: SelectedContext, path: string): string => {
    const found = selected.find(({ entry }) => entry.path === path);
    assert.ok(found !== undefined, path);
    return reasonText(found.reason);
  };

  it('takes what is read, says why, and lists the rest by folder', async () => {
    temp.write({
      Dockerfile: 'FROM a\nCOPY package.json src/ /app/\nCOPY conf/*.yml /etc/',
      '.dockerignore': '**/*.log\nnode_modules\ndocs\n!docs/keep.md\n',
      'package.json': '{}',
      'src/a.ts': '1',
      'src/deep/b.ts': '22',
      'src/deep/x.log': '',
      'conf/a.yml': '',
      'conf/b.json': '',
      'conf/sub/c.yml': '',
      'node_modules/m/index.js': '',
      'docs/a.md': '',
      'docs/keep.md': '',
      'other/x/y': '',
      'other.txt': '',
    });
    const found = await select();
    assert.deepEqual(paths(found), [
      '.dockerignore', 'Dockerfile', 'conf', 'conf/a.yml', 'package.json', 'src', 'src/a.ts', 'src/deep', 'src/deep/b.ts',
    ]); // prettier-ignore
    assert.equal(why(found, 'src/deep/b.ts'), 'line 2: COPY src/');
    assert.equal(why(found, 'conf/a.yml'), 'line 3: COPY conf/*.yml');
    assert.equal(why(found, 'conf'), 'folder of what goes');
    assert.equal(why(found, 'Dockerfile'), 'Dockerfile');
    assert.equal(why(found, '.dockerignore'), 'ignore file');
    assert.deepEqual(
      found.ignored.map(({ path, pattern }) => `${path} ${pattern.line}`),
      ['docs 3', 'node_modules 2', 'src/deep/x.log 1'],
    );
    assert.deepEqual(
      found.unread.map(({ path, folder }) => path + (folder ? '/' : '')),
      ['conf/b.json', 'conf/sub/', 'other/', 'other.txt'],
    );
    assert.deepEqual(found.warnings, []);
  });

  it('sends everything where asked, and still knows what is read', async () => {
    temp.write({ Dockerfile: 'FROM a\nCOPY a /', '.dockerignore': 'c', a: '', b: '', c: '' });
    const found = await select({ all: true });
    assert.deepEqual(paths(found), ['.dockerignore', 'Dockerfile', 'a', 'b']);
    assert.equal(why(found, 'a'), 'line 2: COPY a');
    assert.equal(why(found, 'b'), 'everything: asked for');
  });

  it('sends everything where a source cannot be told, and says why', async () => {
    temp.write({ Dockerfile: 'FROM a\nARG D\nCOPY $D /', a: '', b: '' });
    const found = await select();
    assert.deepEqual(paths(found), ['Dockerfile', 'a', 'b']);
    assert.equal(why(found, 'b'), 'everything: the source $D in line 3 has a variable without a known value');
    assert.deepEqual(paths(await select({ buildArgs: { D: 'b' } })), ['Dockerfile', 'b']);
  });

  it('does not enter folders that nothing reads', async () => {
    temp.write({ Dockerfile: 'FROM a\nCOPY src/a /', 'src/a': '', 'src/sub/x': '', 'other/x': '' });
    for (const folder of ['src/sub/', 'other/']) {
      const name = Buffer.concat([Buffer.from(temp.join(folder)), Buffer.from([0xff])]);
      writeFileSync(name, ''); // would fail the plan if it went
    }
    assert.deepEqual(paths(await select()), ['Dockerfile', 'src', 'src/a']);
    assert.deepEqual((await select()).unread, [
      { path: 'other', folder: true },
      { path: 'src/sub', folder: true },
    ]);
  });

  it('lists an ignored folder once, and file by file only where something in it goes', async () => {
    temp.write({
      Dockerfile: 'FROM a\nCOPY . /',
      '.dockerignore': 'a\nb\n!b/keep\n!a/none\n',
      'a/1': '',
      'a/sub/2': '',
      'b/keep': '',
      'b/1': '',
      'b/sub/2': '',
    });
    const found = await select();
    assert.deepEqual(paths(found), ['.dockerignore', 'Dockerfile', 'b', 'b/keep']);
    assert.deepEqual(found.ignored.map(({ path }) => path), ['a', 'b/1', 'b/sub']); // prettier-ignore
  });

  describe('with links', () => {
    it('takes a source behind a linked folder, with the link, and nothing else', async () => {
      temp.write({
        Dockerfile: 'FROM a\nCOPY current/app /app',
        current: '-> releases/2',
        'releases/1/app': '',
        'releases/2/app': '',
        'releases/2/other': '',
      });
      assert.deepEqual(paths(await select()), [
        'Dockerfile',
        'current',
        'releases',
        'releases/2',
        'releases/2/app',
      ]);
    });

    it('takes what a source leads to, over several links, absolute ones from the root', async () => {
      temp.write({
        Dockerfile: 'FROM a\nCOPY one /app',
        one: '-> d/two',
        'd/two': '-> /e/three',
        'e/three/x': '',
        'e/y': '',
      });
      assert.deepEqual(paths(await select()), [
        'Dockerfile',
        'd',
        'd/two',
        'e',
        'e/three',
        'e/three/x',
        'one',
      ]);
    });

    it('takes what links lead to that a wildcard finds', async () => {
      temp.write({
        Dockerfile: 'FROM a\nCOPY l*/x /',
        l1: '-> a',
        l2: '-> b',
        'a/x': '',
        'b/x': '',
        'b/y': '',
      });
      assert.deepEqual(paths(await select()), ['Dockerfile', 'a', 'a/x', 'b', 'b/x', 'l1', 'l2']);
    });

    it('never leaves the context, and ends where links go round', async () => {
      temp.write({
        'out/secret': '',
        'app/Dockerfile': 'FROM a\nCOPY up round/x abs /',
        'app/up': '-> ../out',
        'app/abs': '-> /etc/hostname',
        'app/round': '-> round2',
        'app/round2': '-> round',
      });
      const found = await select({ folder: temp.join('app'), dockerfile: temp.join('app/Dockerfile') });
      assert.deepEqual(paths(found), ['Dockerfile', 'abs', 'round', 'round2', 'up']);
    });

    it('keeps links in a folder as they are', async () => {
      temp.write({ Dockerfile: 'FROM a\nCOPY d /', 'd/l': '-> ../other/x', 'other/x': '' });
      assert.deepEqual(paths(await select()), ['Dockerfile', 'd', 'd/l']);
    });
  });

  describe('warns of a source that finds nothing', () => {
    for (const [what, files, source, message] of [
      ['is missing', {}, 'none', 'Line 2: COPY finds nothing at "none".'],
      ['is a pattern without a file', {}, '*.go', 'Line 2: COPY finds nothing at "*.go".'],
      [
        'differs in case',
        { 'App/Main.ts': '' },
        'app/main.ts',
        'Line 2: COPY finds nothing at "app/main.ts"; there is "App/Main.ts".',
      ],
      [
        'differs in how an accent is composed',
        { 'cafe\u0301': '' },
        'caf\u00e9',
        'Line 2: COPY finds nothing at "café"; there is "cafe\u0301".',
      ],
      [
        'is ignored',
        { 'dist/a': '', '.dockerignore': '#\ndist\n' },
        'dist/a',
        'Line 2: COPY finds nothing at "dist/a": line 2 of IGNORE leaves it out.',
      ],
      [
        'is a pattern of what is ignored',
        { 'a.log': '', '.dockerignore': '*.log' },
        '*.log',
        'Line 2: COPY finds nothing at "*.log": line 1 of IGNORE leaves it out.',
      ],
    ] as const) {
      it(`that ${what}`, async () => {
        temp.write({ Dockerfile: `FROM a\nCOPY ${source} /`, ...files });
        const { warnings } = await select();
        assert.deepEqual(warnings.map((one) => one.message), [message.replace('IGNORE', temp.join('.dockerignore'))]); // prettier-ignore
      });
    }
  });

  it('leaves out by bytes what has no UTF-8 name, and refuses it by name where it would go', async () => {
    temp.write({ Dockerfile: 'FROM a\nCOPY d /', 'd/a': '' });
    writeFileSync(Buffer.concat([Buffer.from(temp.join('d/caf')), Buffer.from([0xe9])]), '');
    await assert.rejects(select(), { code: 'name-invalid', file: 'd/caf\\xe9' });
    temp.write({ '.dockerignore': 'd/caf?' });
    const found = await select();
    assert.deepEqual(paths(found), ['.dockerignore', 'Dockerfile', 'd', 'd/a']);
    assert.equal(found.ignored.length, 1);
  });

  it('refuses a name that is too long for Linux, as other systems allow', () => {
    const name = 'é'.repeat(128);
    assert.throws(() => checkName(`d/${name}`, name), { code: 'name-invalid', file: `d/${name}` });
    for (const fits of [`${'é'.repeat(127)}x`, 'x'.repeat(255)]) checkName(`${name}/${fits}`, fits);
  });
});
