import assert from 'node:assert/strict';
import { Slices } from '../../src/context/slices.ts';
import { mergeByBytes, sortByBytes } from '../../src/context/sort.ts';
import { Random } from '../oracles/ignore/random.ts';

interface Item {
  readonly name: string;
  readonly order: number;
}

const nameOf = ({ name }: Item): string => name;

describe('context/slices', () => {
  const random = new Random(7);
  const letters = ['a', 'b', '/', '.', '-', 'é', '\uffee', '\u{1F600}'] as const;
  const items = (count: number): Item[] =>
    Array.from({ length: count }, (_, order) => ({
      name: random.times(1, 3, () => random.pick(letters)).join(''),
      order,
    }));
  const byBytes = (a: Item, b: Item): number => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name));

  it('sorts by bytes as a whole sort does, and keeps the order of equal ones', async () => {
    for (const count of [0, 1, 511, 512, 513, 4_095, 4_096, 4_097, 20_000]) {
      const given = items(count);
      assert.deepEqual(await sortByBytes(given, nameOf, new Slices()), given.toSorted(byBytes));
    }
  });

  it('merges sorted lists, the second’s items in place of equal ones', async () => {
    for (let round = 0; round < 50; round++) {
      const unique = (count: number): Item[] => [
        ...new Map(items(count).map((item) => [item.name, item])).values(),
      ];
      const [many, few] = [unique(60).sort(byBytes), unique(9).sort(byBytes)];
      const wanted = [...new Map([...many, ...few].map((item) => [item.name, item])).values()].sort(byBytes);
      assert.deepEqual(await mergeByBytes(many, few, nameOf, new Slices()), wanted);
    }
  });

  it('ends with the signal’s reason', async () => {
    const slices = new Slices(AbortSignal.abort(new Error('enough')));
    await assert.rejects(slices.pause(), /enough/);
  });
});
