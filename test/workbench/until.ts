import { setTimeout } from 'node:timers/promises';

/** Waits for something that has no element of its own to wait for. Throws after 20 seconds, saying what it was. */
export async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error(`Not within 20 s: ${what}`);
    }
    await setTimeout(100);
  }
}
