import type { CharSet } from './automaton.ts';

/** The categories' codes and long names, as Unicode and Go's `unicode.CategoryAliases` have them. */
const categories =
  'C=Other Cc=Control Cc=cntrl Cf=Format Cn=Unassigned Co=Private_Use Cs=Surrogate L=Letter LC=Cased_Letter Ll=Lowercase_Letter ' +
  'Lm=Modifier_Letter Lo=Other_Letter Lt=Titlecase_Letter Lu=Uppercase_Letter M=Mark M=Combining_Mark Mc=Spacing_Mark ' +
  'Me=Enclosing_Mark Mn=Nonspacing_Mark N=Number Nd=Decimal_Number Nd=digit Nl=Letter_Number No=Other_Number P=Punctuation ' +
  'P=punct Pc=Connector_Punctuation Pd=Dash_Punctuation Pe=Close_Punctuation Pf=Final_Punctuation Pi=Initial_Punctuation ' +
  'Po=Other_Punctuation Ps=Open_Punctuation S=Symbol Sc=Currency_Symbol Sk=Modifier_Symbol Sm=Math_Symbol So=Other_Symbol ' +
  'Z=Separator Zl=Line_Separator Zp=Paragraph_Separator Zs=Space_Separator';

/** Codes by name in the form that Go compares. */
const codes = new Map(
  categories
    .split(' ')
    .map((pair) => pair.split('='))
    .flatMap(([code = '', name = '']) => [
      [canonical(code), code],
      [canonical(name), code],
    ]),
);

/** Scripts whose whole name has four letters; other names of four letters are JavaScript's short ones, which Go lacks. */
const shortScripts = new Set(['Ahom', 'Cham', 'Kawi', 'Lisu', 'Miao', 'Modi', 'Newa', 'Thai', 'Toto']);

/** A Unicode category or script by its name, as in `\p{Greek}`: case, space, `-` and `_` do not count. */
export function unicodeSet(written: string): CharSet | undefined {
  const name = canonical(written);
  const property = propertyOf(name);
  if (property === undefined) return undefined;
  try {
    const expression = new RegExp(`\\p{${property}}`, 'u');
    return (codePoint) => expression.test(String.fromCodePoint(codePoint));
  } catch {
    return undefined;
  }
}

function propertyOf(name: string): string | undefined {
  if (name === 'Any' || name === 'Assigned') return name;
  if (name === 'Ascii') return 'ASCII';
  const code = codes.get(name);
  if (code !== undefined) return `General_Category=${code}`;
  // Go knows no script by a name of several words.
  const script = /^[A-Z][a-z]+$/.test(name) && (name.length !== 4 || shortScripts.has(name));
  return script ? `Script=${name}` : undefined;
}

function canonical(name: string): string {
  const letters = name.replace(/[-_ ]/g, '');
  return upper(letters.slice(0, 1)) + letters.slice(1).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function upper(letter: string): string {
  return /^[a-z]$/.test(letter) ? letter.toUpperCase() : letter;
}
