import { startTestContext } from './context.ts';
import type { TestContext } from './context.ts';

let running: TestContext | undefined;

// Root hooks: the bed starts once, before the first suite of the run, and ends after the last.
before(async function () {
  this.timeout(10 * 60_000);
  running = await startTestContext();
});

after(async function () {
  this.timeout(60_000);
  await running?.stop();
});

/** What all suites share. To be called inside hooks and tests: it is there once the first suite begins. */
export function testContext(): TestContext {
  if (running === undefined) {
    throw new Error('The test bed has not started.');
  }
  return running;
}
