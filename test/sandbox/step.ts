const beat = 20_000;
const running = new Map<string, number>();
let heart: NodeJS.Timeout | undefined;

/**
 * Does one piece of work and prints it with the time it took. `slow` tells at the start how long it takes; work that
 * goes on is named again every twenty seconds, so that nobody takes it for hanging.
 */
export async function step<T>(title: string, work: () => Promise<T>, slow?: string): Promise<T> {
  const start = Date.now();
  running.set(title, start);
  heart ??= setInterval(remind, beat).unref();
  if (slow !== undefined) {
    print(`  …          ${title} (${slow})`);
  }
  try {
    const result = await work();
    print(`  ✓ ${duration(Date.now() - start)}  ${title}`);
    return result;
  } catch (error) {
    print(`  ✗ ${duration(Date.now() - start)}  ${title}`);
    throw error;
  } finally {
    running.delete(title);
  }
}

/** Prints a line that belongs to no step: a warning, a hint. */
export function note(text: string): void {
  print(`             ${text}`);
}

function remind(): void {
  for (const [title, start] of running) {
    const time = Date.now() - start;
    if (time >= beat) {
      print(`  … ${duration(time)}  ${title}`);
    }
  }
}

function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  const text =
    seconds < 60
      ? `${seconds.toFixed(1)} s`
      : `${Math.floor(seconds / 60)}m ${String(Math.floor(seconds % 60)).padStart(2, '0')}s`;
  return text.padStart(8);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
