import { describe, expect, it } from 'vitest';
import { SpanIndex } from '../../../../../src/renderer/draw/waterfall/span-index.ts';
import { bigTrace, traceOf } from './synthetic-trace.ts';

const ids = (...numbers: number[]): Uint8Array => {
  const bytes = new Uint8Array(numbers.length * 8);
  const view = new DataView(bytes.buffer);
  for (const [i, number] of numbers.entries()) view.setBigUint64(i * 8, BigInt(number));
  return bytes;
};

describe('SpanIndex', () => {
  const trace = traceOf([
    { parent: -1, offset: 0, length: 9, id: 7 },
    { parent: 0, offset: 1, length: 2, id: 9 },
    { parent: 0, offset: 3, length: 2, id: 9 },
    { parent: 0, offset: 5, length: 2, id: 9 },
  ]);
  const index = new SpanIndex(trace.spanIds, trace.rows);

  it('finds rows by id and occurrence', () => {
    expect(index.rowOf({ spanId: '0000000000000007' })).toBe(0);
    expect(index.rowOf({ spanId: '0000000000000009' })).toBe(1);
    expect(index.rowOf({ spanId: '0000000000000009', occurrence: 2 })).toBe(3);
    expect(index.rowOf({ spanId: '0000000000000009', occurrence: 8 })).toBe(1);
    expect(index.rowOf({ spanId: '0000000000000001' })).toBe(-1);
    expect(index.rowOf({ spanId: 'nonsense' })).toBe(-1);
  });

  it('names rows by id and occurrence', () => {
    expect(index.refOf(0)).toEqual({ spanId: '0000000000000007', occurrence: 0 });
    expect(index.refOf(3)).toEqual({ spanId: '0000000000000009', occurrence: 2 });
  });

  it('turns a list of ids into ascending rows, each once', () => {
    expect([...index.rowsOf(ids(9, 1, 7, 9))]).toEqual([0, 1, 2, 3]);
    expect([...index.rowsOf(ids())]).toEqual([]);
  });

  it('reads ids at any place in a larger buffer', () => {
    const shifted = new Uint8Array(3 + 8);
    shifted.set(ids(7), 3);
    expect([...index.rowsOf(shifted.subarray(3))]).toEqual([0]);
  });

  it('finds every one of 100,000 rows again', () => {
    const big = bigTrace(100_000);
    const all = new SpanIndex(big.spanIds, big.rows);
    let wrong = 0;
    for (let row = 0; row < big.rows; row++) if (all.rowLike(all, row) !== row) wrong++;
    expect(wrong).toBe(0);
    expect(all.rowsOf(big.spanIds).length).toBe(100_000);
  });
});
