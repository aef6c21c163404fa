import assert from 'node:assert/strict';
import type { OpenWindow } from '../beds/vscode/workbench-bed.ts';
import type { Login } from './build-steps.ts';
import { answerQuestions, buildFromExplorer, endOfBuild } from './build-steps.ts';
import { screenshotFailures } from './failure-screenshot.ts';
import { testContext } from './shared.ts';

describe('a build that does not succeed', () => {
  let window: OpenWindow;

  before(async () => {
    const from = `FROM ${testContext().sandbox.images.busybox}`;
    window = await testContext().bed.open('endings', {
      'slow.dockerfile': `${from}\nRUN echo waiting && sleep 600\n`,
      'broken.dockerfile': `${from}\nRUN echo about to fail && exit 3\n`,
      'refused.dockerfile': `${from}\nRUN true\n`,
    });
    await window.workbench.widenSideBar(100);
  });

  after(() => window.close());

  screenshotFailures(() => window.workbench);

  afterEach(async () => {
    assert.deepEqual(await testContext().namespace.podsAndSecrets(), [], 'Pods and Secrets that are left');
    await window.workbench.notifications.clear();
  });

  it('is cancelled from its notification', async () => {
    const { workbench } = window;
    await start('slow', { kind: 'none' });
    const builds = await shownBuilds();
    await builds.row('workbench/slow:1.0', 'building').waitFor({ timeout: 60_000 });
    await workbench.screenshot('builds-running');
    await workbench.notifications.press('Building workbench/slow:1.0', 'Cancel');
    await builds.row('workbench/slow:1.0', 'cancelled after').waitFor({ timeout: 30_000 });
    await workbench.screenshot('builds-cancelled');
  });

  it('is cancelled from the Builds view', async () => {
    const builds = await shownBuilds();
    await builds.inlineAction(builds.row('workbench/slow:1.0').first(), 'Rebuild');
    const running = builds.row('workbench/slow:1.0', 'building');
    await running.waitFor({ timeout: 60_000 });
    await builds.inlineAction(running, 'Cancel Build');
    await running.waitFor({ state: 'detached', timeout: 30_000 });
    assert.equal(await builds.row('workbench/slow:1.0', 'cancelled after').count(), 2);
  });

  it('says why a RUN failed', async () => {
    const { workbench } = window;
    await start('broken', { kind: 'none' });
    const said = await endOfBuild(workbench, 'workbench/broken:1.0');
    const builds = await shownBuilds();
    const row = builds.row('workbench/broken:1.0', 'failed in');
    await builds.expand(row);
    await builds.row('RUN echo about to fail && exit 3').waitFor();
    await workbench.screenshot('builds-failed');
    assert.match(said, /failed: .*exit/s);
    await workbench.notifications.press('Build of workbench/broken:1.0 failed', 'Show Log');
    assert.match(await workbench.outputText(), /about to fail/);
    await workbench.screenshot('log-failed');
  });

  it('says that the registry refused the password, and offers to type another', async () => {
    const { workbench } = window;
    await start('refused', { kind: 'typed', username: 'kaniko-build', password: 'certainly wrong' });
    const said = await endOfBuild(workbench, 'workbench/refused:1.0');
    await workbench.screenshot('password-refused');
    assert.ok(!said.includes('certainly wrong'));
    await workbench.notifications.press('Build of workbench/refused:1.0 failed', 'Edit Credentials');
    await workbench.quickInput.waitFor('How does the build log in');
    await workbench.quickInput.cancel();
  });

  /** Starts a build of `NAME.dockerfile`; one that types a password goes to the registry that wants one. */
  async function start(name: string, login: Login): Promise<void> {
    const { sandbox, namespace } = testContext();
    const registry = login.kind === 'typed' ? sandbox.registries.auth : sandbox.registries.open;
    await buildFromExplorer(window.workbench, `${name}.dockerfile`);
    await answerQuestions(window.workbench, {
      destination: `${registry.host}/workbench/${name}:1.0`,
      context: sandbox.contexts.admin,
      namespace: namespace.name,
      login,
    });
  }

  async function shownBuilds() {
    await window.workbench.showContainer();
    return window.workbench.view('Builds');
  }
});
