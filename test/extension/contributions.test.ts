import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionUnderTest, manifest } from './extension-under-test.ts';

describe('contributions', () => {
  before(async () => {
    await extensionUnderTest().activate();
  });

  it('registers exactly the commands of the manifest', async () => {
    const registered = (await vscode.commands.getCommands(true)).filter(isOwnCommand);
    const contributed = manifest().contributes.commands.map(({ command }) => command);
    assert.deepEqual(registered.sort(), contributed.sort());
  });

  it('titles every command in words', () => {
    for (const { command, title, category } of manifest().contributes.commands) {
      assert.match(title, /^[A-Z]/, `${command} has the title “${title}”`);
      assert.equal(category, 'Kaniko Build');
    }
  });

  it('has every setting with its default', () => {
    const configuration = vscode.workspace.getConfiguration();
    for (const [name, setting] of Object.entries(manifest().contributes.configuration.properties)) {
      const found = configuration.inspect(name);
      assert.ok(found !== undefined, name);
      assert.deepEqual(found.defaultValue, setting.default, name);
    }
  });

  it('has its views', async () => {
    const views = manifest().contributes.views['kanikoBuild']?.map(({ id }) => id) ?? [];
    assert.deepEqual(views, ['kanikoBuild.dockerfiles', 'kanikoBuild.context', 'kanikoBuild.builds']);
    // VS Code registers a focus command for each view that it has accepted.
    const commands = await vscode.commands.getCommands(true);
    for (const view of views) {
      assert.ok(commands.includes(`${view}.focus`), `${view} was not accepted`);
    }
  });

  it('gives the log a language of its own', async () => {
    assert.ok((await vscode.languages.getLanguages()).includes('kaniko-build-log'));
  });

  it('offers itself for every name that a Dockerfile has', async () => {
    for (const name of ['Dockerfile', 'api.dockerfile', 'Dockerfile.dev', 'Containerfile']) {
      const uri = vscode.Uri.parse(`untitled:/workspace/${name}`);
      const { languageId } = await vscode.workspace.openTextDocument(uri);
      assert.equal(languageId, 'dockerfile', name);
    }
  });

  it('lets tests see the history', async () => {
    const access = (await extensionUnderTest().activate()) as { records(): readonly unknown[] };
    assert.deepEqual(access.records(), []);
  });
});

/** Leaves out what VS Code makes of the views: `VIEW.focus` and the like. */
function isOwnCommand(command: string): boolean {
  return command.startsWith('kanikoBuild.') && command.split('.').length === 2;
}
