import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ServerInstallation } from './install.ts';

/** Chromium in a sandboxless container: nothing is fetched but the server's own pages. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium without a window. */
export function launchBrowser(installation: ServerInstallation): Promise<Browser> {
  return chromium.launch({ executablePath: installation.browser, args: flags });
}

/** A fresh profile, which may read and write the clipboard. Pages are 1440 × 900 CSS pixels. */
export function newProfile(browser: Browser, scale = 1): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: scale,
    permissions: ['clipboard-read', 'clipboard-write'],
    colorScheme: 'dark',
    locale: 'en-US',
  });
}

/** What the tests module in the extension host says through VS Code's smoke-test driver. */
export interface Automation {
  /** Settles with the exit code when the `run()` of the tests module has. */
  readonly exit: Promise<number>;
}

/** Must be called before the page is opened. `onLog` gets the console of the tests module. */
export async function listenForAutomation(page: Page, onLog: (text: string) => void): Promise<Automation> {
  let settle: (code: number) => void;
  const exit = new Promise<number>((resolve) => {
    settle = resolve;
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => {
    settle(code);
  });
  await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
    onLog(args.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' '));
  });
  return { exit };
}
