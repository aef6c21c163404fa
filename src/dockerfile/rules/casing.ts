export type Casing = 'upper' | 'lower';

/** How a keyword is written; undefined for a mixture. */
export function casingOf(keyword: string): Casing | undefined {
  if (keyword === keyword.toUpperCase()) {
    return 'upper';
  }
  return keyword === keyword.toLowerCase() ? 'lower' : undefined;
}

export function inCasing(keyword: string, casing: Casing): string {
  return casing === 'upper' ? keyword.toUpperCase() : keyword.toLowerCase();
}
