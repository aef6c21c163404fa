import assert from 'node:assert/strict';
import { startWorkbenchBed } from '../beds/vscode/workbench-bed.ts';
import type { OpenWindow, WorkbenchBed } from '../beds/vscode/workbench-bed.ts';
import { screenshotFailures } from './failure-screenshot.ts';
import { testContext } from './shared.ts';

describe('a folder without a Dockerfile', () => {
  let window: OpenWindow;

  before(async () => {
    window = await testContext().bed.open('empty', { 'notes.txt': 'nothing to build\n' });
  });

  after(() => window.close());

  screenshotFailures(() => window.workbench);

  it('is welcomed in both views, and a new Dockerfile appears by itself', async () => {
    const { workbench } = window;
    await workbench.showContainer();
    const dockerfiles = workbench.view('Dockerfiles');
    assert.notEqual(await dockerfiles.welcome(), '');
    assert.notEqual(await workbench.view('Builds').welcome(), '');
    await workbench.screenshot('welcome');
    await dockerfiles.pane.getByRole('button', { name: 'New Dockerfile' }).last().click();
    await workbench.editor('Dockerfile').waitFor();
    await workbench.page.keyboard.press('Control+S');
    await dockerfiles.row('Dockerfile').waitFor();
  });
});

describe('a folder that is not trusted', () => {
  let bed: WorkbenchBed;
  let window: OpenWindow;

  before(async function () {
    this.timeout(180_000);
    bed = await startWorkbenchBed({ workspaceTrust: true });
    window = await bed.open('untrusted', { Dockerfile: 'FROM scratch\n' });
  });

  after(() => bed.stop());

  screenshotFailures(() => window.workbench);

  it('says what trust is needed for', async () => {
    const { workbench } = window;
    await workbench.showContainer();
    assert.match(await workbench.view('Dockerfiles').welcome(), /trust/i);
    await workbench.screenshot('untrusted');
  });
});
