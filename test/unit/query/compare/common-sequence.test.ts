import { describe, expect, it } from 'vitest';
import { pairCommon } from '../../../../src/main/query/compare/common-sequence.ts';
import { seededRandom } from '../../../support/random.ts';

function pairs(a: readonly number[], b: readonly number[], steps = 1e9): [number, number][] {
  const found: [number, number][] = [];
  pairCommon(Float64Array.from(a), [0, a.length], Float64Array.from(b), [0, b.length], { steps }, (i, j) =>
    found.push([i, j]),
  );
  return found.sort((one, other) => one[0] - other[0]);
}

/** The length by the textbook's table. */
function longest(a: readonly number[], b: readonly number[]): number {
  let before = Array.from({ length: b.length + 1 }, () => 0);
  for (const one of a) {
    const row = [0];
    for (let j = 0; j < b.length; j++)
      row.push(one === b[j] ? (before[j] as number) + 1 : Math.max(before[j + 1] as number, row[j] as number));
    before = row;
  }
  return before[b.length] as number;
}

describe('the longest common subsequence', () => {
  it('is found in cases worked by hand', () => {
    expect(pairs([1, 2, 3], [1, 2, 3])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
    expect(pairs([1, 2, 1, 1], [2, 1, 1])).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
    ]);
    expect(pairs([], [1])).toEqual([]);
    expect(pairs([1, 2], [3, 4])).toEqual([]);
  });

  it('is as long as the table says, and in order, on random sequences', () => {
    const random = seededRandom(3);
    for (let round = 0; round < 400; round++) {
      const letters = 1 + random.below(5);
      const sequence = (): number[] => Array.from({ length: random.below(30) }, () => random.below(letters));
      const [a, b] = [sequence(), sequence()];
      const found = pairs(a, b);
      expect(found.length).toBe(longest(a, b));
      found.forEach(([i, j], at) => {
        expect(a[i]).toBe(b[j]);
        const before = found[at - 1];
        if (before !== undefined) expect(i > before[0] && j > before[1]).toBe(true);
      });
    }
  });

  it('keeps to its budget, and then still finds a common beginning and end', () => {
    const random = seededRandom(4);
    const noise = (): number[] => Array.from({ length: 5000 }, () => random.below(50));
    const found = pairs([7, ...noise(), 8], [7, ...noise(), 8], 10_000);
    expect(found).toEqual([
      [0, 0],
      [5001, 5001],
    ]);
  });
});
