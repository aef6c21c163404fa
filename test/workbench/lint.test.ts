import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { OpenWindow } from '../beds/vscode/workbench-bed.ts';
import { screenshotFailures } from './failure-screenshot.ts';
import { inSequence } from './in-sequence.ts';
import { testContext } from './shared.ts';
import { until } from './until.ts';

const dockerfile = `FROM debian:12 AS Build
WORKDIR app
RUN apt-get update && apt-get install curl
FROM debian:12
COPY --from=Build /app /app
CMD run
`;

describe('linting in the workbench', () => {
  inSequence();
  let window: OpenWindow;

  before(async () => {
    window = await testContext().bed.open('lint', {
      Dockerfile: dockerfile,
      'silent/Dockerfile': "FROM busybox:1\nRUN <<'EOF'\nmake\nEOF\n",
    });
  });

  after(() => window.close());

  screenshotFailures(() => window.workbench);

  /** Squiggles of the kind that are on the screen. */
  const squiggles = (kind: 'error' | 'warning' | 'info'): Locator =>
    window.workbench.page.locator(`.editor-group-container.active .squiggly-${kind}`);

  it('underlines the words that are wrong', async () => {
    const { workbench } = window;
    await workbench.openFile('Dockerfile');
    await squiggles('warning').first().waitFor();
    await workbench.untilColoured();
    await workbench.screenshot('lint-squiggles');
    assert.ok((await squiggles('error').count()) > 0);
  });

  it('says what is wrong where the mouse is, with a link to the rule’s page', async () => {
    const { workbench } = window;
    const { page } = workbench;
    const box = await squiggles('error').first().boundingBox();
    assert.ok(box !== null);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const hover = page.locator('.monaco-hover', { hasText: 'DL3000' });
    await hover.waitFor();
    await page.screenshot({ path: 'out/screenshots/lint-hover.png' });
    await hover.locator('a', { hasText: 'DL3000' }).click();
    await until('the page is shown', async () =>
      (await previews(page)).some((text) => text.startsWith('DL3000: ')),
    );
    await workbench.screenshot('lint-page');
    await page.keyboard.press('Control+F4');
  });

  it('offers fixes', async () => {
    const { workbench } = window;
    const { page } = workbench;
    await workbench.openFile('Dockerfile');
    await page.locator('.editor-group-container.active .view-line', { hasText: 'apt-get' }).click();
    await page.keyboard.press('Home');
    await page.keyboard.press('F8');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    const menu = page.locator('.action-widget').first();
    await menu.waitFor();
    await workbench.screenshot('lint-fixes');
    const labels = await menu.locator('.action-item, .monaco-list-row').allInnerTexts();
    assert.ok(labels.length > 0);
    await page.keyboard.press('Escape');
  });

  it('counts the problems in the Dockerfiles view', async () => {
    const { workbench } = window;
    await workbench.showContainer();
    await workbench.widenSideBar(100);
    const view = workbench.view('Dockerfiles');
    await view.expand(view.row('Dockerfile'));
    const row = view.row('Problems');
    await row.waitFor();
    await workbench.screenshot('lint-view');
    const [problems] = (await view.rows()).filter(({ label }) => label === 'Problems');
    assert.match(problems?.description ?? '', /error.*warning/);
    assert.match(problems?.spoken ?? '', /^Problems: .*Press Enter to show\.$/);
  });

  it('lints all Dockerfiles of the workspace', async () => {
    const { workbench } = window;
    await workbench.runCommand('Kaniko Build: Lint All Dockerfiles in Workspace');
    await workbench.notifications.item('2 Dockerfiles').waitFor();
    await workbench.page.locator('.markers-panel .monaco-list-row').first().waitFor();
    await workbench.screenshot('lint-problems');
    await workbench.notifications.clear();
  });
});

/** What Markdown previews show. */
async function previews(page: Page): Promise<readonly string[]> {
  const frames = page.frames().filter((frame) => frame.url().includes('fake.html'));
  return Promise.all(frames.map((frame) => frame.locator('body').innerText()));
}
