// traces.list: one page of the trace list, newest first.
import type { TraceListAnswer, TraceListRequest } from '../../contract/traces.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import { summaryOf } from './trace-summary.ts';
import type { TraceSearch } from './trace-search.ts';

export function tracesList(
  reader: RunReader,
  search: TraceSearch,
  request: Omit<TraceListRequest, 'run'>,
  alive: Alive,
): TraceListAnswer {
  const cursor = reader.refresh();
  const page = search.page(request.filter, request.offset, request.limit, cursor, alive);
  const rows = page.traces.map((trace) => summaryOf(search.statements, trace)).filter((row) => row !== undefined);
  return { rows, total: page.total, totalIsExact: page.exact, cursor };
}
