// Starts and ends of spans, their events and log records of a trace, or of a part of it, as one list in the order of
// time. Columns instead of objects: a trace may have hundreds of thousands of items. Pure.
import { spanIdAt } from '../../../../contract/ids.ts';
import { severityClass, type TraceLogs } from '../../../../contract/logs.ts';
import type { TraceEvents } from '../../../../contract/trace-events.ts';
import type { TraceColumns } from '../../../../contract/traces.ts';
import type { SpanIndex } from '../../../draw/waterfall/span-index.ts';

/** In the order of items at one moment. */
export const ItemKind = { start: 0, event: 1, log: 2, end: 3 } as const;

export interface MergedItems {
  readonly count: number;
  readonly kind: Uint8Array;
  /** Row of the span, or -1 for a record that belongs to none of them. */
  readonly row: Int32Array;
  /** Row of the event or the record in its answer; the span's row otherwise. */
  readonly at: Uint32Array;
  /** Nanoseconds from the trace's start. */
  readonly time: Float64Array;
}

export interface MergedParts {
  readonly columns: TraceColumns;
  readonly index: SpanIndex;
  readonly events: TraceEvents | undefined;
  readonly logs: TraceLogs | undefined;
}

export interface MergedChoice {
  /** Rows [first, first + rows) of spans; all when undefined. */
  readonly rows: readonly [first: number, rows: number] | undefined;
  readonly spans: boolean;
  readonly events: boolean;
  readonly logs: boolean;
  /** Least severity class of records. */
  readonly level: number;
}

export function mergedItems({ columns, index, events, logs }: MergedParts, choice: MergedChoice): MergedItems {
  const [first, rows] = choice.rows ?? [0, columns.rows];
  const inside = (row: number): boolean => row >= first && row < first + rows;
  const kinds: number[] = [];
  const rowOf: number[] = [];
  const places: number[] = [];
  const times: number[] = [];
  const add = (kind: number, row: number, at: number, time: number): void => {
    kinds.push(kind);
    rowOf.push(row);
    places.push(at);
    times.push(time);
  };
  if (choice.spans) {
    for (let row = first; row < first + rows; row++) {
      if (columns.missing[row] === 1) continue;
      const start = columns.offset[row] as number;
      add(ItemKind.start, row, row, start);
      add(ItemKind.end, row, row, start + (columns.length[row] as number));
    }
  }
  /** Moves along with its span where clocks are corrected. */
  const shown = (row: number, time: bigint): number =>
    row < 0
      ? Number(time - columns.start)
      : (columns.offset[row] as number) + Number(time - (columns.startNanos[row] as bigint));
  if (choice.events && events !== undefined) {
    for (let i = 0; i < events.rows; i++) {
      const row = index.rowOf({ spanId: spanIdAt(events.spanIds, 8 * i) });
      if (inside(row)) add(ItemKind.event, row, i, shown(row, events.time[i] as bigint));
    }
  }
  if (choice.logs && logs !== undefined) {
    for (let i = 0; i < logs.rows; i++) {
      if (severityClass(logs.severity[i] as number) < choice.level) continue;
      const row = index.rowOf({ spanId: spanIdAt(logs.spanIds, 8 * i) });
      if (choice.rows === undefined || inside(row)) add(ItemKind.log, row, i, shown(row, logs.time[i] as bigint));
    }
  }
  const order = Uint32Array.from(kinds, (_, i) => i).sort(
    (a, b) =>
      (times[a] as number) - (times[b] as number) || (kinds[a] as number) - (kinds[b] as number) || nesting(a, b),
  );
  function nesting(a: number, b: number): number {
    // At one moment outer spans start first and end last.
    const inner = (rowOf[a] as number) - (rowOf[b] as number);
    return kinds[a] === ItemKind.end ? -inner : inner || (places[a] as number) - (places[b] as number);
  }
  return {
    count: order.length,
    kind: Uint8Array.from(order, (i) => kinds[i] as number),
    row: Int32Array.from(order, (i) => rowOf[i] as number),
    at: Uint32Array.from(order, (i) => places[i] as number),
    time: Float64Array.from(order, (i) => times[i] as number),
  };
}
