import assert from 'node:assert/strict';
import type { ContextProblem } from '../../src/context/problem.ts';
import { contextProblems } from '../../src/context/problems.ts';
import { selectContext } from '../../src/context/select.ts';
import { TempFolder } from './temp-folder.ts';

describe('context/problems', () => {
  let temp: TempFolder;

  beforeEach(() => {
    temp = new TempFolder();
  });
  afterEach(() => {
    temp.remove();
  });

  const problems = async (files: Readonly<Record<string, string>>): Promise<ContextProblem[]> => {
    temp.write(files);
    return await contextProblems(
      await selectContext({ folder: temp.path, dockerfile: temp.join('Dockerfile') }),
    );
  };
  const brief = (found: readonly ContextProblem[]): string[] =>
    found.map(({ file, line, code, word }) => `${file}:${line} ${code} ${word}`);

  it('finds nothing wrong with what is right', async () => {
    const found = await problems({
      Dockerfile: 'FROM a\nCOPY src *.json /',
      '.dockerignore': '**/*.log\n!src/keep.log\nnode_modules\nnode_modules/deep\n**/coverage/x\n',
      'src/keep.log': '',
      'src/x.log': '',
      'a.json': '',
      'node_modules/m': '',
      'lib/a': '', // not entered: coverage/x may be in there
    });
    assert.deepEqual(found, []);
  });

  it('finds sources that are missing, outside, ignored, or differ in case', async () => {
    const found = await problems({
      Dockerfile: 'FROM a\nCOPY none /\nCOPY ../x /\nCOPY dist/app /\nCOPY ./App/main.ts /',
      '.dockerignore': 'dist\n',
      x: '',
      'dist/app': '',
      'app/Main.ts': '',
    });
    assert.deepEqual(brief(found), [
      'dockerfile:2 source-missing none',
      'dockerfile:3 source-outside ../x',
      'dockerfile:4 source-ignored dist/app',
      'dockerfile:5 source-case ./App/main.ts',
    ]);
    assert.match(found[2]?.message ?? '', /line 1 of .*\.dockerignore: dist$/);
    assert.deepEqual(found[3]?.fix, { kind: 'replace', text: './app/Main.ts' });
  });

  it('finds patterns that do nothing', async () => {
    const found = await problems({
      Dockerfile: 'FROM a\nCOPY . /',
      '.dockerignore': '!early\n*.log\nnothing/here\n!a.log\n!b.txt\n*.log\n!gone\n',
      'a.log': '',
      'b.txt': '',
    });
    assert.deepEqual(brief(found), [
      'ignore-file:1 pattern-cannot-reinclude !early',
      'ignore-file:3 pattern-unused nothing/here',
      'ignore-file:4 pattern-cannot-reinclude !a.log',
      'ignore-file:7 pattern-unused !gone',
    ]);
  });

  it('finds secrets by name and content, at the source that takes them', async () => {
    const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nx\n';
    const found = await problems({
      Dockerfile: 'FROM a\nRUN true\nCOPY . /',
      '.env': 'A=1',
      '.env.example': 'A=',
      '.env.sample': 'A=',
      'conf/.env.production': 'A=1',
      '.git/HEAD': 'ref',
      '.git/config': '',
      'sub/.git': 'gitdir: x',
      '.npmrc': '//r/:_authToken=abc\n',
      'pkg/.npmrc': '//r/:_authToken=${TOKEN}\nregistry=x\n',
      '.docker/config.json': '{"auths":{"r":{"auth":"YTpi"}}}',
      'other/.docker/config.json': '{"credsStore":"x"}',
      'id_rsa': key,
      'id_rsa.pub': key,
      'tls.key': key,
      'cert.pem': '-----BEGIN CERTIFICATE-----',
      'kubeconfig.yaml': 'users:\n- user:\n    token: abc\n',
      'dev.kubeconfig': 'users:\n- user:\n    exec: {}\n',
      '.netrc': 'machine x login y password z',
      '.pypirc': '[pypi]\npassword = x',
      '.aws/credentials': '[default]\naws_secret_access_key = x',
      'b [1].pem': key,
    }); // prettier-ignore
    assert.ok(
      found.every(({ code, line, file }) => code === 'secret' && line === 3 && file === 'dockerfile'),
    );
    const patterns = found.map(({ fix }) => (fix?.kind === 'ignore' ? fix.pattern : ''));
    assert.deepEqual(patterns, [
      '.aws/credentials', '.docker/config.json', '.env', '.git', '.netrc', '.npmrc', '.pypirc', 'b \\[1\\].pem',
      'conf/.env.production', 'id_rsa', 'kubeconfig.yaml', 'sub/.git', 'tls.key',
    ]); // prettier-ignore
    assert.ok(found.every(({ message }) => !/abc|YTpi/.test(message)));
  });

  it('offers patterns that leave exactly the secret out', async () => {
    const names = ['b [1].pem', '!k.pem', '#k.pem', 'a{2}*?.pem', 'x|y^.pem'];
    const key = '-----BEGIN PRIVATE KEY-----\n';
    const files = Object.fromEntries(names.map((name) => [name, key]));
    const found = await problems({ Dockerfile: 'FROM a\nCOPY . /', ...files });
    assert.equal(found.length, names.length);
    const lines = found.map(({ fix }) => (fix?.kind === 'ignore' ? fix.pattern : ''));
    assert.deepEqual(await problems({ '.dockerignore': lines.join('\n') }), []);
  });
});
