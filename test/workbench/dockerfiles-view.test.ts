import assert from 'node:assert/strict';
import type { OpenWindow } from '../beds/vscode/workbench-bed.ts';
import { screenshotFailures } from './failure-screenshot.ts';
import { inSequence } from './in-sequence.ts';
import { testContext } from './shared.ts';
import { until } from './until.ts';

const unanswered = 'asked at the next build';

describe('the Dockerfiles view', () => {
  inSequence();
  let window: OpenWindow;

  before(async () => {
    const { bed } = testContext();
    window = await bed.open('shop', {
      Dockerfile: 'FROM scratch\nCOPY . /\n',
      'api/Dockerfile': 'FROM scratch AS compile\nCOPY . /\nFROM scratch\nCOPY --from=compile / /\n',
      'web/site.dockerfile': 'FROM scratch\n',
      'web/Containerfile': 'FROM scratch\n',
      'node_modules/library/Dockerfile': 'FROM scratch\n',
    });
    await window.workbench.showContainer();
    await window.workbench.widenSideBar(100);
  });

  after(() => window.close());

  screenshotFailures(() => window.workbench);

  it('lists the Dockerfiles of the workspace', async () => {
    const view = window.workbench.view('Dockerfiles');
    await view.row('Dockerfile').waitFor();
    const labels = (await view.rows()).filter(({ level }) => level === 1).map(({ label }) => label);
    assert.deepEqual([...labels].sort(), [
      'Dockerfile',
      'api/Dockerfile',
      'web/Containerfile',
      'web/site.dockerfile',
    ]);
  });

  it('has a row for each answer', async () => {
    const { workbench } = window;
    const view = workbench.view('Dockerfiles');
    await view.expand(view.row('api/Dockerfile'));
    await view.row('Destination').first().waitFor();
    await workbench.screenshot('dockerfiles');
    const answers = (await view.rows()).filter(({ level }) => level === 2);
    assert.deepEqual(
      answers.map(({ label }) => label),
      [
        'Problems',
        'Build context',
        'Context folder',
        'Destination',
        'Cluster',
        'Namespace',
        'Credentials',
        'Builder',
        'Target stage',
        'Build arguments',
        'Cache',
        'Pod settings',
      ],
    );
    assert.equal(answers.find(({ label }) => label === 'Destination')?.description, unanswered);
    assert.match(answers.find(({ label }) => label === 'Destination')?.spoken ?? '', /Press Enter to edit/);
  });

  it('edits an answer by a click', async () => {
    const { workbench } = window;
    const view = workbench.view('Dockerfiles');
    await view.row('Destination').click();
    await workbench.quickInput.waitFor('Where to push the image');
    assert.equal(await workbench.quickInput.title(), 'Edit Destination');
    await workbench.quickInput.answer('registry.example.com/shop/api:2.1');
    await view.row('Destination', 'registry.example.com/shop/api:2.1').waitFor();
  });

  it('refuses a destination that is no image reference', async () => {
    const { workbench } = window;
    await workbench.view('Dockerfiles').row('Destination').click();
    await workbench.quickInput.waitFor('Where to push the image');
    await workbench.quickInput.answer('Registry.example.com/Shop API');
    await workbench.screenshot('destination-refused');
    assert.notEqual(await workbench.quickInput.message(), '');
    await workbench.quickInput.cancel();
  });

  it('offers the stages of the Dockerfile', async () => {
    const { workbench } = window;
    const view = workbench.view('Dockerfiles');
    await view.row('Target stage').click();
    await workbench.quickInput.waitFor('Choose the stage to build');
    assert.deepEqual(await workbench.quickInput.rows(), ['Last stage (default)', 'compile']);
    await workbench.quickInput.pick('compile');
    await view.row('Target stage', 'compile').waitFor();
  });

  it('turns the cache on and names another repository for it', async () => {
    const { workbench } = window;
    const view = workbench.view('Dockerfiles');
    await view.row('Cache', 'off (default)').click();
    await workbench.quickInput.waitFor('Choose whether layers are kept');
    await workbench.screenshot('edit-cache');
    // What Enter chooses at first is the other state.
    await workbench.quickInput.pick('On');
    await view.row('Cache', 'beside the image').click();
    await workbench.quickInput.waitFor('Choose whether layers are kept');
    await workbench.quickInput.pick('On, in Another Repository…');
    await workbench.quickInput.waitFor('Repository for the layers');
    await workbench.quickInput.answer('registry.example.com/shop/layers:1');
    await workbench.screenshot('cache-refused');
    assert.match(await workbench.quickInput.message(), /Leave the tag out/);
    await workbench.quickInput.answer('registry.example.com/shop/layers');
    await view.row('Cache', 'registry.example.com/shop/layers').waitFor();
    await workbench.screenshot('cache');
  });

  it('says which access each builder needs', async () => {
    const { workbench } = window;
    await workbench.view('Dockerfiles').row('Builder').click();
    await workbench.quickInput.waitFor('Choose what builds the image');
    const builders = await workbench.quickInput.rows();
    await workbench.screenshot('edit-builder');
    assert.deepEqual(builders, ['kaniko', 'buildah']);
    await workbench.quickInput.pick('buildah');
    await workbench.view('Dockerfiles').row('Builder', 'buildah').waitFor();
  });

  it('opens the settings of one Dockerfile where the next is typed, and says what they are', async () => {
    const { workbench } = window;
    const { page } = workbench;
    const view = workbench.view('Dockerfiles');
    await view.row('Pod settings').click();
    await workbench.editor('settings.json').waitFor();
    await until('the entry is there', async () =>
      /"kanikoBuild\.dockerfiles": \{\s+"api\/Dockerfile": \{/.test(await workbench.editorText()),
    );
    // What is typed before the editor has the focus goes to the tree.
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await page.locator('.statusbar-item', { hasText: 'Ln 3, Col 28' }).waitFor();
    await page.keyboard.type('"pod.serv');
    const suggestion = page.locator('.suggest-widget.visible .monaco-list-row', {
      hasText: 'pod.serviceAccount',
    });
    await suggestion.first().waitFor();
    await workbench.screenshot('pod-settings');
    await page.keyboard.press('Escape');
    await page.keyboard.type('iceAccount": "builder');
    await page.keyboard.press('Control+S');
    await view.row('Pod settings', 'service account builder').waitFor();
    await workbench.screenshot('pod-settings-row');
  });

  it('goes back to the question before, and asks only what is open', async () => {
    const { workbench } = window;
    const { quickInput } = workbench;
    const view = workbench.view('Dockerfiles');
    await view.inlineAction(view.row('api/Dockerfile'), 'Build Image in Cluster…');
    await quickInput.waitFor('Choose the kube context');
    assert.equal(await quickInput.title(), 'Build Image in Cluster (1/3)');
    await quickInput.pick(testContext().sandbox.contexts.limited);
    await quickInput.waitFor('Choose or type the namespace');
    await quickInput.back();
    await quickInput.waitFor('Choose the kube context');
    await quickInput.pick(testContext().sandbox.contexts.limited);
    await quickInput.waitFor('Choose or type the namespace');
    await quickInput.type('team-a');
    await quickInput.row('team-a').first().waitFor();
    await workbench.screenshot('namespace-typed');
    await quickInput.cancel();
  });

  it('forgets the answers', async () => {
    const { workbench } = window;
    const view = workbench.view('Dockerfiles');
    await workbench.contextMenu(view.row('api/Dockerfile'), 'Forget Answers');
    await view.row('Destination', unanswered).waitFor();
  });
});
