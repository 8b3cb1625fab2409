// trace.find: the spans of one trace that fulfil a search.
import type { TraceId } from '../../contract/ids.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import { readWhere } from './search/read-where.ts';
import type { SearchContext } from './search/search-context.ts';
import { SpanSearch } from './search/span-search.ts';
import { partsOfTrace } from './trace-get.ts';

/** Ids (8 bytes each), blocks oldest first. An empty search finds nothing. */
export function traceFind(
  reader: RunReader,
  context: SearchContext,
  request: { readonly traceId: TraceId; readonly where: string },
  alive: Alive,
): { readonly spanIds: Uint8Array } {
  reader.refresh();
  const where = readWhere(request.where, 'spans');
  const parts = partsOfTrace(reader, request.traceId);
  if (where.kind === 'all') return { spanIds: new Uint8Array(0) };
  const search = new SpanSearch(context, where);
  const found: Uint8Array[] = [];
  for (const { block, rows } of parts) {
    alive();
    const wanted = new Uint8Array(block.count);
    for (const row of rows) wanted[row] = 1;
    const hits = search.rowsOf(block, alive, wanted);
    for (const row of rows) if (hits[row] === 1) found.push(block.spanIds.subarray(8 * row, 8 * row + 8));
  }
  const spanIds = new Uint8Array(8 * found.length);
  found.forEach((id, i) => spanIds.set(id, 8 * i));
  return { spanIds };
}
