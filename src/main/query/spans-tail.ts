// spans.tail: what arrived since the last question, in order of arrival. Looks only at the blocks that are newer.
import type { SpanTailAnswer, SpanTailRequest } from '../../contract/spans.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import type { SpanBlock } from '../store/span-block.ts';
import { readWhere } from './search/read-where.ts';
import type { SearchContext } from './search/search-context.ts';
import { SpanSearch } from './search/span-search.ts';
import { lastToArrive, partsByArrival, rowsAfter } from './span-arrivals.ts';
import { TextList } from './text-list.ts';

interface Place {
  readonly block: SpanBlock;
  readonly row: number;
}

export function spansTail(
  reader: RunReader,
  context: SearchContext,
  request: SpanTailRequest,
  alive: Alive,
): SpanTailAnswer {
  const cursor = reader.refresh();
  const search = new SpanSearch(context, readWhere(request.where, 'spans'));
  const { after = 0, limit } = request;
  // The first question begins with what is there; nobody asked how much that is.
  const begins = request.after === undefined;
  const parts = partsByArrival(reader);
  const newest: Place[] = [];
  let skipped = 0;
  for (const { summary, first, count } of parts) {
    if (first + count <= after || (begins && newest.length === limit)) break;
    alive();
    if (summary !== undefined && !search.mayMatch(summary)) continue;
    const block = summary === undefined ? reader.headSpans() : reader.openSpanBlock(summary.block);
    const rows = search.rowsOf(block, alive, rowsAfter(block, after - first));
    const last = lastToArrive(block, rows, limit - newest.length);
    for (const row of last) newest.push({ block, row });
    skipped += rows.reduce((sum, one) => sum + one, 0) - last.length;
  }
  const [head] = parts;
  const oldest = parts.at(-1)?.first ?? 0;
  return {
    ...columnsOf(reader, newest.toReversed()),
    next: head === undefined ? 0 : head.first + head.count,
    skipped: begins ? 0 : skipped,
    evicted: begins ? 0 : Math.max(0, oldest - after),
    cursor,
  };
}

function columnsOf(
  reader: RunReader,
  places: readonly Place[],
): Omit<SpanTailAnswer, 'next' | 'skipped' | 'evicted' | 'cursor'> {
  const rows = places.length;
  const texts = new TextList();
  const columns = {
    start: new BigUint64Array(rows),
    end: new BigUint64Array(rows),
    duration: new BigUint64Array(rows),
    kind: new Uint8Array(rows),
    status: new Uint8Array(rows),
    failed: new Uint8Array(rows),
    name: new Uint32Array(rows),
    statusMessage: new Uint32Array(rows),
    service: new Uint32Array(rows),
    scope: new Uint32Array(rows),
    traceIds: new Uint8Array(16 * rows),
    spanIds: new Uint8Array(8 * rows),
    parentIds: new Uint8Array(8 * rows),
  };
  places.forEach(({ block, row }, i) => {
    const end = block.end[row] as bigint;
    const sent = block.start[row] as bigint;
    const start = sent === 0n ? end : sent;
    columns.start[i] = start;
    columns.end[i] = end;
    columns.duration[i] = end > start ? end - start : 0n;
    columns.kind[i] = block.kind[row] as number;
    columns.status[i] = block.statusCode[row] as number;
    columns.failed[i] = block.failed[row] as number;
    columns.name[i] = texts.of(block.strings.text(block.name[row] as number));
    columns.statusMessage[i] = texts.of(block.strings.text(block.statusMessage[row] as number));
    columns.service[i] = texts.of(reader.serviceName(reader.serviceOfResource(block.resource[row] as number)));
    columns.scope[i] = texts.of(reader.scope(block.scope[row] as number).name);
    const trace = 16 * (block.trace[row] as number);
    columns.traceIds.set(block.traceIds.subarray(trace, trace + 16), 16 * i);
    columns.spanIds.set(block.spanIds.subarray(8 * row, 8 * row + 8), 8 * i);
    columns.parentIds.set(block.parentIds.subarray(8 * row, 8 * row + 8), 8 * i);
  });
  return { rows, ...columns, texts: texts.all };
}
