/** Sorted by the UTF-8 bytes of a text of theirs. */
export function sortByBytes<T>(items: readonly T[], textOf: (item: T) => string): T[] {
  // Only characters beyond U+FFFF, which are two surrogates, sort otherwise by code units than by bytes.
  const plain = !items.some((item) => /[\ud800-\udfff]/.test(textOf(item)));
  const compare = plain ? compareUnits : compareBytes;
  return [...items].sort((a, b) => compare(textOf(a), textOf(b)));
}

/** Puts a few items among many, both sorted; one with the same text as another takes its place. */
export function mergeByBytes<T>(many: readonly T[], few: readonly T[], textOf: (item: T) => string): T[] {
  const parts: (readonly T[])[] = [];
  let at = 0;
  for (const item of few) {
    const text = textOf(item);
    const end = firstFrom(many, at, (other) => compareBytes(textOf(other), text) >= 0);
    parts.push(many.slice(at, end), [item]);
    const same = many[end];
    at = same !== undefined && textOf(same) === text ? end + 1 : end;
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

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
