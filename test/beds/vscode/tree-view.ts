import type { Locator, Page } from 'playwright-core';
import { exactText } from './exact-text.ts';
import type { PageElement } from './page-element.ts';

/** One row of a tree as it is seen and spoken. */
export interface TreeRow {
  /** Counts from 1. */
  readonly level: number;
  readonly label: string;
  readonly description: string;
  /** What a screen reader says. */
  readonly spoken: string;
}

/** A tree view in the side bar. */
export class TreeView {
  readonly pane: Locator;
  private readonly page: Page;

  constructor(page: Page, title: string) {
    this.page = page;
    this.pane = page
      .locator('.sidebar .pane')
      .filter({ has: page.locator('.pane-header .title', { hasText: exactText(title) }) });
  }

  /** The rows that are on the screen, top to bottom. */
  rows(): Promise<readonly TreeRow[]> {
    return this.pane.locator('.pane-body .monaco-list-row').evaluateAll((rows: readonly PageElement[]) => {
      const text = (row: PageElement, selector: string): string =>
        row.querySelector(selector)?.textContent.trim() ?? '';
      const position = (row: PageElement): number => Number(row.getAttribute('data-index'));
      return [...rows]
        .sort((one, other) => position(one) - position(other))
        .map((row) => ({
          level: Number(row.getAttribute('aria-level')),
          label: text(row, '.label-name'),
          description: text(row, '.label-description'),
          spoken: row.getAttribute('aria-label') ?? '',
        }));
    });
  }

  /** Rows by their exact label, which may have a description that contains a text. */
  row(label: string, description = ''): Locator {
    const rows = this.pane
      .locator('.pane-body .monaco-list-row')
      .filter({ has: this.page.locator('.label-name', { hasText: exactText(label) }) });
    return description === ''
      ? rows
      : rows.filter({ has: this.page.locator('.label-description', { hasText: description }) });
  }

  /** Opens a row that has children. A row that moves while it is clicked may miss the click. */
  async expand(row: Locator): Promise<void> {
    const expanded = async (): Promise<string | null> => row.getAttribute('aria-expanded');
    for (let attempt = 0; attempt < 3 && (await expanded()) === 'false'; attempt++) {
      await row.locator('.monaco-tl-twistie').click();
      for (let wait = 0; wait < 20 && (await expanded()) === 'false'; wait++) {
        await this.page.waitForTimeout(100);
      }
    }
  }

  /** Hovers a row and clicks one of its inline actions. */
  async inlineAction(row: Locator, action: string): Promise<void> {
    await row.hover();
    await row.locator(`.action-label[aria-label=${JSON.stringify(action)}]`).click();
  }

  /** What is said where the view is empty. */
  async welcome(): Promise<string> {
    const content = this.pane.locator('.welcome-view-content');
    await content.waitFor();
    return (await content.innerText()).trim();
  }
}
