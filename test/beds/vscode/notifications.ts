import type { Locator, Page } from 'playwright-core';

/** Notifications: as toasts when they come, later in the centre. */
export class Notifications {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Shown notifications, toast or in the centre, whose message contains a text. */
  item(text: string | RegExp): Locator {
    return this.page
      .locator(
        '.notifications-toasts.visible .notification-list-item, .notifications-center.visible .notification-list-item',
      )
      .filter({ has: this.page.locator('.notification-list-item-message', { hasText: text }) });
  }

  /** What a notification says, without its buttons. */
  message(item: Locator): Promise<string> {
    return item.locator('.notification-list-item-message').innerText();
  }

  /**
   * Waits for a notification. VS Code shows no toast of one that comes soon after three others: it is in the centre only,
   * which is opened when nothing is seen for a while. Throws after `timeout` milliseconds.
   */
  async waitFor(text: string | RegExp, timeout: number): Promise<Locator> {
    const item = this.item(text).first();
    try {
      await item.waitFor({ timeout: timeout / 2 });
    } catch {
      await this.openCentre();
      await item.waitFor({ timeout: timeout / 2 });
    }
    return item;
  }

  /**
   * Presses a button of a notification, which closes it. Another notification that comes or goes moves this one from under
   * the mouse, so it may take two presses.
   */
  async press(text: string, button: string): Promise<void> {
    const pressed = this.item(text).getByRole('button', { name: button, exact: true });
    await this.item(text).hover();
    await pressed.click();
    try {
      await pressed.waitFor({ state: 'detached', timeout: 3000 });
    } catch {
      await pressed.click();
      await pressed.waitFor({ state: 'detached', timeout: 3000 });
    }
  }

  /** Opens the centre and gives back every message in it, newest first. */
  async messages(): Promise<readonly string[]> {
    await this.openCentre();
    return this.page.locator('.notifications-center .notification-list-item-message').allInnerTexts();
  }

  /** Removes all of them. */
  async clear(): Promise<void> {
    await this.openCentre();
    const clear = this.page
      .locator('.notifications-center')
      .getByRole('button', { name: 'Clear All Notifications' });
    if (await clear.isEnabled()) {
      await clear.click();
    }
    await this.page.keyboard.press('Escape');
  }

  private async openCentre(): Promise<void> {
    const centre = this.page.locator('.notifications-center.visible');
    if (!(await centre.isVisible())) {
      await this.page.locator('.statusbar-item[id="status.notifications"]').click();
      await centre.waitFor();
    }
  }
}
