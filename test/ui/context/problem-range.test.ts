import assert from 'node:assert/strict';
import { wordRange } from '../../../src/ui/context/problem-range.ts';

const lines = [
  'FROM a',
  '# COPY src',
  'COPY --chown=src \\',
  '  # about src',
  '  src/app src \\',
  '  /src',
  'COPY x /',
];
const found = (line: number, word: string): string => {
  const range = wordRange(lines, { line, word });
  return `${range.line + 1}:${range.start}-${range.end}`;
};

describe('ui/context/problem-range', () => {
  it('finds the word that stands alone, on the lines of the instruction', () => {
    assert.equal(found(3, '/src'), '6:2-6');
    assert.equal(found(7, 'x'), '7:5-6');
    assert.equal(found(3, 'src/app'), '5:2-9');
  });

  it('does not go on into the next instruction', () => {
    assert.equal(found(1, 'x'), '1:0-6');
    assert.equal(found(3, 'x'), '3:0-18');
  });

  it('is the text of the line where there is no word', () => {
    assert.equal(found(5, ''), '5:2-15');
  });

  it('stays in the text where the line is gone', () => {
    assert.equal(found(99, 'gone'), '7:0-8');
    assert.deepEqual(wordRange([], { line: 1, word: 'x' }), { line: 0, start: 0, end: 0 });
  });

  it('finds what is in quotes, in JSON form and behind an equals sign', () => {
    for (const text of ['COPY ["a b", "/"]', 'RUN --mount=type=bind,source=a b,target=/x', 'ADD "a b" /']) {
      const { start, end } = wordRange([text], { line: 1, word: 'a b' });
      assert.equal(text.slice(start, end), 'a b');
    }
  });
});
