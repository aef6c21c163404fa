import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { exactText } from './exact-text.ts';
import { Notifications } from './notifications.ts';
import { paths } from './paths.ts';
import { QuickInput } from './quick-input.ts';
import { TreeView } from './tree-view.ts';

/** What the extension brings arrives some seconds after the page itself. */
const patience = 20_000;

/** One VS Code window, used as a person would: by mouse, keyboard and what is to be read on the screen. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;

  private readonly container: string;

  private constructor(page: Page, container: string) {
    this.page = page;
    this.container = container;
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
  }

  /**
   * Opens the address in a new page and waits until the view container of that title is in the activity bar: whatever
   * extensions contribute is there from then on. (The explorer asks for a file's language only when it is selected:
   * who right-clicks earlier does not get what a Dockerfile's menu has.)
   */
  static async open(profile: BrowserContext, url: string, container: string): Promise<Workbench> {
    const page = await profile.newPage();
    page.setDefaultTimeout(patience);
    await page.goto(url);
    const workbench = new Workbench(page, container);
    await workbench.untilReady();
    return workbench;
  }

  /** Loads the page anew, as *Reload Window* does, and waits until it is there again. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.untilReady();
  }

  /** Runs a command by its full title in the palette, `Category: Title`, once the palette has it. */
  async runCommand(title: string): Promise<void> {
    const row = this.quickInput.row(title).first();
    await untilShown(row, `The palette has no command “${title}”.`, async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F1');
      await this.quickInput.type(`>${title}`);
    });
    await row.click();
  }

  /** The explorer's row of a file or folder in the first level that is shown. */
  file(name: string): Locator {
    return this.page
      .locator('.explorer-folders-view .monaco-list-row')
      .filter({ has: this.page.locator('.label-name', { hasText: exactText(name) }) });
  }

  /** Shows the explorer's files. */
  async showExplorer(): Promise<void> {
    if (!(await this.page.locator('.explorer-folders-view').isVisible())) {
      await this.page.keyboard.press('Control+Shift+E');
    }
    await this.page.locator('.explorer-folders-view').waitFor();
  }

  /** Opens a file of the explorer in an editor. */
  async openFile(name: string): Promise<void> {
    await this.showExplorer();
    await this.file(name).dblclick();
    await this.editor(name).waitFor();
  }

  /** The tab of the active editor, when it shows this file. */
  editor(name: string): Locator {
    return this.page.locator(`.tab.active[data-resource-name="${name}"]`);
  }

  /** Right-clicks a place and leaves the menu open once it has the item. */
  async openContextMenu(place: Locator, item: string): Promise<Locator> {
    // By its label, not its accessible name: that has the keyboard shortcut in it.
    const label = this.page.locator('.action-label', { hasText: exactText(item) });
    const menuItem = this.page.locator('.monaco-menu .action-menu-item').filter({ has: label });
    await untilShown(menuItem, `The context menu has no item “${item}”.`, async () => {
      await this.page.keyboard.press('Escape');
      await place.click({ button: 'right' });
    });
    return menuItem;
  }

  /** Right-clicks a place and chooses an item. */
  async contextMenu(place: Locator, item: string): Promise<void> {
    const menuItem = await this.openContextMenu(place, item);
    // A menu takes no click in its first tenth of a second, so that the right-click itself chooses nothing.
    await this.page.waitForTimeout(150);
    await menuItem.click();
    await menuItem.waitFor({ state: 'hidden' });
  }

  /** Waits until the active editor shows its language's colours, which come after the text. */
  async untilColoured(): Promise<void> {
    // Text without colours has the class mtk1 only.
    await this.page
      .locator('.editor-group-container.active .view-line span[class*="mtk"]:not(.mtk1)')
      .first()
      .waitFor();
  }

  /** Presses a button in the title of the active editor. */
  async editorAction(name: string): Promise<void> {
    const actions = this.page.locator('.editor-group-container.active .editor-actions');
    await actions.locator(`.action-label[aria-label^=${JSON.stringify(name)}]`).click();
  }

  /** The modal dialog. */
  dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** Opens the extension's view container. */
  async showContainer(): Promise<void> {
    if ((await this.containerTab().getAttribute('aria-expanded')) !== 'true') {
      await this.containerTab().click();
    }
    await this.page.locator('.sidebar .composite.title', { hasText: this.container }).waitFor();
  }

  /** Drags the edge of the side bar, so that rows are not cut off. `by` is in CSS pixels. */
  async widenSideBar(by: number): Promise<void> {
    const box = await this.page.locator('.part.sidebar').boundingBox();
    if (box === null) {
      throw new Error('The side bar is closed.');
    }
    const edge = { x: box.x + box.width + 1, y: box.y + box.height / 2 };
    await this.page.mouse.move(edge.x, edge.y);
    await this.page.mouse.down();
    await this.page.mouse.move(edge.x + by, edge.y, { steps: 5 });
    await this.page.mouse.up();
  }

  /** A tree view of the side bar by its title. */
  view(title: string): TreeView {
    return new TreeView(this.page, title);
  }

  /** The lines of the output panel that are on the screen. */
  async outputText(): Promise<string> {
    const lines = this.page.locator('.panel .view-lines');
    await lines.waitFor();
    return plain(await lines.innerText());
  }

  /** The lines of the active editor that are on the screen. */
  async editorText(): Promise<string> {
    const lines = this.page.locator('.editor-group-container.active .view-lines').first();
    await lines.waitFor();
    return plain(await lines.innerText());
  }

  /** Texts of the status bar's items. */
  async statusBar(): Promise<readonly string[]> {
    return (await this.page.locator('.statusbar-item').allInnerTexts()).map((text) => plain(text).trim());
  }

  /** Saves what is on the screen to `out/screenshots/NAME.png`, with the mouse out of the way. */
  async screenshot(name: string): Promise<void> {
    await mkdir(paths.screenshots, { recursive: true });
    await this.page.mouse.move(0, 0);
    await this.page.screenshot({ path: join(paths.screenshots, `${name}.png`), animations: 'disabled' });
  }

  private async untilReady(): Promise<void> {
    await this.containerTab().waitFor({ timeout: 60_000 });
  }

  private containerTab(): Locator {
    return this.page.locator('.activitybar').getByRole('tab', { name: this.container });
  }
}

/** Opens a menu or list again and again until it has what is looked for: what extensions bring comes late. */
async function untilShown(place: Locator, otherwise: string, open: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    await open();
    try {
      await place.waitFor({ timeout: 1500 });
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw new Error(otherwise, { cause: error });
      }
    }
  }
}

/** Editors show spaces as no-break spaces. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}
