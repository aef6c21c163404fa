import type { Locator, Page } from 'playwright-core';
import type { PageElement } from './page-element.ts';

/** VS Code's quick pick and input box at the top of the window. */
export class QuickInput {
  private readonly page: Page;
  private readonly widget: Locator;
  private readonly input: Locator;

  constructor(page: Page) {
    this.page = page;
    this.widget = page.locator('.quick-input-widget');
    this.input = this.widget.locator('.quick-input-filter input');
  }

  /** Waits for a question by a part of its title, placeholder or prompt. */
  async waitFor(text: string): Promise<void> {
    const inText = this.widget.filter({ hasText: text });
    const inPlaceholder = this.widget.filter({
      has: this.page.locator(`input[placeholder*=${JSON.stringify(text)}]`),
    });
    await inText.or(inPlaceholder).waitFor();
  }

  /** The title with its step numbers, `Title (1/4)`; empty when the question has none. */
  async title(): Promise<string> {
    const title = this.widget.locator('.quick-input-title');
    return (await title.isVisible()) ? (await title.innerText()).trim() : '';
  }

  /** What the input holds. */
  value(): Promise<string> {
    return this.input.inputValue();
  }

  /** Whether what is typed is hidden. */
  async isPassword(): Promise<boolean> {
    return (await this.input.getAttribute('type')) === 'password';
  }

  /** The validation message or prompt below the input. */
  async message(): Promise<string> {
    return (await this.widget.locator('.quick-input-message').innerText()).trim();
  }

  /** A row by the beginning of its label. */
  row(label: string): Locator {
    return this.widget
      .locator('.quick-input-list .monaco-list-row')
      .filter({ has: this.page.locator('.quick-input-list-label', { hasText: label }) });
  }

  /** The labels of the rows that are on the screen, without their descriptions. */
  async rows(): Promise<readonly string[]> {
    const rows = this.widget.locator('.quick-input-list .monaco-list-row');
    await rows.first().waitFor();
    return rows.evaluateAll((elements: readonly PageElement[]) =>
      elements.map((row) => row.querySelector('.quick-input-list-row .label-name')?.textContent.trim() ?? ''),
    );
  }

  /** Chooses a row by mouse. */
  async pick(label: string): Promise<void> {
    // Where the mouse rests, a hover comes up and may lie over the row.
    await this.page.mouse.move(0, 0);
    await this.row(label).first().click();
  }

  /** Replaces what the input holds. */
  async type(text: string): Promise<void> {
    await this.input.waitFor();
    await this.input.fill(text);
  }

  /** Takes what is typed or selected. */
  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  /** Types an answer and takes it. */
  async answer(text: string): Promise<void> {
    await this.type(text);
    await this.accept();
  }

  /** Presses a button of the widget by its name. */
  async press(name: string): Promise<void> {
    await this.widget.getByRole('button', { name, exact: true }).click();
  }

  /** Goes to the question before. */
  async back(): Promise<void> {
    // Its name goes on with the keyboard shortcut.
    await this.widget.getByRole('button', { name: /^Back/ }).click();
  }

  /** Closes without an answer. */
  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.untilClosed();
  }

  /** Waits until no question is open. */
  async untilClosed(): Promise<void> {
    await this.widget.waitFor({ state: 'hidden' });
  }
}
