import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { InstructionFlag } from '../../src/dockerfile/instructions.ts';
import { parseInstructions } from '../../src/dockerfile/instructions.ts';

interface Recorded {
  readonly cases: readonly {
    readonly dockerfile: string;
    readonly instructions: readonly {
      readonly keyword: string;
      readonly text: string;
      readonly startLine: number;
      readonly endLine: number;
      readonly flags: readonly string[];
    }[];
  }[];
}

/** What BuildKit's parser said. */
const recorded = JSON.parse(
  readFileSync(new URL('../fixtures/dockerfile/instructions.json', import.meta.url), 'utf8'),
) as Recorded;

const written = ({ name, value }: InstructionFlag): string =>
  value === undefined ? `--${name}` : `--${name}=${value}`;

describe('dockerfile/instructions', () => {
  for (const { dockerfile, instructions } of recorded.cases) {
    it(`agrees with BuildKit on ${JSON.stringify(dockerfile.slice(0, 60))}`, () => {
      assert.deepEqual(
        parseInstructions(dockerfile).map(({ keyword, text, startLine, endLine, flags }) => ({
          keyword,
          text,
          startLine,
          endLine,
          flags: flags.map(written),
        })),
        instructions,
      );
    });
  }

  it('gives the argument without keyword and flags', () => {
    const [from, copy] = parseInstructions('FROM  --platform=x  a AS b \nCOPY --link "a b" /c');
    assert.equal(from?.argument, 'a AS b');
    assert.deepEqual(copy?.flags, [{ name: 'link' }]);
    assert.equal(copy.argument, '"a b" /c');
  });

  it('takes garbage', () => {
    for (const text of [
      '',
      '\n',
      '\\',
      '\\\n\\\n',
      '<<',
      'RUN <<',
      "RUN '<<EOF",
      'RUN <<EOF',
      '#',
      '--',
      'FROM',
      '\0',
      '\uFEFF',
      'COPY --from',
    ]) {
      assert.doesNotThrow(() => parseInstructions(text), JSON.stringify(text));
    }
    assert.deepEqual(
      parseInstructions('RUN <<EOF\nFROM x').map(({ keyword }) => keyword),
      ['RUN'],
    );
  });

  for (const [what, unit] of [
    ['long continuations', 'RUN a \\\n'],
    ['many instructions', 'RUN --mount=type=x a\n'],
    ['space at line ends', `RUN a${' '.repeat(1000)}\n`],
    ['here-documents that never end', 'RUN <<E\n'],
    ['open quotes', `RUN << ' " `],
    ['escapes', 'RUN <<\\\\'],
    ['flags', '--a="b" '],
    ['one line of space', ' \t'],
    ['a directive’s space', '# escape=   '],
  ] as const) {
    it(`takes linear time for ${what}`, () => {
      const seconds = (bytes: number): number => {
        const text = unit.repeat(Math.ceil(bytes / unit.length));
        const started = performance.now();
        parseInstructions(text);
        return (performance.now() - started) / 1000;
      };
      seconds(100_000);
      assert.ok(seconds(1_000_000) < 1, 'a megabyte takes less than a second');
    });
  }
});
