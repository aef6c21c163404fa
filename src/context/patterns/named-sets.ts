import type { CharSet } from './automaton.ts';

/** The sets of Go's regexp that have names (pkg.go.dev/regexp/syntax). */
const posix: Readonly<Record<string, RegExp>> = {
  alnum: /[0-9A-Za-z]/,
  alpha: /[A-Za-z]/,
  ascii: /[\0-\x7f]/,
  blank: /[\t ]/,
  cntrl: /[\0-\x1f\x7f]/, // eslint-disable-line no-control-regex
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[\t\n\v\f\r ]/,
  upper: /[A-Z]/,
  word: /[0-9A-Za-z_]/,
  xdigit: /[0-9A-Fa-f]/,
};

const perl: Readonly<Record<string, RegExp>> = {
  d: /[0-9]/,
  D: /[^0-9]/,
  s: /[\t\n\f\r ]/,
  S: /[^\t\n\f\r ]/u,
  w: /[0-9A-Za-z_]/,
  W: /[^0-9A-Za-z_]/u,
};

/** `alpha` or `^alpha`, as between `[:` and `:]`. */
export function namedSet(name: string): CharSet | undefined {
  const negated = name.startsWith('^');
  const expression = own(posix, negated ? name.slice(1) : name);
  return expression && ((codePoint) => expression.test(String.fromCodePoint(codePoint)) !== negated);
}

/** By the letter behind the backslash: `d` and `s` and `w`, small or capital. */
export function perlSet(letter: string): CharSet | undefined {
  return toSet(own(perl, letter));
}

function toSet(expression: RegExp | undefined): CharSet | undefined {
  return expression && ((codePoint) => expression.test(String.fromCodePoint(codePoint)));
}

function own(sets: Readonly<Record<string, RegExp>>, name: string): RegExp | undefined {
  return Object.hasOwn(sets, name) ? sets[name] : undefined;
}
