import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import type { Span } from '../../../src/dockerfile/span.ts';
import { copyParts } from '../../../src/dockerfile/syntax/copy.ts';
import { exposedPorts } from '../../../src/dockerfile/syntax/expose.ts';
import { fromParts } from '../../../src/dockerfile/syntax/from.ts';
import { healthcheckParts } from '../../../src/dockerfile/syntax/healthcheck.ts';
import { readImageName } from '../../../src/dockerfile/syntax/image-name.ts';
import { readPairs } from '../../../src/dockerfile/syntax/pairs.ts';
import { stripQuotes } from '../../../src/dockerfile/syntax/strip-quotes.ts';
import { unquote } from '../../../src/dockerfile/syntax/unquote.ts';
import type { Instruction } from '../../../src/dockerfile/tree.ts';

function only(text: string): Instruction {
  const [instruction] = parseDockerfile(text).instructions;
  assert.ok(instruction);
  return instruction;
}

describe('parts of instructions', () => {
  it('FROM', () => {
    const text = 'FROM --platform=x \\\n a:1 as b';
    const { image, platform, as, alias } = fromParts(only(text));
    const source = (span: Span | undefined) => span && text.slice(span.start, span.end);
    assert.deepEqual([image, platform, as, alias].map(source), ['a:1', '--platform=x', 'as', 'b']);
    assert.deepEqual(fromParts(only('FROM')).image.text, '');
    assert.equal(fromParts(only('FROM a AS')).as, undefined);
  });

  it('image references', () => {
    assert.deepEqual(readImageName('r.io:5/a/b:1@sha256:c'), {
      name: 'r.io:5/a/b',
      registry: 'r.io:5',
      tag: '1',
      digest: 'sha256:c',
    });
    const none = { registry: undefined, tag: undefined, digest: undefined };
    assert.deepEqual(readImageName('a/b:${c:-d}'), { ...none, name: 'a/b', tag: '${c:-d}' });
    assert.deepEqual(readImageName('localhost/a'), { ...none, name: 'localhost/a', registry: 'localhost' });
    assert.deepEqual(readImageName('${a:-b}'), { ...none, name: '${a:-b}' });
  });

  it('ENV, LABEL and ARG', () => {
    const text = 'ENV a=1 "b c"="d e" \\\n# x\n f=\\ g h=';
    const { pairs, legacy } = readPairs(only(text), '\\');
    assert.equal(legacy, false);
    assert.deepEqual(
      pairs.map(({ name, key, value, start, end }) => [name, key.text, value?.text, text.slice(start, end)]),
      [
        ['a', 'a', '1', 'a=1'],
        ['b c', '"b c"', '"d e"', '"b c"="d e"'],
        ['f', 'f', '\\ g', 'f=\\ g'],
        ['h', 'h', '', 'h='],
      ],
    );
    const old = readPairs(only('LABEL a  b c=d'), '\\');
    assert.deepEqual([old.legacy, old.pairs.map(({ value }) => value?.text)], [true, ['b c=d']]);
    assert.deepEqual(
      readPairs(only('ARG a b=c'), '\\').pairs.map(({ name, value }) => [name, value?.text]),
      [
        ['a', undefined],
        ['b', 'c'],
      ],
    );
    assert.deepEqual(readPairs(only('ENV a'), '\\').pairs[0]?.value, undefined);
    assert.deepEqual(readPairs(only('ENV'), '\\').pairs, []);
  });

  it('COPY and ADD', () => {
    const parts = copyParts(only('COPY --from=x <<A b c/\nA'));
    assert.equal(parts.from?.value, 'x');
    assert.deepEqual(
      parts.sources.map(({ value, heredoc }) => [value, heredoc?.delimiter]),
      [
        ['<<A', 'A'],
        ['b', undefined],
      ],
    );
    assert.equal(parts.destination?.value, 'c/');
    assert.equal(copyParts(only('COPY ["a b", "c\\"d"]')).destination?.value, 'c"d');
    const { sources, destination } = copyParts(only('ADD a'));
    assert.deepEqual([sources.length, destination], [1, undefined]);
  });

  it('EXPOSE', () => {
    const text = 'EXPOSE 80-8\\\n1/udp $p';
    assert.deepEqual(
      exposedPorts(only(text)).map(({ ports, protocol }) => [
        ports.text,
        text.slice(ports.start, ports.end),
        protocol?.text,
      ]),
      [
        ['80-81', '80-8\\\n1', 'udp'],
        ['$p', '$p', undefined],
      ],
    );
  });

  it('HEALTHCHECK', () => {
    const { type, command } = healthcheckParts(only('HEALTHCHECK --retries=1 cmd a b'));
    assert.deepEqual([type.text, command.text], ['cmd', 'a b']);
    assert.equal(healthcheckParts(only('HEALTHCHECK')).type.text, '');
  });

  it('quotes', () => {
    assert.equal(unquote('a"b \\" \\x \\$y"\'c\\\'\\ d', '\\'), 'ab " \\x $yc\\ d');
    assert.equal(unquote('a`"b', '`'), 'a"b');
    assert.deepEqual(['"a"', "'b'", '"c', '"'].map(stripQuotes), ['a', 'b', 'c', '']);
  });
});
