import assert from 'node:assert/strict';
import type { OpenWindow } from '../beds/vscode/workbench-bed.ts';
import { answerQuestions, buildFromExplorer, buildCommand, endOfBuild } from './build-steps.ts';
import { digestOf } from './registry.ts';
import { screenshotFailures } from './failure-screenshot.ts';
import { inSequence } from './in-sequence.ts';
import { testContext } from './shared.ts';
import { until } from './until.ts';

const repository = 'workbench/hello';
const image = `${repository}:1.0`;

describe('a build from the explorer', () => {
  inSequence();
  let window: OpenWindow;
  let digest: string;

  before(async () => {
    const { bed, sandbox } = testContext();
    window = await bed.open('hello', {
      Dockerfile: `FROM ${sandbox.images.busybox}\nCOPY greeting.txt /greeting.txt\nRUN cat /greeting.txt\nCMD ["cat", "/greeting.txt"]\n`,
      'greeting.txt': 'Hello from the workbench\n',
    });
  });

  after(() => window.close());

  screenshotFailures(() => window.workbench);

  it('asks at most four questions', async () => {
    const { workbench } = window;
    const { sandbox, namespace } = testContext();
    const { auth } = sandbox.registries;
    const titles: string[] = [];
    const look = async (question: string): Promise<void> => {
      titles.push(await workbench.quickInput.title());
      await workbench.screenshot(`question-${question}`);
      if (question === 'password') {
        assert.ok(await workbench.quickInput.isPassword(), 'what is typed as a password is hidden');
      }
    };
    await workbench.showExplorer();
    await workbench.openContextMenu(workbench.file('Dockerfile'), buildCommand);
    await workbench.screenshot('explorer-menu');
    await workbench.page.keyboard.press('Escape');
    await buildFromExplorer(workbench, 'Dockerfile');
    await answerQuestions(
      workbench,
      {
        destination: `${auth.host}/${image}`,
        context: sandbox.contexts.admin,
        namespace: namespace.name,
        login: { kind: 'typed', username: auth.username ?? '', password: auth.password ?? '' },
      },
      look,
    );
    await workbench.quickInput.untilClosed();
    const title = 'Build Image in Cluster';
    assert.deepEqual(
      titles,
      [1, 2, 3, 4, 4].map((step) => `${title} (${step}/4)`),
    );
  });

  it('shows its progress in a notification and in the status bar', async () => {
    const { workbench } = window;
    await workbench.notifications.item(`Building ${image}`).waitFor();
    await workbench.screenshot('progress');
    assert.ok((await workbench.statusBar()).some((text) => text.includes(`Building ${image}`)));
  });

  it('ends with one notification that has the digest of the image in the registry', async () => {
    const { workbench } = window;
    const said = await endOfBuild(workbench, image);
    await workbench.screenshot('built');
    assert.match(said, /^Built /);
    digest = await digestOf(testContext().sandbox.registries.auth, repository, '1.0');
    await workbench.notifications.press('Built ', 'Copy Digest');
    await until('the digest is in the clipboard', async () => (await clipboard()) === digest);
  });

  it('shows the log in the output panel', async () => {
    const { workbench } = window;
    await workbench.runCommand('Kaniko Build: Show Log');
    const text = await workbench.outputText();
    await workbench.screenshot('log');
    assert.match(text, /Hello from the workbench/);
    assert.ok(text.includes(digest), text);
    assert.ok(!text.includes('\u001b'), 'no ANSI is left');
  });

  it('is in the Builds view, with its steps', async () => {
    const { workbench } = window;
    await workbench.openFile('Dockerfile');
    await workbench.showContainer();
    const builds = workbench.view('Builds');
    const row = builds.row(image).first();
    await row.waitFor();
    await builds.expand(row);
    await builds.row('RUN cat /greeting.txt').waitFor();
    await workbench.widenSideBar(100);
    const dockerfiles = workbench.view('Dockerfiles');
    await dockerfiles.expand(dockerfiles.row('Dockerfile'));
    await dockerfiles.row('Destination', image).waitFor();
    await workbench.screenshot('builds');
    const [build, ...steps] = await builds.rows();
    assert.match(build?.description ?? '', /^succeeded in [\d.ms ]+ · just now$/);
    assert.match(build?.spoken ?? '', new RegExp(`^${image}, succeeded in `));
    assert.deepEqual(
      steps
        .map(({ label, level }) => `${level} ${label.split(' ')[0] ?? ''}`)
        .filter((step) => !step.includes('FROM')),
      ['2 COPY', '2 RUN', '2 CMD'],
    );
  });

  it('copies the digest from the Builds view', async () => {
    const { workbench } = window;
    await workbench.page.evaluate('navigator.clipboard.writeText("")');
    await workbench.contextMenu(workbench.view('Builds').row(image).first(), 'Copy Digest');
    await until('the digest is in the clipboard', async () => (await clipboard()) === digest);
  });

  it('left neither Pod nor Secret in the namespace', async () => {
    assert.deepEqual(await testContext().namespace.podsAndSecrets(), []);
  });

  it('asks nothing the second time', async () => {
    const { workbench } = window;
    const builds = workbench.view('Builds');
    await workbench.notifications.clear();
    await builds.inlineAction(builds.row(image).first(), 'Rebuild');
    assert.match(await endOfBuild(workbench, image), /^Built /);
    await workbench.screenshot('build');
    assert.equal(await builds.row(image).count(), 2);
    assert.deepEqual(await testContext().namespace.podsAndSecrets(), []);
  });

  it('is still in the history after a reload, and its log too', async () => {
    const { workbench } = window;
    await workbench.reload();
    await workbench.showContainer();
    const builds = workbench.view('Builds');
    // The older of the two: its log comes from the history.
    const row = builds.row(image).nth(1);
    await row.waitFor();
    await builds.inlineAction(row, 'Show Log');
    await until('the log is shown', async () => (await workbench.outputText()).includes(digest));
    await workbench.screenshot('after-reload');
  });

  async function clipboard(): Promise<string> {
    return String(await window.workbench.page.evaluate('navigator.clipboard.readText()'));
  }
});
