import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { extensionUnderTest } from './extension-under-test.ts';

const source = 'Kaniko Build';

/** Ids of what is shown for the document, as `line:id`. */
const shown = (uri: vscode.Uri): string[] =>
  vscode.languages
    .getDiagnostics(uri)
    .filter((diagnostic) => diagnostic.source === source)
    .map(
      ({ code, range }) => `${range.start.line + 1}:${typeof code === 'object' ? code.value : String(code)}`,
    );

/** Waits until the diagnostics are as wanted and returns how many milliseconds that took. */
async function untilShown(uri: vscode.Uri, wanted: (ids: string[]) => boolean): Promise<number> {
  const began = performance.now();
  while (!wanted(shown(uri))) {
    assert.ok(performance.now() - began < 5000, `shown: ${shown(uri).join(' ')}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - began;
}

let folder = '';

/** A Dockerfile of its own each time: VS Code uses the names of unsaved documents again. */
async function open(content: string): Promise<vscode.TextEditor> {
  const path = join(await mkdtemp(join(folder, 'case-')), 'Dockerfile');
  await writeFile(path, content);
  return vscode.window.showTextDocument(vscode.Uri.file(path));
}

const actions = (uri: vscode.Uri, range: vscode.Range, kind?: string): Thenable<vscode.CodeAction[]> =>
  vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range, kind);

async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  assert.ok(action?.edit);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

describe('linting in the editor', () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-lint-'));
    await extensionUnderTest().activate();
    // The linter is loaded with the first Dockerfile.
    const { document } = await open('FROM debian:12\nRUN sudo ls\n');
    await untilShown(document.uri, (ids) => ids.includes('2:DL3004'));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('shows what is typed within 300 ms, on the exact word, and takes it away again', async () => {
    const editor = await open('FROM debian:12\n');
    const { uri } = editor.document;
    const times: number[] = [];
    for (let round = 0; round < 9; round++) {
      await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'RUN sudo ls\n'));
      times.push(await untilShown(uri, (ids) => ids.includes('2:DL3004')));
      const found = vscode.languages.getDiagnostics(uri).find(({ message }) => message.includes('sudo'));
      assert.ok(found !== undefined);
      assert.equal(editor.document.getText(found.range), 'sudo');
      await editor.edit((edit) => edit.delete(new vscode.Range(1, 0, 2, 0)));
      await untilShown(uri, (ids) => !ids.includes('2:DL3004'));
    }
    const median = times.sort((one, other) => one - other)[4] ?? Infinity;
    assert.ok(median < 300, `took ${times.join(', ')} ms`);
  });

  it('fixes a finding and leaves the rest of the text alone', async () => {
    const { document } = await open(
      '# keep me\nFROM debian:12\nRUN apt-get install --no-install-recommends curl=1 \\\n    # and me\n    && true\n',
    );
    await untilShown(document.uri, (ids) => ids.some((id) => id.endsWith(':DL3014')));
    const found = vscode.languages
      .getDiagnostics(document.uri)
      .find(({ code }) => typeof code === 'object' && code.value === 'DL3014');
    assert.ok(found);
    const offered = await actions(document.uri, found.range, vscode.CodeActionKind.QuickFix.value);
    const fix = offered.find(({ title }) => !title.includes('DL3014'));
    assert.equal(fix?.isPreferred, true, offered.map(({ title }) => title).join('\n'));
    await apply(fix);
    assert.match(document.getText(), /# keep me[\s\S]* -y [\s\S]*# and me/);
    await untilShown(document.uri, (ids) => !ids.some((id) => id.endsWith(':DL3014')));
  });

  it('offers to ignore a rule, and the pragma silences it', async () => {
    const { document } = await open('FROM debian:12\nRUN sudo ls\n');
    await untilShown(document.uri, (ids) => ids.includes('2:DL3004'));
    const offered = await actions(document.uri, new vscode.Range(1, 4, 1, 8));
    const ignore = offered.filter(({ title }) => title.includes('DL3004'));
    assert.equal(ignore.length, 2, offered.map(({ title }) => title).join('\n'));
    await apply(ignore[0]);
    assert.match(document.getText(), /^# hadolint ignore=DL3004\nRUN sudo/m);
    await untilShown(document.uri, (ids) => ids.length === 0);
  });

  it('explains a rule where a pragma names it', async () => {
    const { document } = await open('FROM debian:12\n# hadolint ignore=DL3004\nRUN sudo ls\n');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(1, 20),
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((one) => (one as vscode.MarkdownString).value);
    assert.ok(
      text.some((one) => one.includes('DL3004') && one.includes('kaniko-build-rule:/DL3004.md')),
      text.join(),
    );
  });

  it('fixes all that is safe at once', async () => {
    const { document } = await open(
      'from debian:12 AS base\nMAINTAINER me@example.com\nFROM base\nRUN apt-get update\n',
    );
    await untilShown(document.uri, (ids) => ids.some((id) => id.includes('DL4000')));
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const [all] = await actions(document.uri, whole, 'source.fixAll.kanikoBuild');
    await apply(all);
    assert.doesNotMatch(document.getText(), /MAINTAINER/);
    await untilShown(document.uri, (ids) => !ids.some((id) => id.includes('DL4000')));
    assert.deepEqual(await actions(document.uri, whole, 'source.fixAll.kanikoBuild'), []);
  });

  it('is quiet where the settings say so', async () => {
    const { document } = await open('FROM debian:12\nRUN sudo ls\n');
    await untilShown(document.uri, (ids) => ids.includes('2:DL3004'));
    const settings = vscode.workspace.getConfiguration('kanikoBuild');
    try {
      await settings.update('lint.severity', { DL3004: 'off' }, vscode.ConfigurationTarget.Global);
      await untilShown(document.uri, (ids) => !ids.includes('2:DL3004'));
      await settings.update('lint.severity', { DL3004: 'info' }, vscode.ConfigurationTarget.Global);
      await untilShown(document.uri, (ids) => ids.includes('2:DL3004'));
      const [found] = vscode.languages.getDiagnostics(document.uri);
      assert.equal(found?.severity, vscode.DiagnosticSeverity.Information);
      await settings.update('lint.enabled', false, vscode.ConfigurationTarget.Global);
      await untilShown(document.uri, (ids) => ids.length === 0);
    } finally {
      await settings.update('lint.severity', undefined, vscode.ConfigurationTarget.Global);
      await settings.update('lint.enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('lints what was never saved, and forgets it when it is closed', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'dockerfile',
      content: 'FROM debian:12\nRUN sudo ls\n',
    });
    await vscode.window.showTextDocument(document);
    await untilShown(document.uri, (ids) => ids.includes('2:DL3004'));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await untilShown(document.uri, (ids) => ids.length === 0);
  });
});
