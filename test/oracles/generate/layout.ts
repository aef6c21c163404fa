import type { Random } from './random.ts';

/** How a Dockerfile is written, whatever it says. */
export interface Layout {
  readonly escape: '\\' | '`';
  readonly lineEnd: '\n' | '\r\n';
  /** How often lines are broken. */
  readonly breaks: number;
}

/** Breaks an instruction's line at some of its spaces, with comments and blank lines between. */
export function lay(text: string, random: Random, { escape, breaks }: Layout): string {
  const broken = text.replace(/ /g, (space, index: number) => {
    // Inside of quotes a break changes what the words are; that is for the mutated ones.
    const isQuoted = /["'#`\\]/.test(text.slice(0, index)) && !random.chance(0.1);
    return isQuoted || !random.chance(breaks) ? space + random.maybe(0.03, ' ') : lineBreak(random, escape);
  });
  return (
    random.maybe(0.04, random.pick([' ', '\t', '  '])) + broken + random.maybe(0.04, random.pick([' ', '\t']))
  );
}

function lineBreak(random: Random, escape: string): string {
  const end = random.pick([` ${escape}`, ` ${escape}`, ` ${escape}`, ` ${escape} `, ` ${escape}\t`, escape]);
  const between = random.chance(0.12)
    ? random.pick([
        '# note\n',
        '  # note\n',
        '\n',
        '  \n',
        '# a\n# b\n',
        '#\n',
        '\n\n',
        '# x \\\n',
        '\t# && y\n',
      ])
    : '';
  return `${end}\n${between}${random.pick(['    ', '  ', '\t', ' ', ''])}${end === escape ? ' ' : ''}`;
}
