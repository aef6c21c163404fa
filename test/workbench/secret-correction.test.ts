import assert from 'node:assert/strict';
import type { OpenWindow } from '../beds/vscode/workbench-bed.ts';
import { answerQuestions, buildFromExplorer, endOfBuild } from './build-steps.ts';
import { screenshotFailures } from './failure-screenshot.ts';
import { inSequence } from './in-sequence.ts';
import { testContext } from './shared.ts';

const MADE = ['seed', 'seed-fixed', 'other', 'other-fixed'];

describe('a Secret with faults', () => {
  inSequence();
  let window: OpenWindow;

  before(async () => {
    const { bed, sandbox, namespace } = testContext();
    const { auth } = sandbox.registries;
    const config = (host: string, login: string): string =>
      JSON.stringify({ auths: { [host]: { auth: Buffer.from(login).toString('base64') } } });
    const login = `${auth.username ?? ''}:${auth.password ?? ''}`;
    await namespace.createSecret('seed', 'kaniko_config.json', config(auth.host, `${login}\n`));
    await namespace.createSecret('other', '.dockerconfigjson', config('other.example', login));
    window = await bed.open('faulty', {
      'seed.dockerfile': `FROM ${sandbox.images.busybox}\nRUN true\n`,
      'other.dockerfile': `FROM ${sandbox.images.busybox}\nRUN true\n`,
    });
    await window.workbench.widenSideBar(40);
  });

  after(async () => {
    const { namespace } = testContext();
    const left = await namespace.podsAndSecrets();
    for (const name of MADE) if (left.includes(`secret/${name}`)) await namespace.deleteSecret(name);
    await window.close();
  });

  screenshotFailures(() => window.workbench);

  /** Answers the four questions, and names a Secret. */
  async function answer(image: string, secret: string): Promise<void> {
    const { sandbox, namespace } = testContext();
    await answerQuestions(window.workbench, {
      destination: `${sandbox.registries.auth.host}/workbench/${image}:1.0`,
      context: sandbox.contexts.admin,
      namespace: namespace.name,
      login: { kind: 'secret', name: secret },
    });
  }

  it('is seen where its name is asked for, and one that is missing too', async () => {
    const { workbench } = window;
    const { quickInput } = workbench;
    await workbench.showExplorer();
    await workbench.contextMenu(workbench.file('seed.dockerfile'), 'Check Build…');
    await answer('seed', 'nowhere');
    await quickInput.waitFor('has no Secret nowhere');
    await quickInput.answer('seed');
    await quickInput.waitFor('Secret seed has faults');
    await workbench.screenshot('secret-faults-question');
    await quickInput.row('Use It as It Is').filter({ hasText: 'ends with a line break' }).waitFor();
    await quickInput.pick('Use It as It Is');
  });

  it('is corrected from the checklist, beside the one that is there', async () => {
    const { workbench } = window;
    const { namespace } = testContext();
    const { quickInput } = workbench;
    await quickInput.waitFor('The build would fail');
    const row = quickInput.row('Credentials for the registries').first();
    await row.waitFor();
    await workbench.screenshot('secret-faults-checklist');
    await row.hover();
    await row.locator('.action-label[aria-label="Correct Secret…"]').click();
    await workbench.dialog().waitFor();
    await workbench.screenshot('secret-faults-explained');
    assert.match(await workbench.dialog().innerText(), /ends with a line break[\s\S]*stays as it is/);
    await workbench.dialog().getByRole('button', { name: 'Make Corrected Secret…' }).click();
    await quickInput.waitFor('Name of the Secret in namespace');
    assert.equal(await quickInput.value(), 'seed-fixed');
    await quickInput.answer('other');
    await quickInput.waitFor('has a Secret other already');
    await workbench.screenshot('secret-correction-name');
    await quickInput.answer('seed-fixed');
    await workbench.notifications.item('Secret seed is as it was').waitFor();
    await quickInput.waitFor('Nothing speaks against the build');
    await workbench.screenshot('secret-corrected-checklist');
    await quickInput.cancel();
    assert.deepEqual(await namespace.secretKeys('seed'), ['kaniko_config.json']);
    assert.deepEqual(await namespace.secretKeys('seed-fixed'), ['.dockerconfigjson']);
  });

  it('pushes corrected', async () => {
    const { workbench } = window;
    await workbench.notifications.clear();
    await buildFromExplorer(workbench, 'seed.dockerfile');
    // The cluster was picked for the check, and no build went there yet.
    await workbench.dialog().getByRole('button', { name: 'Build There' }).click();
    assert.match(await endOfBuild(workbench, 'workbench/seed:1.0'), /^Built /);
    await workbench.notifications.clear();
  });

  it("is corrected from a failure's notification, with the login that it lacks", async () => {
    const { workbench } = window;
    const { quickInput } = workbench;
    const { auth } = testContext().sandbox.registries;
    await buildFromExplorer(workbench, 'other.dockerfile');
    await answer('other', 'other');
    await quickInput.waitFor('Secret other has faults');
    await quickInput.pick('Use It as It Is');
    assert.match(await endOfBuild(workbench, 'workbench/other:1.0'), /has no entry for/);
    await workbench.screenshot('secret-faults-notification');
    await workbench.notifications.press('Build of workbench/other:1.0 failed', 'Correct Secret…');
    await workbench.dialog().waitFor();
    await workbench.dialog().getByRole('button', { name: 'Make Corrected Secret…' }).click();
    await quickInput.waitFor(`User name for ${auth.host}`);
    await quickInput.answer(auth.username ?? '');
    await quickInput.waitFor('Password or token for');
    await quickInput.answer(auth.password ?? '');
    await quickInput.waitFor('Name of the Secret in namespace');
    await quickInput.accept();
    // The build starts again by itself.
    await workbench.notifications.item(/^Built /).waitFor({ timeout: 90_000 });
    await workbench.notifications.clear();
  });

  it('asks before a login of this machine goes along, and once only', async () => {
    const { workbench } = window;
    const { quickInput } = workbench;
    const { auth } = testContext().sandbox.registries;
    await workbench.showContainer();
    const view = workbench.view('Dockerfiles');
    await view.expand(view.row('other.dockerfile'));
    await view.row('Credentials').first().click();
    await quickInput.waitFor('How does the build log in');
    await workbench.screenshot('question-credentials-kinds');
    await quickInput.pick('Docker config of this machine');
    await quickInput.untilClosed();
    await view.inlineAction(view.row('other.dockerfile'), 'Build Image in Cluster…');
    await workbench.dialog().waitFor();
    await workbench.screenshot('login-consent');
    assert.match(await workbench.dialog().innerText(), new RegExp(`Send your login for ${auth.host}`));
    await workbench.dialog().getByRole('button', { name: 'Go On Without' }).click();
    assert.match(await endOfBuild(workbench, 'workbench/other:1.0'), /without a login/);
    await workbench.notifications.clear();

    await view.inlineAction(view.row('other.dockerfile'), 'Build Image in Cluster…');
    await workbench.dialog().getByRole('button', { name: 'Send Login' }).click();
    assert.match(await endOfBuild(workbench, 'workbench/other:1.0'), /^Built /);
    await workbench.notifications.clear();
    await view.inlineAction(view.row('other.dockerfile'), 'Build Image in Cluster…');
    assert.match(await endOfBuild(workbench, 'workbench/other:1.0'), /^Built /);
    await workbench.notifications.clear();

    await workbench.runCommand('Kaniko Build: Manage Registry Passwords…');
    const row = quickInput.row(auth.host).filter({ hasText: 'from the Docker config' });
    await row.waitFor();
    await workbench.screenshot('passwords-consents');
    // Its button is seen under the mouse only.
    await row.hover();
    await row.locator('.action-label[aria-label="Ask Again"]').click();
    await row.waitFor({ state: 'hidden' });
    await quickInput.cancel();
  });
});
