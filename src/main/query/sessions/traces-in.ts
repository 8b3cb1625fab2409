// The traces that rows of a block are of, with their number of rows.
import { traceIdAt, type TraceId } from '../../../contract/ids.ts';
import type { SpanBlock } from '../../store/span-block.ts';

/** @param sums added to. Trace 0 of log records is none; of spans it is one that no span has. */
export function tracesIn(
  { count, trace, traceIds }: Pick<SpanBlock, 'count' | 'trace' | 'traceIds'>,
  sums = new Map<TraceId, number>(),
): Map<TraceId, number> {
  const counts = new Map<number, number>();
  for (let row = 0; row < count; row++) {
    const number = trace[row] as number;
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  for (const [number, rows] of counts) {
    const id = traceIdAt(traceIds, 16 * number);
    sums.set(id, (sums.get(id) ?? 0) + rows);
  }
  return sums;
}
