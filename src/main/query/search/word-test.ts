// Times and durations: 64-bit numbers as pairs of 32-bit words, compared without making a bigint per row.
import type { Literal } from '../../../contract/search/literal.ts';
import type { Test } from '../../../contract/search/search.ts';
import type { BlockSummary } from '../../store/span-block.ts';
import { without, type RowTest } from './row-test.ts';

/** Both ends included. */
export interface Bounds {
  readonly from: bigint;
  readonly to: bigint;
}

const most = 2n ** 64n - 1n;
const everything: Bounds = { from: 0n, to: most };

/** The ranges of which a test wants one, and whether it wants the opposite. */
export function boundsOfTest(test: Test): { readonly ranges: readonly Bounds[]; readonly negated: boolean } {
  switch (test.kind) {
    case 'compare':
      return { ranges: [boundsOf(test.operator, nanosOf(test.value))], negated: test.operator === '!=' };
    case 'in':
      return { ranges: test.values.map((value) => boundsOf('=', nanosOf(value))), negated: test.negated };
    case 'exists':
      return { ranges: [everything], negated: test.negated };
    case 'contains':
    case 'matches':
      return { ranges: [], negated: test.negated };
  }
}

function boundsOf(operator: string, value: bigint): Bounds {
  switch (operator) {
    case '<':
      return { from: 0n, to: value - 1n };
    case '<=':
      return { from: 0n, to: value };
    case '>':
      return { from: value + 1n, to: most };
    case '>=':
      return { from: value, to: most };
    default:
      return { from: value, to: value };
  }
}

/** A duration or a time; the number 0 is no duration at all. */
export function nanosOf(literal: Literal): bigint {
  return literal.kind === 'duration' || literal.kind === 'time' ? literal.nanos : 0n;
}

/**
 * `wordsOf`: two words per row, low first, unsigned. `rangeOf`: between which bounds all values of a sealed block are;
 * durations beyond 2^53 ns are rounded there, so that these need some room.
 */
export function wordTest<Block extends { readonly count: number }>(
  test: Test,
  wordsOf: (block: Block) => Uint32Array,
  rangeOf: (summary: BlockSummary) => Bounds,
): RowTest<Block> {
  const { ranges, negated } = boundsOfTest(test);
  return {
    cost: 0,
    mayMatch: (summary) => {
      const { from, to } = rangeOf(summary);
      return negated || ranges.some((range) => range.from <= to && range.to >= from);
    },
    rowsOf: (block, wanted) => {
      const hits = new Uint8Array(block.count);
      const words = wordsOf(block);
      for (const range of ranges) markWithin(words, range, wanted, hits);
      return negated ? without(wanted, hits) : hits;
    },
  };
}

function markWithin(words: Uint32Array, range: Bounds, wanted: Uint8Array, hits: Uint8Array): void {
  const from = range.from < 0n ? 0n : range.from;
  const to = range.to > most ? most : range.to;
  if (from > to) return;
  const [fromLow, fromHigh] = [Number(from & 0xffffffffn), Number(from >> 32n)];
  const [toLow, toHigh] = [Number(to & 0xffffffffn), Number(to >> 32n)];
  for (let row = 0; row < hits.length; row++) {
    if (wanted[row] === 0) continue;
    const low = words[2 * row] as number;
    const high = words[2 * row + 1] as number;
    const notBefore = high > fromHigh || (high === fromHigh && low >= fromLow);
    if (notBefore && (high < toHigh || (high === toHigh && low <= toLow))) hits[row] = 1;
  }
}

/** The words of a column of times. */
export function wordsOfTimes(times: BigUint64Array): Uint32Array {
  return new Uint32Array(times.buffer, times.byteOffset, 2 * times.length);
}

/** b - a per row, 0 where that is negative. */
export function differences(a: Uint32Array, b: Uint32Array): Uint32Array {
  const words = new Uint32Array(a.length);
  for (let i = 0; i < words.length; i += 2) {
    const low = (b[i] as number) - (a[i] as number);
    const high = (b[i + 1] as number) - (a[i + 1] as number) - (low < 0 ? 1 : 0);
    if (high < 0) continue;
    words[i] = low;
    words[i + 1] = high;
  }
  return words;
}
