import { describe, expect, it } from 'vitest';
import { bytesOfHex, hex } from '../../../src/contract/ids.ts';
import { SpanMark } from '../../../src/contract/traces.ts';
import { layOutTrace, type SpanRows, type TraceLayout } from '../../../src/main/query/trace-layout.ts';
import { naiveForest, type NaiveSpan } from './naive-forest.ts';
import { seededRandom, type Random } from '../../support/random.ts';

const base = 1_760_000_000_000_000_000n;

function idBytes(texts: readonly string[]): Uint8Array {
  return bytesOfHex(texts.map((text) => text.padStart(16, '0')).join('')) as Uint8Array;
}

function rowsOf(spans: readonly NaiveSpan[]): SpanRows {
  return {
    count: spans.length,
    spanIds: idBytes(spans.map((one) => one.id)),
    parentIds: idBytes(spans.map((one) => one.parentId)),
    start: BigUint64Array.from(spans.map((one) => one.start)),
    end: BigUint64Array.from(spans.map((one) => one.end)),
    error: Uint8Array.from(spans.map((one) => (one.error ? 1 : 0))),
  };
}

function span(id: string, parentId: string, start: number | bigint, length = 10, error = false): NaiveSpan {
  const from = typeof start === 'bigint' ? start : base + BigInt(start);
  return {
    id: id.padStart(16, '0'),
    parentId: parentId === '' ? '' : parentId.padStart(16, '0'),
    start: from,
    end: from + BigInt(length),
    error,
  };
}

function described(layout: TraceLayout): ReturnType<typeof naiveForest> {
  return Array.from({ length: layout.rows }, (_, row) => {
    const marks = layout.marks[row] as number;
    return {
      span: layout.span[row] as number,
      id: hex(layout.spanIds, 8 * row, 8),
      parent: layout.parent[row] as number,
      depth: layout.depth[row] as number,
      subtree: layout.subtree[row] as number,
      errorsBelow: layout.errorsBelow[row] as number,
      orphan: (marks & SpanMark.orphan) !== 0,
      duplicate: (marks & SpanMark.duplicate) !== 0,
      cycle: (marks & SpanMark.cycle) !== 0,
    };
  });
}

/** Late, orphaned, repeated, self-parented and cyclic spans in any order. */
function randomSpans(random: Random): NaiveSpan[] {
  const count = 1 + random.below(24);
  const ids = Array.from({ length: count }, () => (1 + random.below(3 * count)).toString(16));
  return ids.map((id) => {
    const how = random.below(10);
    const parentId = how < 2 ? '' : how < 8 ? random.pick(ids) : how < 9 ? (1000 + random.below(4)).toString(16) : id;
    const start =
      random.next() < 0.05 ? random.pick([0n, 2n ** 63n - 1n, 2n ** 64n - 11n]) : base + BigInt(random.below(20));
    return span(id, parentId, start, random.below(10), random.next() < 0.2);
  });
}

describe('layOutTrace', () => {
  it('agrees with the obvious layout on thousands of random forests', () => {
    for (let seed = 1; seed <= 4000; seed++) {
      const spans = randomSpans(seededRandom(seed));
      expect(described(layOutTrace(rowsOf(spans))), `seed ${seed}`).toEqual(naiveForest(spans));
    }
  });

  it('puts children by start, then by id', () => {
    const layout = layOutTrace(rowsOf([span('c', 'a', 5), span('b', 'a', 5), span('d', 'a', 1), span('a', '', 0)]));
    expect(Array.from(layout.span)).toEqual([3, 2, 1, 0]);
    expect(Array.from(layout.depth)).toEqual([0, 1, 1, 1]);
    expect(Array.from(layout.subtree)).toEqual([4, 1, 1, 1]);
  });

  it('shows one placeholder per missing parent, as long as its children together', () => {
    const layout = layOutTrace(rowsOf([span('1', 'ff', 10, 10), span('2', 'ff', 30, 5), span('3', 'ee', 0)]));
    expect(Array.from(layout.span)).toEqual([-1, 2, -1, 0, 1]);
    expect(hex(layout.spanIds, 16, 8)).toBe('00000000000000ff');
    expect([layout.start[2], layout.end[2]]).toEqual([base + 10n, base + 35n]);
    expect(Array.from(layout.marks)).toEqual([0, SpanMark.orphan, 0, SpanMark.orphan, SpanMark.orphan]);
  });

  it('keeps the placeholder where its sane children are when another child has no clock', () => {
    const layout = layOutTrace(rowsOf([span('1', 'ff', 0n, 0), span('2', 'ff', 30, 5)]));
    expect([layout.start[0], layout.end[0]]).toEqual([base + 30n, base + 35n]);
  });

  it('opens a cycle at its earliest span', () => {
    const layout = layOutTrace(rowsOf([span('1', '3', 9), span('2', '1', 5), span('3', '2', 7), span('4', '3', 8)]));
    expect(Array.from(layout.span)).toEqual([1, 2, 3, 0]);
    expect(Array.from(layout.marks)).toEqual([SpanMark.cycle, 0, 0, 0]);
    expect(Array.from(layout.parent)).toEqual([-1, 0, 1, 1]);
  });

  it('makes a root of a span that names itself', () => {
    const layout = layOutTrace(rowsOf([span('1', '1', 0)]));
    expect([layout.parent[0], layout.marks[0]]).toEqual([-1, SpanMark.cycle]);
  });

  it('does not let spans without a clock stretch the axis', () => {
    const layout = layOutTrace(
      rowsOf([span('1', '', 100, 50), span('2', '1', 0n, 5), span('3', '1', 2n ** 63n - 20n, 5)]),
    );
    expect([layout.hullStart, layout.hullEnd]).toEqual([base + 100n, base + 150n]);
    expect(Array.from(layout.start)).toEqual([base + 100n, 0n, 2n ** 63n - 20n]);
  });

  it('uses all times when no time is plausible', () => {
    const layout = layOutTrace(rowsOf([span('1', '', 0n, 50), span('2', '1', 20n, 5)]));
    expect([layout.hullStart, layout.hullEnd]).toEqual([0n, 50n]);
  });

  it('keeps the hull where an end lies before its start', () => {
    const layout = layOutTrace(rowsOf([span('1', '', 100, -80)]));
    expect([layout.hullStart, layout.hullEnd]).toEqual([base + 100n, base + 100n]);
  });

  it('lays out a chain of 100,000 spans, and stops counting depth at 65,535', () => {
    const count = 100_000;
    const spans = Array.from({ length: count }, (_, i) =>
      span((i + 1).toString(16), i === 0 ? '' : i.toString(16), i, 1, i === count - 1),
    ).toReversed();
    const layout = layOutTrace(rowsOf(spans));
    expect([layout.span[0], layout.subtree[0], layout.errorsBelow[0]]).toEqual([count - 1, count, 1]);
    expect([layout.depth[65_534], layout.depth[65_535], layout.depth[count - 1]]).toEqual([65_534, 65_535, 65_535]);
    expect(layout.parent[count - 1]).toBe(count - 2);
  });

  it('survives 100,000 spans with one id that are each other’s parents', () => {
    const spans = Array.from({ length: 100_000 }, (_, i) => span('7', i % 2 === 0 ? '7' : '8', i));
    const layout = layOutTrace(rowsOf(spans));
    expect(layout.rows).toBe(100_001);
  });

  it('answers an empty forest for no spans', () => {
    expect(layOutTrace(rowsOf([]))).toMatchObject({ rows: 0, hullStart: 0n, hullEnd: 0n });
  });
});
