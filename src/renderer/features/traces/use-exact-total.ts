// The exact number of traces that match, where a page of the list only says "at least": asked once the page is there, counted
// on beside everything else, and given up with the filter.
import type { RunId } from '../../../contract/ids.ts';
import type { TraceFilter, TraceListAnswer } from '../../../contract/traces.ts';
import { usePacedAnswer } from '../../data/use-paced-answer.ts';

/** Milliseconds between two counts while data streams in. */
const pace = 4000;

/** Undefined while it is not known. `page`: the newest answer about the same filter. */
export function useExactTotal(
  page: Pick<TraceListAnswer, 'total' | 'totalIsExact'> | undefined,
  about: { readonly run: RunId; readonly filter: TraceFilter } | undefined,
  live: boolean,
): number | undefined {
  const ask = page !== undefined && !page.totalIsExact;
  const request = ask && about !== undefined ? { run: about.run, filter: about.filter } : undefined;
  const count = usePacedAnswer('traces.count', request, pace, live);
  if (page === undefined || page.totalIsExact) return page?.total;
  // While the list streams, its own page may be the newer of the two.
  return count.data === undefined || count.isPlaceholderData ? undefined : Math.max(count.data.total, page.total);
}
