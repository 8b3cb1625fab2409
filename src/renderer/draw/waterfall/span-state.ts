// How far a span is known to have come. "Running" is said only on its sender's own word: a span that was sent when it
// began (contract/error-signs.ts) and of which no end was received.
import { SpanMark, type TraceColumns } from '../../../contract/traces.ts';
import type { SpanIndex } from './span-index.ts';

/** `started`: a start signal whose span has ended since. `missing`: never received, and nothing says that it runs. */
export type SpanState = 'ended' | 'running' | 'started' | 'missing';

export function spanState(columns: TraceColumns, index: SpanIndex, row: number): SpanState {
  const { marks, missing } = columns;
  if (missing[row] === 1) return 'missing';
  if (!isUnfinished(columns, row)) return 'ended';
  // Start signals come with the id of the span itself, or as its child with the same start.
  if (((marks[row] as number) & SpanMark.duplicate) !== 0 && endedTwin(columns, index, row)) return 'started';
  const parent = columns.parent[row] as number;
  const signalOf = parent >= 0 && missing[parent] === 0 && columns.startNanos[parent] === columns.startNanos[row];
  return signalOf && !isUnfinished(columns, parent) ? 'started' : 'running';
}

function isUnfinished({ marks }: TraceColumns, row: number): boolean {
  return ((marks[row] as number) & SpanMark.unfinished) !== 0;
}

function endedTwin(columns: TraceColumns, index: SpanIndex, row: number): boolean {
  const { spanId } = index.refOf(row);
  const first = index.rowOf({ spanId });
  for (let occurrence = 0; ; occurrence++) {
    const twin = index.rowOf({ spanId, occurrence });
    // Beyond the last occurrence the index answers the first again.
    if (occurrence > 0 && twin === first) return false;
    if (!isUnfinished(columns, twin)) return true;
  }
}
