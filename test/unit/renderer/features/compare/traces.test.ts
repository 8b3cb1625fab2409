import { describe, expect, it } from 'vitest';
import { Change, ErrorChange, type TraceComparison } from '../../../../../src/contract/compare.ts';
import type { Attribute } from '../../../../../src/contract/values.ts';
import type { SpanDetails } from '../../../../../src/contract/traces.ts';
import { differenceText, shareOfChange } from '../../../../../src/renderer/features/compare/traces/difference-text.ts';
import { countKinds, listRows } from '../../../../../src/renderer/features/compare/traces/row-list.ts';
import { spanDifferences } from '../../../../../src/renderer/features/compare/traces/span-difference.ts';

const { same, added, removed, slower, faster } = Change;

/** Only what listing looks at. Rows: same, slower by 5, faster by 9, removed (7 long), added (6 long), same but failing. */
const comparison = {
  rows: 6,
  leftRow: Int32Array.of(0, 1, 2, 3, -1, 4),
  rightRow: Int32Array.of(0, 1, 2, -1, 3, 4),
  change: Uint8Array.of(same, slower, faster, removed, added, same),
  error: Uint8Array.of(ErrorChange.both, 0, 0, 0, 0, ErrorChange.appeared),
  delta: Float64Array.of(1, 5, -9, NaN, NaN, 0),
  selfDelta: Float64Array.of(4, 5, -1, NaN, NaN, 0),
  left: { columns: { length: Float64Array.of(50, 5, 20, 7, 1) }, self: Float64Array.of(9, 5, 20, 2, 1) },
  right: { columns: { length: Float64Array.of(51, 10, 11, 6, 1) }, self: Float64Array.of(13, 10, 19, 6, 1) },
} as unknown as TraceComparison;

describe('the list of compared rows', () => {
  it('counts each kind; what only fails differently is not the same', () => {
    expect(countKinds(comparison)).toEqual({ slower: 1, faster: 1, added: 1, removed: 1, errors: 1, same: 1 });
  });

  it('lists the kinds asked for, in the order of the trace or by what changed most', () => {
    expect([...listRows(comparison, [], 'tree')]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...listRows(comparison, ['added', 'errors'], 'tree')]).toEqual([4, 5]);
    expect([...listRows(comparison, [], 'delta')]).toEqual([2, 3, 4, 1, 0, 5]);
    expect([...listRows(comparison, [], 'self')]).toEqual([4, 1, 0, 3, 2, 5]);
  });
});

describe('the text of a difference', () => {
  it('has a sign, a share, or a factor', () => {
    expect(['0 ns', '+1.20 ms', '−45.0 µs', '']).toEqual([0, 1_200_000, -45_000, NaN].map(differenceText));
    expect(shareOfChange(100, 12)).toBe('+12 %');
    expect(shareOfChange(100, -50)).toBe('−50 %');
    expect(shareOfChange(100, 240)).toBe('×3.4');
    expect(shareOfChange(1, 12_344)).toBe('×12,345');
    expect(shareOfChange(0, 5)).toBe('');
    expect(shareOfChange(100, NaN)).toBe('');
  });
});

describe('what differs between two spans', () => {
  const span = (attributes: readonly Attribute[], more: Partial<SpanDetails> = {}): SpanDetails =>
    ({
      attributes,
      statusMessage: '',
      events: [],
      resource: { attributes: [] },
      scope: { name: '', version: '', attributes: [] },
      ...more,
    }) as unknown as SpanDetails;
  const told = (left: SpanDetails | undefined, right: SpanDetails | undefined): string[] =>
    spanDifferences(left, right).flatMap(({ title, differences }) =>
      differences.map(({ kind, key }) => `${title} ${key} ${kind}`),
    );

  it('is told key by key, differences first', () => {
    const left = span([
      { key: 'a', value: 1n },
      { key: 'b', value: 'x' },
      { key: 'c', value: [1n, 'y'] },
      { key: 'd', value: '1' },
    ]);
    const right = span([
      { key: 'a', value: 1n },
      { key: 'c', value: [1n, 'z'] },
      { key: 'd', value: 1n },
      { key: 'e', value: undefined },
    ]);
    expect(told(left, right)).toEqual([
      'Attributes b left',
      'Attributes c changed',
      'Attributes d changed',
      'Attributes e right',
      'Attributes a same',
    ]);
  });

  it('compares events by name and turn, and the status message', () => {
    const event = (name: string, text: string) => ({ name, attributes: [{ key: 'k', value: text }] });
    const left = span([], { events: [event('retry', '1'), event('retry', '2')] as never, statusMessage: 'gone' });
    const right = span([], { events: [event('retry', '1'), event('retry', '3')] as never });
    expect(told(left, right)).toEqual(['Status message left', 'Events retry (2) changed', 'Events retry same']);
  });

  it('has one side alone', () => {
    expect(told(undefined, span([{ key: 'a', value: true }]))).toEqual(['Attributes a right']);
  });
});
