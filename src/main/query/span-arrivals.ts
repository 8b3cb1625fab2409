// A run's spans in order of arrival. They are numbered by how many came before them, evicted ones included: blocks are
// sealed in that order, and each knows which request a span came in (SpanBlock.arrival). Spans of one request are
// committed together, so that whoever has seen one of them has seen all.
import type { RunReader } from '../store/reader-face.ts';
import type { BlockSummary, SpanBlock } from '../store/span-block.ts';

/** A sealed block, or the head for what is still in the journal. */
export interface SpanPart {
  /** `undefined` for the head. */
  readonly summary: BlockSummary | undefined;
  /** Number of its first span to arrive. */
  readonly first: number;
  readonly count: number;
}

/** The last to arrive first; the head is always there. */
export function partsByArrival(reader: RunReader): readonly SpanPart[] {
  const head = { summary: undefined, first: reader.firstHeadSpan, count: reader.headSpans().count };
  const blocks = reader.spanBlocks().map((summary) => ({ summary, first: summary.first, count: summary.count }));
  return [head, ...blocks.toSorted((a, b) => b.first - a.first)];
}

/** 1 for the rows whose request was not complete when `seen` spans of the block were there, 0 for the others. */
export function rowsAfter({ arrival, count }: SpanBlock, seen: number): Uint8Array<ArrayBuffer> {
  const rows = new Uint8Array(count);
  if (seen <= 0) return rows.fill(1);
  const sizes = new Uint32Array(count);
  for (const request of arrival) sizes[request] = (sizes[request] as number) + 1;
  let first = 0;
  let complete = 0;
  while (first < count) {
    complete += sizes[first] as number;
    if (complete > seen) break;
    first += 1;
  }
  for (let row = 0; row < count; row++) rows[row] = (arrival[row] as number) >= first ? 1 : 0;
  return rows;
}

/** Of the rows that are 1, the last `most` to arrive, the very last first. Those of one request count by their ends. */
export function lastToArrive({ arrival, end }: SpanBlock, rows: Uint8Array, most: number): readonly number[] {
  const requests = new Map<number, number[]>();
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 0) continue;
    const request = arrival[row] as number;
    const known = requests.get(request);
    if (known === undefined) requests.set(request, [row]);
    else known.push(row);
  }
  const last: number[] = [];
  for (const request of [...requests.keys()].toSorted((a, b) => b - a)) {
    if (last.length >= most) break;
    const later = (a: number, b: number): number => {
      const [endA, endB] = [end[a] as bigint, end[b] as bigint];
      return endA === endB ? b - a : endA < endB ? 1 : -1;
    };
    last.push(...(requests.get(request) ?? []).toSorted(later).slice(0, most - last.length));
  }
  return last;
}
