import type { Slices } from './slices.ts';

/** Sorted by the UTF-8 bytes of a text of theirs. */
export async function sortByBytes<T extends object>(
  items: readonly T[],
  textOf: (item: T) => string,
  slices: Slices,
): Promise<T[]> {
  const odd = await slices.filter(items, (item) => isOdd(textOf(item)));
  const compare = odd.length === 0 ? compareUnits : compareBytes;
  return await slices.sort(items, (a, b) => compare(textOf(a), textOf(b)));
}

/** Puts some items among others, both sorted; one with the same text as another takes its place. */
export async function mergeByBytes<T extends object>(
  many: readonly T[],
  few: readonly T[],
  textOf: (item: T) => string,
  slices: Slices,
): Promise<T[]> {
  const parts: (readonly T[])[] = [];
  let at = 0;
  for await (const portion of slices.portions(few)) {
    for (const item of portion) {
      const text = textOf(item);
      const end = firstFrom(many, at, (other) => compareBytes(textOf(other), text) >= 0);
      parts.push(many.slice(at, end), [item]);
      const same = many[end];
      at = same !== undefined && textOf(same) === text ? end + 1 : end;
    }
  }
  parts.push(many.slice(at));
  return parts.flat();
}

/** Index of the first item from `start` on that is beyond, where all that follow one are, too. */
function firstFrom<T>(items: readonly T[], start: number, isBeyond: (item: T) => boolean): number {
  let low = start;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item === undefined || isBeyond(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Only characters beyond U+FFFF, which are two surrogates, sort otherwise by code units than by bytes. */
function isOdd(text: string): boolean {
  return /[\ud800-\udfff]/.test(text);
}

/** By code units. */
export function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareBytes(a: string, b: string): number {
  return isOdd(a) || isOdd(b) ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : compareUnits(a, b);
}
