// Whether a search for traces has to look at spans, or is answered by the small tables alone.
import { readSearch } from '../../../contract/search/check.ts';
import { splitSearch } from './trace-split.ts';

/** false as well for a text that is no search. */
export function needsSpans(where: string): boolean {
  const read = readSearch(where, 'spans');
  return read.kind === 'ok' && splitSearch(read.search).ofSpans !== undefined;
}
