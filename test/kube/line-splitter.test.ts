import { strict as assert } from 'node:assert';
import { LineSplitter } from '../../src/kube/line-splitter.ts';
import type { Piece } from '../../src/kube/line-splitter.ts';

function split(bytes: Uint8Array, cuts: readonly number[], longest?: number): Piece[] {
  const splitter = new LineSplitter(longest);
  const pieces: Piece[] = [];
  let start = 0;
  for (const end of [...cuts, bytes.length]) {
    pieces.push(...splitter.push(bytes.subarray(start, end)));
    start = end;
  }
  const last = splitter.last();
  return last === undefined ? pieces : [...pieces, last];
}

describe('LineSplitter', () => {
  const text = 'erste Zeile: größer €\n\nzweite 🚀🚀\r\nohne Ende ü';
  const bytes = Buffer.from(text);

  it('gives the lines of a text, empty ones too, wherever it is cut once', () => {
    for (let cut = 0; cut <= bytes.length; cut++) {
      const pieces = split(bytes, [cut]);
      assert.deepEqual(
        pieces.map((piece) => piece.text),
        text.split('\n'),
      );
      assert.ok(pieces.every(({ begins }) => begins));
    }
  });

  it('cuts a long line between characters, the same way for every way of cutting the bytes', () => {
    for (const longest of [4, 5, 6, 7, 11]) {
      const whole = split(bytes, [], longest);
      assert.ok(whole.every((piece) => Buffer.byteLength(piece.text) <= longest));
      assert.ok(whole.every((piece) => !piece.text.includes('\uFFFD')));
      assert.equal(
        whole.map((piece, index) => (piece.begins && index > 0 ? '\n' : '') + piece.text).join(''),
        text,
      );
      for (let cut = 0; cut <= bytes.length; cut++) {
        assert.deepEqual(split(bytes, [cut], longest), whole);
      }
      const each = [...bytes.keys()];
      assert.deepEqual(split(bytes, each, longest), whole);
    }
  });

  it('does not cut a line that just fits', () => {
    assert.deepEqual(split(Buffer.from('abcd\nef'), [4], 4), [
      { text: 'abcd', begins: true },
      { text: 'ef', begins: true },
    ]);
  });

  it('survives bytes that are no UTF-8', () => {
    const pieces = split(Buffer.from([0xff, 0x80, 0x80, 0x80, 0x80, 0x80, 0x0a, 0x61]), [], 4);
    assert.equal(pieces.at(-1)?.text, 'a');
  });
});
