// The merged list of a small trace: order, nesting at one moment, scopes and kinds.
import { describe, expect, it } from 'vitest';
import type { TraceLogs } from '../../../../../../src/contract/logs.ts';
import type { TraceEvents } from '../../../../../../src/contract/trace-events.ts';
import { SpanIndex } from '../../../../../../src/renderer/draw/waterfall/span-index.ts';
import { RowLogs } from '../../../../../../src/renderer/draw/waterfall/row-logs.ts';
import {
  ItemKind,
  mergedItems,
  type MergedChoice,
} from '../../../../../../src/renderer/features/trace/logs/merged-items.ts';
import { traceOf } from '../../../draw/waterfall/synthetic-trace.ts';

const columns = traceOf([
  { id: 1, parent: -1, offset: 0, length: 100 },
  { id: 2, parent: 0, offset: 0, length: 40 },
  { id: 3, parent: 0, offset: 60, length: 40 },
]);
const index = new SpanIndex(columns.spanIds, columns.rows);

const idsOf = (rows: readonly number[]): Uint8Array => {
  const ids = new Uint8Array(8 * rows.length);
  rows.forEach((row, i) => {
    if (row >= 0) ids.set(columns.spanIds.subarray(8 * row, 8 * row + 8), 8 * i);
  });
  return ids;
};
const logs: TraceLogs = {
  rows: 4,
  total: 4,
  cursor: 0,
  sequence: Float64Array.of(10, 11, 12, 13),
  time: BigUint64Array.from([5n, 30n, 70n, 80n], (time) => columns.start + time),
  observed: new BigUint64Array(4),
  severity: Uint8Array.of(9, 17, 13, 9),
  severityText: new Uint32Array(4),
  service: new Uint32Array(4),
  scope: new Uint32Array(4),
  eventName: new Uint32Array(4),
  body: ['a', 'b', 'c', 'd'],
  bodyLength: Uint32Array.of(1, 1, 1, 1),
  bodyKind: Uint8Array.of(1, 1, 1, 1),
  traceIds: new Uint8Array(64),
  // The last one belongs to no span of the trace.
  spanIds: idsOf([1, 1, 2, -1]),
  texts: [''],
};
const events: TraceEvents = {
  rows: 1,
  total: 1,
  spanIds: idsOf([2]),
  time: BigUint64Array.of(columns.start + 60n),
  name: Uint32Array.of(0),
  exception: Uint32Array.of(1),
  texts: ['retry', ''],
};
const everything: MergedChoice = { rows: undefined, spans: true, events: true, logs: true, level: 0 };
const names = ['start', 'event', 'log', 'end'];

function lines(choice: Partial<MergedChoice>): readonly string[] {
  const items = mergedItems({ columns, index, events, logs }, { ...everything, ...choice });
  return Array.from(
    { length: items.count },
    (_, i) =>
      `${items.time[i]} ${names[items.kind[i] as number]} ${items.kind[i] === ItemKind.log ? logs.body[items.at[i] as number] : items.row[i]}`,
  );
}

describe('spans, events and records in one list', () => {
  it('is in the order of time, outer spans around inner ones', () => {
    expect(lines({})).toEqual([
      '0 start 0',
      '0 start 1',
      '5 log a',
      '30 log b',
      '40 end 1',
      '60 start 2',
      '60 event 2',
      '70 log c',
      '80 log d',
      '100 end 2',
      '100 end 0',
    ]);
  });

  it('is of a subtree or a span alone', () => {
    expect(lines({ rows: [1, 1] })).toEqual(['0 start 1', '5 log a', '30 log b', '40 end 1']);
    expect(lines({ rows: [0, 1] })).toEqual(['0 start 0', '100 end 0']);
    expect(lines({ rows: [0, 3] })).not.toContain('80 log d');
  });

  it('has only the chosen kinds and severities', () => {
    expect(lines({ spans: false, events: false })).toEqual(['5 log a', '30 log b', '70 log c', '80 log d']);
    expect(lines({ spans: false, events: false, level: 4 })).toEqual(['30 log b', '70 log c']);
    expect(lines({ spans: false, logs: false })).toEqual(['60 event 2']);
  });
});

describe('records on the bars', () => {
  const marks = new RowLogs(columns, index, logs);

  it('belong to the row of their span, and to the subtree of a closed one', () => {
    const [from, to] = marks.range(1);
    expect([marks.timeAt(from), marks.timeAt(to - 1), to - from]).toEqual([5, 30, 2]);
    expect([marks.levelAt(from), marks.levelAt(to - 1)]).toEqual([3, 5]);
    const [all, end] = marks.range(0, 3);
    expect(end - all).toBe(3);
  });

  it('are told in words', () => {
    expect(marks.textOf(0)).toBe('');
    expect(marks.textOf(1)).toBe('2 log records, 1 error');
    expect(marks.textOf(2)).toBe('1 log record');
  });
});
