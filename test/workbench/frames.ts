import type { Page } from 'playwright-core';

/** What runs in the window, where the types of a browser would be known. */
const record = `(() => {
  const gaps = [];
  let last = performance.now();
  let next = requestAnimationFrame(function drawn(now) {
    gaps.push(now - last);
    last = now;
    next = requestAnimationFrame(drawn);
  });
  return { gaps, end: () => cancelAnimationFrame(next) };
})()`;

interface Recording {
  readonly gaps: readonly number[];
  readonly end: () => void;
}

/** Milliseconds between the frames that the window draws during an action, the longest first. */
export async function frameGaps(page: Page, action: () => Promise<void>): Promise<readonly number[]> {
  const recording = await page.evaluateHandle<Recording>(record);
  await action();
  const gaps = await recording.evaluate(({ gaps: all, end }) => {
    end();
    return all;
  });
  await recording.dispose();
  return gaps.toSorted((one, other) => other - one);
}
