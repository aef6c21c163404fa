/** What few files have more of; bounds the work on hostile ones. */
const mostCandidates = 500;
const longestName = 80;

/**
 * The candidate that a misspelt name most likely means: one that differs in case only, or by at most two letters left
 * out, put in or replaced; the first of several. Undefined where none is near.
 */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = 3;
  let count = 0;
  const lower = name.toLowerCase();
  for (const candidate of candidates) {
    if (++count > mostCandidates || name.length > longestName || bestDistance === 0) {
      break;
    }
    if (Math.abs(candidate.length - name.length) > 2) {
      continue;
    }
    const distance = candidate.toLowerCase() === lower ? 0 : editDistance(name, candidate);
    // One letter instead of another, or two of three, is another name.
    if (distance < bestDistance && distance <= Math.max(name.length, candidate.length) / 2) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Levenshtein's distance; 3 for all that is more than 2. */
function editDistance(one: string, other: string): number {
  // One row of the table at a time, each in place of the one above it.
  const distances: number[] = [];
  for (let column = 0; column <= other.length; column++) {
    distances.push(column);
  }
  for (let row = 1; row <= one.length; row++) {
    let diagonal = row - 1;
    let left = row;
    let least = left;
    distances[0] = row;
    for (let column = 1; column <= other.length; column++) {
      const above = distances[column] ?? 0;
      const replaced = diagonal + (one.charCodeAt(row - 1) === other.charCodeAt(column - 1) ? 0 : 1);
      left = Math.min(replaced, above + 1, left + 1);
      least = Math.min(least, left);
      distances[column] = left;
      diagonal = above;
    }
    if (least > 2) {
      return 3;
    }
  }
  return Math.min(distances[other.length] ?? 3, 3);
}
