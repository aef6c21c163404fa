import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import type { OpenWindow } from '../beds/vscode/workbench-bed.ts';
import { answerQuestions, buildFromExplorer, endOfBuild } from './build-steps.ts';
import { screenshotFailures } from './failure-screenshot.ts';
import { inSequence } from './in-sequence.ts';
import { testContext } from './shared.ts';
import { until } from './until.ts';

const COMMAND = 'Check Build…';

describe('the check of a build', () => {
  inSequence();
  let window: OpenWindow;
  /** Takes connections and says nothing. */
  let silentServer: Server;

  before(async () => {
    const { bed, sandbox } = testContext();
    const dead = { name: 'dead', cluster: { server: 'https://127.0.0.1:1' } };
    silentServer = createServer(() => undefined);
    await new Promise<void>((resolve) => silentServer.listen(0, '127.0.0.1', resolve));
    const { port } = silentServer.address() as AddressInfo;
    const silent = { name: 'silent', cluster: { server: `https://127.0.0.1:${port}` } };
    window = await bed.open('checked', {
      'good.dockerfile': `FROM ${sandbox.images.busybox}\nRUN true\n`,
      'viewer.dockerfile': `FROM ${sandbox.images.busybox}\nRUN true\n`,
      'insisted.dockerfile': `FROM ${sandbox.images.busybox}\nRUN true\n`,
      '.vscode/settings.json': JSON.stringify({
        'kanikoBuild.kubeconfig': ['more.kubeconfig', sandbox.kubeconfig],
        'kanikoBuild.protectedContexts': ['*-limited'],
      }),
      'more.kubeconfig': JSON.stringify({
        clusters: [dead, silent],
        users: [{ name: 'ann', user: {} }],
        contexts: [dead, silent].map(({ name }) => ({
          name: `${name}-cluster`,
          context: { cluster: name, user: 'ann', namespace: 'team-ann' },
        })),
      }),
    });
    await window.workbench.widenSideBar(40);
  });

  after(async () => {
    await window.close();
    silentServer.close();
  });

  screenshotFailures(() => window.workbench);

  afterEach(async () => {
    assert.deepEqual(await testContext().namespace.podsAndSecrets(), [], 'Pods and Secrets that are left');
  });

  it('shows which clusters answer, without waiting for the dead ones', async () => {
    const { workbench, folder } = window;
    const { sandbox } = testContext();
    const { quickInput } = workbench;
    await workbench.showExplorer();
    await workbench.contextMenu(workbench.file('good.dockerfile'), COMMAND);
    await quickInput.waitFor('Where to push the image');
    await quickInput.answer(`${sandbox.registries.open.host}/workbench/checked:1.0`);
    await quickInput.waitFor('Choose the kube context');
    const row = (label: string, text: string): Promise<void> =>
      quickInput.row(label).filter({ hasText: text }).first().waitFor({ timeout: 10_000 });
    await row(sandbox.contexts.admin, 'answers, Kubernetes v1.');
    await row('dead-cluster', 'unusable: ');
    await row('silent-cluster', 'namespace team-ann');
    await row('silent-cluster', 'no answer within 2 seconds');
    await workbench.screenshot('cluster-answers');
    // The files are watched while the list is open.
    const file = join(folder, 'more.kubeconfig');
    const text = await readFile(file, 'utf8');
    await writeFile(file, `{ broken:\n  - [`);
    await row('more.kubeconfig', 'It is not valid YAML: line');
    await workbench.screenshot('cluster-broken-file');
    await writeFile(file, text);
    await row('dead-cluster', 'unusable: ');
    await quickInput.pick(sandbox.contexts.admin);
  });

  it('refuses a namespace that the cluster has not', async () => {
    const { workbench } = window;
    const { quickInput } = workbench;
    await quickInput.waitFor('Choose or type the namespace');
    await quickInput.row('builds').first().waitFor();
    await quickInput.answer('no-such-namespace');
    await quickInput.row('The cluster has no namespace "no-such-namespace"').waitFor();
    await workbench.screenshot('namespace-missing');
    await quickInput.type(testContext().namespace.name);
    await quickInput.row(testContext().namespace.name).first().waitFor();
    await quickInput.accept();
    await quickInput.waitFor('How does the build log in');
    await quickInput.pick('No credentials');
  });

  it('lists what was checked when nothing speaks against the build', async () => {
    const { workbench } = window;
    const { quickInput } = workbench;
    await quickInput.row('Kube context').first().waitFor();
    await workbench.screenshot('check-fine');
    assert.match(await quickInput.title(), /^Check of good\.dockerfile: /);
    const rows = await quickInput.rows();
    assert.ok(rows.includes(`Your rights in namespace ${testContext().namespace.name}`), rows.join('\n'));
    // The list is longer than what is on the screen of it.
    await quickInput.type('Push to');
    await quickInput.row('Push to').filter({ hasText: 'yes' }).waitFor();
    await quickInput.cancel();
  });

  it('says which rights are missing and gives the Role to send', async () => {
    const { workbench } = window;
    const { sandbox } = testContext();
    const { quickInput } = workbench;
    await workbench.contextMenu(workbench.file('viewer.dockerfile'), COMMAND);
    await answerQuestions(workbench, {
      destination: `${sandbox.registries.open.host}/workbench/viewer:1.0`,
      context: sandbox.contexts.viewer,
      namespace: sandbox.namespaces.builds,
      login: { kind: 'none' },
    });
    await quickInput.waitFor('The build would fail: ');
    await workbench.screenshot('check-rights');
    await quickInput.pick('Your rights in namespace');
    await workbench.dialog().waitFor();
    await workbench.screenshot('check-rights-explained');
    const text = await workbench.dialog().innerText();
    assert.match(text, /create pods/);
    await workbench.dialog().getByRole('button', { name: 'Save Role and RoleBinding…' }).click();
    await quickInput.waitFor('Save');
    await quickInput.row('..').waitFor();
    const file = join(window.folder, 'rbac.yaml');
    await quickInput.type(file);
    await quickInput.press('OK');
    await until('the file is written', async () => (await readFile(file, 'utf8').catch(() => '')) !== '');
    assert.match(await readFile(file, 'utf8'), /kind: Role\n[^]*pods\/attach[^]*kind: RoleBinding\n/);
  });

  it('stops a build that would fail, and lets the user insist', async () => {
    const { workbench } = window;
    const { sandbox } = testContext();
    await buildFromExplorer(workbench, 'insisted.dockerfile');
    await answerQuestions(workbench, {
      destination: `${sandbox.registries.open.host}/workbench/insisted:1.0`,
      context: sandbox.contexts.viewer,
      namespace: sandbox.namespaces.builds,
      login: { kind: 'none' },
    });
    const failed = 'Build of workbench/insisted:1.0 failed';
    assert.match(await endOfBuild(workbench, 'workbench/insisted:1.0'), /failed before it began: .*rights/);
    await workbench.screenshot('build-anyway');
    await workbench.notifications.press(failed, 'Build Anyway');
    // Now the cluster itself refuses, and there is nothing to insist on.
    const refused = await workbench.notifications.waitFor(`${failed}: `, 60_000);
    assert.equal(await refused.getByRole('button', { name: 'Build Anyway' }).count(), 0);
    await workbench.notifications.clear();
  });

  it('asks before a build goes to a protected context', async () => {
    const { workbench } = window;
    const { sandbox } = testContext();
    await workbench.showContainer();
    const view = workbench.view('Dockerfiles');
    await view.expand(view.row('viewer.dockerfile'));
    await view.row('Cluster').first().click();
    await workbench.quickInput.waitFor('Choose the kube context');
    await workbench.quickInput.pick(sandbox.contexts.limited);
    await workbench.quickInput.untilClosed();
    await view.inlineAction(view.row('viewer.dockerfile'), 'Build Image in Cluster…');
    await workbench.quickInput.waitFor('Choose or type the namespace');
    await workbench.quickInput.type(sandbox.namespaces.limited);
    await workbench.quickInput.row(sandbox.namespaces.limited).first().waitFor();
    await workbench.quickInput.accept();
    await workbench.dialog().waitFor();
    await workbench.screenshot('protected-context');
    const text = await workbench.dialog().innerText();
    assert.match(text, /Build in kube context sandbox-limited, namespace team-a\?/);
    assert.match(text, /kanikoBuild\.protectedContexts/);
    await workbench.dialog().getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await workbench.notifications.item(/^Building /).count(), 0);
  });
});
