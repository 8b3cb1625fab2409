// The same page about another run: filters stay, times and a single trace do not, since they belong to their run.
import type { RunId } from '../../contract/ids.ts';
import type { Place } from '../routes/router.ts';
import { isComparePath } from '../routes/compare-route.ts';
import { parseTraceRoute } from '../routes/trace-route.ts';
import { parseTracesRoute, tracesLink } from '../routes/traces-route.ts';
import { href } from '../routes/href.ts';

export function hrefForRun(place: Pick<Place, 'path' | 'search'>, run: RunId | undefined): string {
  const traces = parseTracesRoute(place);
  if (traces !== undefined) {
    const { from: _, to: __, ...filter } = traces.filter;
    return tracesLink({ filter, run });
  }
  if (parseTraceRoute(place) !== undefined || isComparePath(place)) return tracesLink({ run });
  return href(place.path, [['run', run]]);
}
