import type { Workbench } from '../beds/vscode/workbench.ts';

/** Saves what was on the screen when a test of this suite failed. To be called inside `describe`. */
export function screenshotFailures(workbench: () => Workbench): void {
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      const name = this.currentTest.fullTitle().replaceAll(/[^A-Za-z0-9]+/g, '-');
      await workbench().screenshot(`failed-${name}`);
    }
  });
}
