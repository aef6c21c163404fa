import type { DockerfileTree, Instruction } from '../tree.ts';
import type { Diagnostic, Edit, Fix } from './diagnostic.ts';

/** Most rounds of fixing: one for each fix that an instruction may need after another, with room to spare. */
const mostRounds = 100;

/** The text with the edits made. They may come in any order and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let position = 0;
  for (const { start, end, newText } of edits.toSorted((one, other) => one.start - other.start)) {
    result += text.slice(position, start) + newText;
    position = end;
  }
  return result + text.slice(position);
}

/** What is found in a text. */
interface Found {
  readonly tree: DockerfileTree;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Applies the safe fixes of all findings, asks for what is found then, and goes on until nothing is left to fix.
 * `find` lints a text. A round changes each instruction by at most one fix, so that no fix is made on what another
 * has changed; one whose finding stays is taken back, and its rule left alone. Ends always: at a text that was there
 * before, or after a bounded number of rounds.
 */
export function fixAll(
  text: string,
  find: (text: string) => Found,
): { readonly text: string; readonly applied: number } {
  const seen = new Set([text]);
  const helpless = new Set<string>();
  let current = text;
  let found = find(text);
  let applied = 0;
  let suspect: Chosen | undefined;
  for (let round = 0; round < mostRounds; round++) {
    const chosen: readonly Chosen[] = suspect === undefined ? compatibleFixes(found, helpless) : [suspect];
    const next = applyEdits(
      current,
      chosen.flatMap(({ fix }) => fix.edits),
    );
    if (seen.has(next) && suspect === undefined) {
      break;
    }
    const after = find(next);
    const staying = seen.has(next) ? suspect : firstStaying(chosen, found, after);
    if (staying === undefined) {
      seen.add(next);
      current = next;
      found = after;
      applied += chosen.length;
      suspect = undefined;
    } else if (chosen.length === 1) {
      helpless.add(staying.code);
      suspect = undefined;
    } else {
      // Another fix may have brought a finding of its rule: the next round tries it alone.
      suspect = staying;
    }
  }
  return { text: current, applied };
}

interface Chosen {
  readonly code: string;
  readonly fix: Fix;
}

/** A fix of a rule of which there are not as many findings fewer as fixes were made for it. */
function firstStaying(chosen: readonly Chosen[], before: Found, after: Found): Chosen | undefined {
  const counts = new Map<string, number>();
  const count = (list: readonly { readonly code: string }[], step: number): void => {
    for (const { code } of list) {
      counts.set(code, (counts.get(code) ?? 0) + step);
    }
  };
  count(after.diagnostics, 1);
  count(before.diagnostics, -1);
  count(chosen, 1);
  return chosen.find(({ code }) => (counts.get(code) ?? 0) > 0);
}

/** The first safe fix of each finding, as far as no two touch the same instruction. */
function compatibleFixes({ tree, diagnostics }: Found, helpless: ReadonlySet<string>): Chosen[] {
  const chosen: Chosen[] = [];
  const touched = new Set<number>();
  for (const { code, fixes } of diagnostics) {
    const fix = helpless.has(code) ? undefined : fixes.find(({ safe, edits }) => safe && edits.length > 0);
    const places = fix === undefined ? [] : touchedBy(tree.instructions, fix);
    if (fix !== undefined && !places.some((place) => touched.has(place))) {
      chosen.push({ code, fix });
      places.forEach((place) => touched.add(place));
    }
  }
  return chosen;
}

/** Indexes of the instructions from the first that the fix changes to the last. What precedes one belongs to the one before. */
function touchedBy(instructions: readonly Instruction[], { edits }: Fix): number[] {
  const first = indexAt(instructions, Math.min(...edits.map(({ start }) => start)));
  const last = indexAt(instructions, Math.max(...edits.map(({ end }) => end)));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Index of the last instruction that begins at or before the offset; -1 before the first. */
function indexAt(instructions: readonly Instruction[], offset: number): number {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.start ?? 0) <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}
