import assert from 'node:assert/strict';
import type { OpenWindow } from '../beds/vscode/workbench-bed.ts';
import { screenshotFailures } from './failure-screenshot.ts';
import { inSequence } from './in-sequence.ts';
import { testContext } from './shared.ts';

describe('a registry Secret and typed passwords', () => {
  inSequence();
  let window: OpenWindow;

  before(async () => {
    window = await testContext().bed.open('secrets', { Dockerfile: 'FROM scratch\n' });
  });

  after(() => window.close());

  screenshotFailures(() => window.workbench);

  /** Answers the questions of *Create Registry Secret…* with a typed login. */
  async function answer(password: string): Promise<void> {
    const { quickInput } = window.workbench;
    const { sandbox, namespace } = testContext();
    const { auth } = sandbox.registries;
    await quickInput.waitFor('Registry that the Secret is for');
    await quickInput.answer(auth.host);
    await quickInput.waitFor('Where do the credentials for');
    await quickInput.pick('Type a user name and a password or token…');
    await quickInput.waitFor('User name for');
    await quickInput.answer(auth.username ?? '');
    await quickInput.waitFor('Password or token for');
    await quickInput.answer(password);
    await quickInput.waitFor('Choose the kube context');
    await quickInput.pick(sandbox.contexts.admin);
    await quickInput.waitFor('Choose or type the namespace');
    await quickInput.type(namespace.name);
    await quickInput.row(namespace.name).first().waitFor();
    await quickInput.accept();
    await quickInput.waitFor('Name of the Secret in namespace');
    await quickInput.answer('harbor');
  }

  it('is shown redacted, and created after a question', async () => {
    const { workbench } = window;
    const { namespace } = testContext();
    await workbench.runCommand('Kaniko Build: Create Registry Secret…');
    await answer('certainly wrong');
    await workbench.dialog().waitFor();
    await workbench.screenshot('secret-create');
    const text = await workbench.editorText();
    assert.match(text, /kubernetes\.io\/dockerconfigjson/);
    assert.match(await workbench.dialog().innerText(), /Create Secret harbor in namespace/);
    await workbench.dialog().getByRole('button', { name: 'Create', exact: true }).click();
    await workbench.notifications.item('Secret harbor is in namespace').waitFor();
    assert.deepEqual(await namespace.podsAndSecrets(), ['secret/harbor']);
  });

  it('is never overwritten without a question', async () => {
    const { workbench } = window;
    await workbench.runCommand('Kaniko Build: Create Registry Secret…');
    await answer('certainly wrong');
    await workbench.dialog().getByRole('button', { name: 'Create', exact: true }).click();
    await workbench.dialog().getByText('has a Secret harbor already').waitFor();
    await workbench.screenshot('secret-exists');
    await workbench.dialog().getByRole('button', { name: 'Replace', exact: true }).click();
    await workbench.dialog().waitFor({ state: 'hidden' });
    await workbench.notifications.item('Secret harbor is in namespace').first().waitFor();
    await workbench.notifications.clear();
    await testContext().namespace.deleteSecret('harbor');
  });

  it('has its password tested, replaced and forgotten in the list', async () => {
    const { workbench } = window;
    const { quickInput } = workbench;
    const { auth } = testContext().sandbox.registries;
    await workbench.runCommand('Kaniko Build: Manage Registry Passwords…');
    await quickInput.waitFor('Typed passwords and tokens');
    await quickInput.pick(auth.host);
    await quickInput.row(auth.host).filter({ hasText: 'does not take this login' }).waitFor();
    await workbench.screenshot('passwords-refused');
    await press('Replace…');
    await quickInput.waitFor('Password or token for');
    await quickInput.answer(auth.password ?? '');
    await quickInput.waitFor('Typed passwords and tokens');
    await quickInput.pick(auth.host);
    await quickInput.row(auth.host).filter({ hasText: 'takes this login.' }).waitFor();
    await workbench.screenshot('passwords-fine');
    await press('Forget');
    await workbench.notifications.item('No registry password is stored.').waitFor();
    await quickInput.untilClosed();
  });

  /** Presses a button of the only row. */
  async function press(name: string): Promise<void> {
    const { quickInput } = window.workbench;
    const row = quickInput.row(testContext().sandbox.registries.auth.host).first();
    await row.hover();
    await row.locator(`.action-label[aria-label="${name}"]`).click();
  }
});
