import assert from 'node:assert/strict';
import type { OpenWindow } from '../beds/vscode/workbench-bed.ts';
import { buildCommand } from './build-steps.ts';
import { screenshotFailures } from './failure-screenshot.ts';
import { testContext } from './shared.ts';

describe('Build Image in Cluster…', () => {
  let window: OpenWindow;

  before(async () => {
    window = await testContext().bed.open('entries', {
      Dockerfile: 'FROM scratch\nCOPY notes.txt /\n',
      'notes.txt': 'nothing to build\n',
    });
  });

  after(() => window.close());

  afterEach(() => window.workbench.quickInput.cancel());

  screenshotFailures(() => window.workbench);

  it('is in the palette, and takes the only Dockerfile of the workspace', async () => {
    await window.workbench.runCommand(`Kaniko Build: ${buildCommand}`);
    await asksForDestination();
  });

  it('is in the title of a Dockerfile’s editor', async () => {
    const { workbench } = window;
    await workbench.openFile('Dockerfile');
    await workbench.untilColoured();
    await workbench.screenshot('editor');
    await workbench.editorAction(buildCommand);
    await asksForDestination();
  });

  it('is in the context menu of that editor', async () => {
    const { workbench } = window;
    await workbench.contextMenu(workbench.page.locator('.view-line', { hasText: 'COPY' }), buildCommand);
    await asksForDestination();
  });

  it('is not offered for other files', async () => {
    const { workbench } = window;
    await workbench.openContextMenu(workbench.file('notes.txt'), 'Copy Path');
    const labels = await workbench.page.locator('.monaco-menu .action-label').allInnerTexts();
    assert.ok(!labels.includes(buildCommand), labels.join(', '));
  });

  async function asksForDestination(): Promise<void> {
    const { quickInput } = window.workbench;
    await quickInput.waitFor('Where to push the image');
    assert.equal(await quickInput.title(), 'Build Image in Cluster (1/4)');
  }
});
