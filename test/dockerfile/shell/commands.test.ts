import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import type { ShellCommand } from '../../../src/dockerfile/shell/command.ts';
import { commandsOf } from '../../../src/dockerfile/shell/commands.ts';

function commands(text: string): readonly ShellCommand[] {
  const tree = parseDockerfile(text);
  return tree.instructions.flatMap((instruction) => commandsOf(instruction.trigger ?? instruction, tree));
}

function names(text: string): string[] {
  return commands(text).map(({ name }) => name);
}

describe('The commands of a RUN', () => {
  const scripts: [string, string[]][] = [
    ['a && b || c; d & e', ['a', 'b', 'c', 'd', 'e']],
    ['(a; { b; }) | c', ['a', 'b', 'c']],
    ['if a; then b; elif c; then d; else e; fi', ['a', 'b', 'c', 'd', 'e']],
    ['while a; do b; done; until c; do d; done', ['a', 'b', 'c', 'd']],
    ['for x in $(a); do b; done', ['a', 'b']],
    ['case $(a) in x|y) b;; *) c;; esac', ['a', 'b', 'c']],
    ['f() { a; }; function g { b; }', ['a', 'b']],
    ['a "$(b `c`)" <(d) > $(e)', ['a', 'b', 'c', 'd', 'e']],
    ['x=$(a) y=1', ['a']],
    ['X=1 Y=2 a', ['a']],
    ['! a; time b; coproc c', ['a', 'b', 'c']],
    ['"a" \'b\'; a"b"c; \\a', ['a', 'abc', 'a']],
    ['/usr/bin/a; ./b', ['/usr/bin/a', './b']],
    ['exec a; exec -a x b; command c; builtin d; busybox e', ['a', 'b', 'c', 'd', 'e']],
    ['command -v a; env b; sudo c; sh -c "d"', ['command', 'env', 'sudo', 'sh']],
    ['$X a; a$Y; *', ['', '', '']],
    ['[ -f x ] && a; [[ x ]] && b', ['[', 'a', 'b']],
    ['a; }', ['a']],
    ['a; if b', []],
    ['a "b', []],
    ['a && [ x; b', []],
    ['# a', []],
    ['', []],
  ];
  for (const [script, expected] of scripts) {
    it(`in ${JSON.stringify(script)}`, () => {
      assert.deepEqual(names(`RUN ${script}\n`), expected);
    });
  }

  it('leaves flags out and comments between the lines', () => {
    assert.deepEqual(names('RUN --mount=type=cache,target=/x a && \\\n  # b\n\n  c\n'), ['a', 'c']);
  });

  it('reads the exec form as one line', () => {
    assert.deepEqual(names('RUN ["a", "b"]'), ['a']);
    assert.deepEqual(names('RUN ["bash", "-c", "cd /x && b"]'), ['bash', 'b']);
  });

  it('reads what ONBUILD triggers', () => {
    assert.deepEqual(names('ONBUILD RUN a'), ['a']);
  });

  const heredocs: [string, string[]][] = [
    ['RUN <<EOF\na\nb\nEOF\n', ['a', 'b']],
    ['RUN <<-"EOF"\n\ta | \\\n\tb\n\tEOF\n', ['a', 'b']],
    ['RUN <<EOF bash -e\na\nEOF\n', ['bash', 'a']],
    ['RUN <<EOF\r\n#!/usr/bin/env bash\r\na b\r\nc\r\nEOF\r\n', ['a', 'c']],
    ['RUN <<EOF\n#!/usr/bin/env python3\na\nEOF\n', []],
    ['RUN <<EOF python3\na\nEOF\n', ['python3']],
    ['RUN <<EOF cat > x && a\nb\nEOF\n', ['cat', 'a']],
    ['RUN a; cat <<EOF > x\nc\nEOF\n', ['a', 'cat']],
    ['RUN 3<<EOF\na\nEOF\n', []],
  ];
  for (const [text, expected] of heredocs) {
    it(`in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(names(text), expected);
    });
  }

  it('keeps what is before a here-document that a command reads', () => {
    assert.deepEqual(names('RUN a && cat <<EOF > x && b\nc\nEOF\n'), ['a', 'cat']);
  });

  it('know where they stand in the file', () => {
    const text = 'RUN X=1 a \\\n  # no\n  -b "c d" $E > f && \\\n  "g"\n';
    const [a, g] = commands(text);
    assert.ok(a !== undefined && g !== undefined);
    assert.equal(text.slice(a.start, a.end), 'X=1 a \\\n  # no\n  -b "c d" $E > f');
    assert.equal(text.slice(a.called.start, a.called.end), 'a');
    assert.deepEqual(
      a.arguments.map(({ start, end, value, literal }) => [text.slice(start, end), value, literal]),
      [
        ['-b', '-b', true],
        ['"c d"', 'c d', true],
        ['$E', '$E', false],
      ],
    );
    assert.deepEqual(
      a.assignments.map(({ text: written }) => written),
      ['X=1'],
    );
    assert.equal(text.slice(g.called.start, g.called.end), '"g"');
  });

  it('know where they stand in JSON and in here-documents', () => {
    const text = 'RUN ["sh", "-c", "true \\"x\\" && \\u0061b c"]\nRUN <<EOF\n\n  d e\nEOF\n';
    const words = commands(text).map(({ called, arguments: [first] }) => [
      text.slice(called.start, called.end),
      first === undefined ? '' : text.slice(first.start, first.end),
    ]);
    assert.deepEqual(words, [
      ['sh', '-c'],
      ['\\u0061b', 'c'],
      ['d', 'e'],
    ]);
  });

  it('know whether they are in a pipe', () => {
    const piped = commands('RUN a | b; c || d; (e) | { f; }; g | h $(i)').map((command) => command.piped);
    assert.deepEqual(piped, [true, true, false, false, true, true, true, true, false]);
  });

  it('places what stands in backquotes with escapes at the backquotes', () => {
    const text = 'RUN echo `a \\`b\\``';
    const inner = commands(text).find(({ name }) => name === 'b');
    assert.ok(inner !== undefined);
    assert.ok(inner.start >= text.indexOf('`') && inner.end <= text.length);
  });

  for (const piece of [
    '$(',
    '"',
    '`',
    '((',
    '{ ',
    'if ',
    '"$(',
    '${a:-',
    '<(',
    'coproc ',
    'a=$(b ',
    '<<A ',
    '\\',
    "'",
    'a && ',
    'a \\\n',
  ]) {
    it(`costs little for hostile ${JSON.stringify(piece)}`, () => {
      // The processor's time: other programs may want it too.
      const begin = process.cpuUsage();
      for (const size of [60_000, 1_000_000]) {
        const body = piece.repeat(size / piece.length);
        commands(`RUN ${body}\n`);
        commands(`RUN <<EOF\n${body}\nEOF\n`);
      }
      const { user, system } = process.cpuUsage(begin);
      assert.ok((user + system) / 1000 < 4000);
    });
  }
});
