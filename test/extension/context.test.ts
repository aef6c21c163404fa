import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { extensionUnderTest } from './extension-under-test.ts';

const source = 'Kaniko Build (context)';

const found = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === source);

/** What is shown for the file, as `line:code`. */
const shown = (uri: vscode.Uri): string[] =>
  found(uri).map(({ code, range }) => `${range.start.line + 1}:${typeof code === 'string' ? code : ''}`);

async function untilShown(uri: vscode.Uri, wanted: readonly string[]): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (shown(uri).sort().join(' ') !== [...wanted].sort().join(' ')) {
    assert.ok(Date.now() < deadline, `${uri.path} shows: ${shown(uri).join(' ')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const actions = (uri: vscode.Uri, { range }: vscode.Diagnostic): Thenable<vscode.CodeAction[]> =>
  vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range, 'quickfix');

/** The fix of the problem with this code, by what its title says. */
async function fixFor(uri: vscode.Uri, code: string, title: RegExp): Promise<vscode.CodeAction> {
  const problem = found(uri).find((one) => one.code === code);
  assert.ok(problem);
  const offered = await actions(uri, problem);
  const fix = offered.find((one) => title.test(one.title));
  assert.ok(fix, `for ${code} there is: ${offered.map((one) => one.title).join('; ')}`);
  return fix;
}

async function apply({ edit, command }: vscode.CodeAction): Promise<void> {
  if (edit !== undefined) assert.ok(await vscode.workspace.applyEdit(edit));
  if (command !== undefined) {
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
  }
}

let root = '';
let count = 0;

/** Makes a folder of its own, opens its Dockerfile and asks for its context. */
async function open(files: Readonly<Record<string, string>>): Promise<{
  readonly editor: vscode.TextEditor;
  readonly dockerfile: vscode.Uri;
  readonly at: (path: string) => vscode.Uri;
}> {
  const folder = join(root, String(count++));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const at = (path: string): vscode.Uri => vscode.Uri.file(join(folder, path));
  const dockerfile = at('Dockerfile');
  const editor = await vscode.window.showTextDocument(dockerfile);
  await vscode.commands.executeCommand('kanikoBuild.previewContext', dockerfile);
  // The folder lies outside the workspace: a watcher of its own has to start.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return { editor, dockerfile, at };
}

describe('the build context in the editor', () => {
  before(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'kaniko-build-context-')));
    await extensionUnderTest().activate();
  });

  after(() => rm(root, { recursive: true, force: true }));

  afterEach(async () => {
    await vscode.commands.executeCommand('kanikoBuild.closeContext');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows what is wrong in the Dockerfile and in the ignore file, on the exact words', async () => {
    const { dockerfile, at, editor } = await open({
      Dockerfile: 'FROM scratch\nCOPY gone.txt \\\n  App.ts src /\nCOPY ../other /\n',
      '.dockerignore': '# nothing here\nnode_modules\n',
      'app.ts': '',
      'src/.env': 'PASSWORD=x\n',
    });
    await untilShown(dockerfile, [
      '2:source-missing',
      '3:source-case',
      '3:secret',
      '4:source-missing',
      '4:source-outside',
    ]);
    await untilShown(at('.dockerignore'), ['2:pattern-unused']);
    const words = found(dockerfile).map(({ range }) => editor.document.getText(range));
    assert.deepEqual(words.sort(), ['../other', '../other', 'App.ts', 'gone.txt', 'src']);
    const severities = new Map(found(dockerfile).map(({ code, severity }) => [code, severity]));
    assert.equal(severities.get('source-missing'), vscode.DiagnosticSeverity.Error);
    assert.equal(severities.get('secret'), vscode.DiagnosticSeverity.Warning);
  });

  it('follows the files and what is typed', async () => {
    const { dockerfile, at, editor } = await open({ Dockerfile: 'FROM scratch\nCOPY a b /\n', a: '' });
    await untilShown(dockerfile, ['2:source-missing']);
    await writeFile(at('b').fsPath, '');
    await untilShown(dockerfile, []);
    await rm(at('a').fsPath);
    await untilShown(dockerfile, ['2:source-missing']);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), '# moved down\n\n'));
    await untilShown(dockerfile, ['4:source-missing']);
    await editor.edit((edit) => edit.replace(new vscode.Range(3, 0, 3, 99), 'COPY b /'));
    await untilShown(dockerfile, []);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await untilShown(dockerfile, ['2:source-missing']);
  });

  it('follows what is typed into the ignore file, saved or not', async () => {
    const { dockerfile, at } = await open({
      Dockerfile: 'FROM scratch\nCOPY a .env /\n',
      '.dockerignore': '.env\n',
      a: '',
      '.env': 'X=1',
    });
    // The linter tells that a source is left out.
    await untilShown(dockerfile, []);
    const editor = await vscode.window.showTextDocument(at('.dockerignore'));
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 0, 4), 'b'));
    await untilShown(dockerfile, ['2:secret']);
    await untilShown(at('.dockerignore'), ['1:pattern-unused']);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# moved\n[\n'));
    await untilShown(at('.dockerignore'), ['2:context']);
    assert.equal(await readFile(at('.dockerignore').fsPath, 'utf8'), '.env\n');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await untilShown(dockerfile, []);
    await untilShown(at('.dockerignore'), []);
  });

  it('looks on request into folders that no watcher tells of', async () => {
    const { dockerfile, at } = await open({
      Dockerfile: 'FROM scratch\nCOPY hidden/b /\n',
      'hidden/a': '',
    });
    await untilShown(dockerfile, ['2:source-missing']);
    const files = vscode.workspace.getConfiguration('files', at('hidden'));
    await files.update('watcherExclude', { '**/hidden/**': true }, vscode.ConfigurationTarget.Global);
    try {
      // The watcher starts anew.
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await writeFile(at('hidden/b').fsPath, '');
      await vscode.commands.executeCommand('kanikoBuild.refreshContext');
      await untilShown(dockerfile, []);
    } finally {
      await files.update('watcherExclude', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('sends everything where that is asked for, until it is taken back', async () => {
    const { dockerfile } = await open({ Dockerfile: 'FROM scratch\nCOPY a /\n', a: '', '.env': 'X=1' });
    await untilShown(dockerfile, []);
    await vscode.commands.executeCommand('kanikoBuild.uploadEverything');
    await untilShown(dockerfile, ['1:secret']);
    await vscode.commands.executeCommand('kanikoBuild.uploadWhatIsRead');
    await untilShown(dockerfile, []);
  });

  it('repairs a name in another case', async () => {
    const { dockerfile, editor } = await open({
      Dockerfile: 'FROM scratch\nCOPY ./Src/A.ts /\n',
      'src/a.ts': '',
    });
    await untilShown(dockerfile, ['2:source-case']);
    await apply(await fixFor(dockerfile, 'source-case', /^Change to "\.\/src\/a\.ts"$/));
    assert.equal(editor.document.lineAt(1).text, 'COPY ./src/a.ts /');
    await untilShown(dockerfile, []);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('deletes a pattern that does nothing', async () => {
    const { at } = await open({
      Dockerfile: 'FROM scratch\nCOPY . /\n',
      '.dockerignore': '*.log\nnone\n',
      'a.log': '',
    });
    const ignore = at('.dockerignore');
    await untilShown(ignore, ['2:pattern-unused']);
    const { document } = await vscode.window.showTextDocument(ignore);
    await apply(await fixFor(ignore, 'pattern-unused', /^Delete the line$/));
    assert.equal(document.getText(), '*.log\n');
    await document.save();
    await untilShown(ignore, []);
  });

  it('adds a secret to the ignore file, which can be undone', async () => {
    const { dockerfile, at } = await open({
      Dockerfile: 'FROM scratch\nCOPY . /\n',
      '.dockerignore': '*.log',
      'a.log': '',
      'a [b]/.env': 'X=1',
    });
    await untilShown(dockerfile, ['2:secret']);
    await apply(await fixFor(dockerfile, 'secret', /\.env" to \.dockerignore$/));
    const ignore = at('.dockerignore');
    assert.equal(await readFile(ignore.fsPath, 'utf8'), '*.log\na \\[b\\]/.env\n');
    await untilShown(dockerfile, []);
    const { document } = await vscode.window.showTextDocument(ignore);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), '*.log');
    await document.save();
    await untilShown(dockerfile, ['2:secret']);
  });

  it('makes the ignore file where there is none', async () => {
    const { dockerfile, at } = await open({ Dockerfile: 'FROM scratch\nCOPY . /\n', '.env': 'X=1', a: '' });
    await untilShown(dockerfile, ['2:secret']);
    await apply(await fixFor(dockerfile, 'secret', /\.env" to \.dockerignore$/));
    assert.equal(await readFile(at('.dockerignore').fsPath, 'utf8'), '.env\n');
    await untilShown(dockerfile, []);
  });

  it('uses the ignore file of the Dockerfile’s own', async () => {
    const { dockerfile, at } = await open({
      Dockerfile: 'FROM scratch\nCOPY . /\n',
      'Dockerfile.dockerignore': 'b\n',
      '.dockerignore': 'a\n',
      '.env': '',
      b: '',
    });
    await untilShown(dockerfile, ['2:secret']);
    await apply(await fixFor(dockerfile, 'secret', /\.env" to \.dockerignore$/));
    assert.equal(await readFile(at('Dockerfile.dockerignore').fsPath, 'utf8'), 'b\n.env\n');
    assert.equal(await readFile(at('.dockerignore').fsPath, 'utf8'), 'a\n');
  });

  it('says which line of the ignore file Docker refuses', async () => {
    const { dockerfile, at } = await open({
      Dockerfile: 'FROM scratch\nCOPY . /\n',
      '.dockerignore': '*.log\n[z-\n',
    });
    await untilShown(at('.dockerignore'), ['2:context']);
    await untilShown(dockerfile, []);
    await writeFile(at('.dockerignore').fsPath, 'Dockerfile\n');
    await untilShown(at('.dockerignore'), []);
  });

  it('is silent again when nothing shows the Dockerfile', async () => {
    const { dockerfile } = await open({ Dockerfile: 'FROM scratch\nCOPY gone /\n' });
    await untilShown(dockerfile, ['2:source-missing']);
    await vscode.commands.executeCommand('kanikoBuild.closeContext');
    await untilShown(dockerfile, ['2:source-missing']);
    // VS Code keeps a document that an extension opened for some minutes; one in another language is closed at once.
    const document = await vscode.workspace.openTextDocument(dockerfile);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await untilShown(dockerfile, []);
  });
});
