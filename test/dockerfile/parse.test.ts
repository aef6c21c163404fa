import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JoinedText } from '../../src/dockerfile/joined-text.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { Span } from '../../src/dockerfile/span.ts';
import type { DockerfileTree, Instruction } from '../../src/dockerfile/tree.ts';

const only = (text: string): Instruction => {
  const [instruction, ...others] = parseDockerfile(text).instructions;
  assert.ok(instruction !== undefined && others.length === 0);
  return instruction;
};

/** Where the characters of a joined text stand in the file. */
const places = (text: JoinedText): Span[] =>
  Array.from({ length: text.text.length }, (_, index) => ({
    start: text.offsetAt(index),
    end: text.offsetAt(index) + 1,
  }));

/** Puts the file together again from the tree's nodes and, between them, what no node needs to hold. */
function rebuild({ text, directives, comments, instructions }: DockerfileTree): string {
  const nodes = [
    ...directives,
    ...comments,
    ...instructions.flatMap(({ whole, heredocs }) => [
      ...places(whole),
      ...heredocs.flatMap(({ body, end }) => (end === undefined ? [body] : [body, end])),
    ]),
  ].sort((one, other) => one.start - other.start || one.end - other.end);
  let rebuilt = '';
  let position = 0;
  for (const { start, end } of nodes) {
    assert.ok(start >= position, `nodes overlap at ${start}`);
    const gap = text.slice(position, start);
    assert.match(gap, /^[\s\x85\uFEFF\\`]*$/);
    rebuilt += gap + text.slice(start, end);
    position = end;
  }
  assert.match(text.slice(position), /^[\s\x85\uFEFF\\`]*$/);
  return rebuilt + text.slice(position);
}

/** Pieces that make parsers stumble. */
const piece = fc.constantFrom(
  ...['FROM', 'RUN', 'COPY', 'ADD', 'ONBUILD', 'CMD', 'HEALTHCHECK', 'ENV', 'a', 'b=c', '--from=x', '--'],
  ...['<<EOF', '<<-E', "3<<'E F'", '<<"', 'EOF', 'E', '#', '# x', '\\', '`', '"', "'", '[', ']', '["a"]'],
  ...[
    '\n',
    '\n',
    '\n',
    '\r\n',
    '\t',
    ' ',
    ' ',
    '\uFEFF',
    '\u00A0',
    '😀',
    '\u2028',
    '\0',
    '# escape=`\n',
    '$',
    '${X:-y}',
  ],
);
const garbage = fc.oneof(
  fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 100 }),
);

describe('dockerfile/parse', () => {
  it('knows where everything stands', () => {
    const text =
      '# escape=`\n# c\nFrom a `\n  # in\n\n  AS  b\nONBUILD run --mount=x="y z" <<E cat\none\nE\n';
    const { directives, comments, instructions, escape } = parseDockerfile(text);
    const at = ({ start, end }: Span): string => text.slice(start, end);
    assert.equal(escape, '`');
    assert.deepEqual(directives.map(at), ['# escape=`']);
    assert.deepEqual(
      comments.map((comment) => [at(comment), comment.text, comment.line]),
      [
        ['# c', 'c', 1],
        ['# in', 'in', 3],
      ],
    );
    const [from, onbuild] = instructions;
    assert.ok(from !== undefined && onbuild?.trigger !== undefined);
    assert.equal(from.whole.text, 'From a   AS  b');
    assert.equal(at(from), 'From a `\n  # in\n\n  AS  b');
    assert.equal(at(from.argument.word(4, 6)), 'AS');
    assert.deepEqual([from.startLine, from.endLine, from.emptyLines.length], [2, 5, 1]);
    const { trigger: run } = onbuild;
    assert.equal(run.name, 'RUN');
    assert.deepEqual(
      run.flags.map(({ name, value }) => [name, value]),
      [['mount', 'x=y z']],
    );
    assert.deepEqual(run.flags.map(at), ['--mount=x="y z"']);
    assert.deepEqual(
      run.heredocs.map(({ body }) => at(body)),
      ['one\n'],
    );
  });

  it('reads JSON forms, with the place of each string', () => {
    const text = 'HEALTHCHECK --retries=3 CMD ["a\\n", \\\n "b"]';
    const { json = [] } = only(text);
    assert.deepEqual(
      json.map(({ value }) => value),
      ['a\n', 'b'],
    );
    assert.deepEqual(
      json.map(({ start, end }) => text.slice(start, end)),
      ['"a\\n"', '"b"'],
    );
    for (const other of [
      'CMD ["a"',
      "CMD ['a']",
      'CMD [1]',
      'CMD ["a"] b',
      'LABEL ["a"]',
      'HEALTHCHECK NONE',
    ]) {
      assert.equal(only(other).json, undefined, other);
    }
  });

  it('tells the forms of here-documents apart', () => {
    const form = (operator: string, body = 'x\nE\n') => {
      const [heredoc] = only(`RUN cat ${operator}\n${body}`).heredocs;
      return (
        heredoc && [
          heredoc.fd,
          heredoc.delimiter,
          heredoc.stripTabs,
          heredoc.expands,
          heredoc.end !== undefined,
        ]
      );
    };
    assert.deepEqual(form('<<E'), [0, 'E', false, true, true]);
    assert.deepEqual(form('3<<-"E"', 'x\n\tE'), [3, 'E', true, false, true]);
    assert.deepEqual(form("<<'E'"), [0, 'E', false, false, true]);
    assert.deepEqual(form('<<E', 'x'), [0, 'E', false, true, false]);
  });

  it('loses no character, whatever it reads', () => {
    fc.assert(
      fc.property(garbage, (text) => {
        const tree = parseDockerfile(text);
        assert.equal(rebuild(tree), text);
        for (const instruction of tree.instructions) {
          for (const joined of [instruction.whole, instruction.argument, instruction.trigger?.argument]) {
            for (let index = 0; index < (joined?.text.length ?? 0); index++) {
              assert.equal(text[joined?.offsetAt(index) ?? -1], joined?.text[index]);
            }
          }
          assert.ok(instruction.start < instruction.end && instruction.end <= text.length);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
