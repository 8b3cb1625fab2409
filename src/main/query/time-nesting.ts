// Parents for spans whose sender names none: the shortest of them that a span lies within. For showing only; what is stored
// and exported has no parents.
import { rootParent } from './parent-links.ts';
import type { SpanRows } from './trace-layout.ts';

/** Beyond so many, spans stay as they are. */
const most = 5000;

/** Changes `parent` for roots that `byTime` marks. Of spans with the same start and end none lies within another. */
export function nestByTime(
  parent: Int32Array,
  { count, start, end }: Pick<SpanRows, 'count' | 'start' | 'end'>,
  byTime: Uint8Array,
): void {
  const spans: number[] = [];
  for (let span = 0; span < count; span++)
    if (byTime[span] === 1 && parent[span] === rootParent && (end[span] as bigint) >= (start[span] as bigint))
      spans.push(span);
  if (spans.length > most) return;
  const length = (span: number): bigint => (end[span] as bigint) - (start[span] as bigint);
  // Whoever may hold a span is longer, so it comes before.
  spans.sort((a, b) => compare(start[a] as bigint, start[b] as bigint) || compare(length(b), length(a)) || a - b);
  let open: number[] = [];
  for (const span of spans) {
    const from = start[span] as bigint;
    const to = end[span] as bigint;
    open = open.filter((other) => (end[other] as bigint) >= from);
    let found = rootParent;
    for (const other of open) {
      // What ended as it began has not ended; beside one with the same start it would be taken for its start signal.
      const until = end[other] as bigint;
      const holds =
        to === from ? (start[other] as bigint) < from && until > from : until >= to && length(other) > to - from;
      if (holds && (found < 0 || length(other) <= length(found))) found = other;
    }
    parent[span] = found;
    open.push(span);
  }
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
