import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenWindow } from '../beds/vscode/workbench-bed.ts';
import { answerQuestions } from './build-steps.ts';
import { screenshotFailures } from './failure-screenshot.ts';
import { inSequence } from './in-sequence.ts';
import { testContext } from './shared.ts';
import { until } from './until.ts';

describe('the YAML of a build', () => {
  inSequence();
  let window: OpenWindow;

  before(async () => {
    const { bed, sandbox } = testContext();
    window = await bed.open('yaml', { Dockerfile: `FROM ${sandbox.images.busybox}\nCOPY . /\n` });
  });

  after(() => window.close());

  screenshotFailures(() => window.workbench);

  it('is shown without secret values', async () => {
    const { workbench } = window;
    const { sandbox, namespace } = testContext();
    const { auth } = sandbox.registries;
    const password = auth.password ?? '';
    await workbench.showExplorer();
    await workbench.contextMenu(workbench.file('Dockerfile'), 'Show Secret and Pod YAML');
    await answerQuestions(workbench, {
      destination: `${auth.host}/workbench/yaml:1.0`,
      context: sandbox.contexts.admin,
      namespace: namespace.name,
      login: { kind: 'docker-config' },
    });
    await until('the preview is open', async () => (await workbench.editorText()).includes('kind: Secret'));
    await workbench.untilColoured();
    await workbench.screenshot('yaml');
    const text = await workbench.editorText();
    const encoded = Buffer.from(`${auth.username ?? ''}:${password}`).toString('base64');
    for (const secret of [password, encoded, Buffer.from(encoded).toString('base64').slice(0, 20)]) {
      assert.ok(!text.includes(secret));
    }
  });

  it('is saved with real values only after a question, and kubectl takes it', async () => {
    const { workbench, folder } = window;
    const { auth } = testContext().sandbox.registries;
    const file = join(folder, 'build.yaml');
    await workbench.editorAction('Save As…');
    await workbench.dialog().waitFor();
    await workbench.screenshot('yaml-save');
    await workbench.dialog().getByRole('button', { name: 'Save with Credentials' }).click();
    await workbench.quickInput.waitFor('Secret and Pod in one file, or each in its own?');
    await workbench.screenshot('yaml-files');
    await workbench.quickInput.pick('One File');
    await saveAs('Save YAML', file);
    await until('the file is written', async () => (await readFile(file, 'utf8').catch(() => '')) !== '');
    const encoded = Buffer.from(`${auth.username ?? ''}:${auth.password ?? ''}`).toString('base64');
    assert.ok(decodedValues(await readFile(file, 'utf8')).some((value) => value.includes(encoded)));
    const said = await testContext().namespace.dryRun(file);
    assert.match(said, /^secret\/\S+ created/m);
    assert.match(said, /^pod\/\S+ created/m);
  });

  it('goes into two files, redacted', async () => {
    const { workbench, folder } = window;
    const files = [join(folder, 'apart.secret.yaml'), join(folder, 'apart.pod.yaml')] as const;
    await workbench.showExplorer();
    await workbench.contextMenu(workbench.file('Dockerfile'), 'Show Secret and Pod YAML');
    await workbench.editorAction('Save As…');
    await workbench.dialog().getByRole('button', { name: 'Save Redacted' }).click();
    await workbench.quickInput.waitFor('Secret and Pod in one file, or each in its own?');
    await workbench.quickInput.pick('Two Files');
    await saveAs('Save Secret as YAML', files[0]);
    await saveAs('Save Pod as YAML', files[1]);
    await until('both are written', async () => (await readFile(files[1], 'utf8').catch(() => '')) !== '');
    const namespace = testContext().namespace;
    assert.match(await namespace.dryRun(files[0]), /^secret\/\S+ created[^\n]*\n$/);
    assert.match(await namespace.dryRun(files[1]), /^pod\/\S+ created[^\n]*\n$/);
    assert.ok(
      !(await readFile(files[0], 'utf8')).includes(testContext().sandbox.registries.auth.password ?? '?'),
    );
  });

  /** Answers the dialog that asks where a file goes. */
  async function saveAs(title: string, file: string): Promise<void> {
    const { quickInput } = window.workbench;
    await quickInput.waitFor(title);
    await quickInput.row('..').waitFor();
    await quickInput.type(file);
    await quickInput.press('OK');
  }

  it('made nothing in the cluster', async () => {
    assert.deepEqual(await testContext().namespace.podsAndSecrets(), []);
  });
});

/** What the base64 values in a YAML text hold. */
function decodedValues(yaml: string): readonly string[] {
  return [...yaml.matchAll(/: "?([A-Za-z0-9+/]{40,}=*)"?$/gm)].map((match) =>
    Buffer.from(match[1] ?? '', 'base64').toString(),
  );
}
