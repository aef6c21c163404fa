import { from, instruction } from '../oracles/generate/instructions.ts';
import { Random } from '../oracles/generate/random.ts';
import { script } from '../oracles/generate/shell.ts';
import { ordinaryCommand, ordinaryInstruction } from './ordinary.ts';

/**
 * What 1,646 Dockerfiles of public projects are like, at these shares of all. By these tables 2,000 generated ones have
 * at the same shares from a quarter on 477, 1,011, 1,984, 3,811, 4,905, 7,938 and 22,873 bytes; the real ones have 501,
 * 1,025, 1,505, 3,276, 5,018, 9,156 and 19,703.
 */
const SHARES = [0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1] as const;
const INSTRUCTIONS = [2, 6, 7, 10, 15, 21, 48, 202] as const;
const RUNS = [0, 1, 2, 3, 4, 6, 9, 14] as const;
const RUN_LENGTH = [10, 50, 144, 575, 911, 1565, 3878, 4383] as const;

/**
 * How much is not ordinary but made to be found fault with: so many that a file has as many findings as the real ones
 * have, 3.7.
 */
const MISTAKES = 0.1;

type Table = typeof INSTRUCTIONS | typeof RUNS | typeof RUN_LENGTH;

/** A Dockerfile of the size and shape of those that people write; the same for the same seed. */
export function generateRealDockerfile(seed: number): string {
  const random = new Random(seed);
  // Of a file with many instructions many are RUNs.
  const rank = random.next();
  const count = at(INSTRUCTIONS, rank);
  const runs = Math.min(at(RUNS, rank), count - 1);
  const lines = [...random.times(0, 2, () => comment(random)), from(random)];
  for (let left = count - 1, runsLeft = runs; left > 0; left--) {
    const isRun = random.chance(runsLeft / left);
    runsLeft -= isRun ? 1 : 0;
    lines.push(...separation(random), isRun ? run(random) : other(random));
  }
  return `${lines.join('\n')}\n`;
}

/** The table's number at a share of all, straight between two that it has. */
function at(table: Table, share: number): number {
  const above = Math.max(
    1,
    SHARES.findIndex((known) => known >= share),
  );
  const [low = 0, high = 1] = [SHARES[above - 1], SHARES[above]];
  const [least = 0, most = 0] = [table[above - 1], table[above]];
  return Math.round(least + ((most - least) * (share - low)) / (high - low));
}

/** Commands with `&&` between, one on each line, until it is long enough. */
function run(random: Random): string {
  const length = at(RUN_LENGTH, random.next());
  let text = `RUN ${command(random)}`;
  while (text.length < length) {
    text += ` \\\n${random.maybe(0.1, '# what comes next is needed\n')}    && ${command(random)}`;
  }
  return text;
}

function command(random: Random): string {
  return random.chance(MISTAKES) ? script(random) : ordinaryCommand(random);
}

function other(random: Random): string {
  if (!random.chance(MISTAKES)) return ordinaryInstruction(random);
  for (;;) {
    const text = instruction(random);
    if (!text.startsWith('RUN ')) return text;
  }
}

function separation(random: Random): string[] {
  return [...random.times(0, random.pick([0, 0, 1]), () => ''), ...random.times(0, 1, () => comment(random))];
}

function comment(random: Random): string {
  return `# ${random.pick(['settings', 'what the program needs', 'the program itself, from the stage before, and who may use it'])}`;
}
