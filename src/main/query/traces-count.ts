// traces.count: how many traces match a filter, exactly.
import type { TraceFilter } from '../../contract/traces.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import type { TraceSearch } from './trace-search.ts';

export function tracesCount(
  reader: RunReader,
  search: TraceSearch,
  { filter }: { readonly filter: TraceFilter },
  alive: Alive,
): { readonly total: number; readonly cursor: number } {
  const cursor = reader.refresh();
  return { total: search.count(filter, cursor, alive), cursor };
}
