import type { Assertion, CharSet } from './automaton.ts';

/** A regular expression, read. */
export type Expression =
  | { readonly kind: 'char'; readonly set: CharSet }
  | { readonly kind: 'assert'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly kind: 'choice'; readonly ways: readonly Expression[] }
  | { readonly kind: 'repeat'; readonly part: Expression; readonly least: number; readonly most: number };

/** The expression is none that Go's regexp takes. */
export class RegexpError extends Error {
  override readonly name = 'RegexpError';
}
