// `/map?last=15m&from=&to=&at=<participant or calls>&run=`: the service map of a run, of all of it, of its last minutes,
// or of a stretch of time, perhaps with something selected.
import { durationParam, parseDuration } from '../../contract/duration-text.ts';
import type { RunId } from '../../contract/ids.ts';
import { isoOfUnixNanos, unixNanosOfIso } from '../../contract/iso-time.ts';
import type { DurationNanos, UnixNanos } from '../../contract/time.ts';
import { href, runOf } from './href.ts';
import type { Place } from './router.ts';

export const mapPath = '/map';

export interface MapView {
  readonly run: RunId | undefined;
  /** Back from the last call of the run; not together with `from` and `to`. */
  readonly last: DurationNanos | undefined;
  readonly from: UnixNanos | undefined;
  readonly to: UnixNanos | undefined;
  /** Id of a box or an arrow of the graph. */
  readonly at: string | undefined;
}

export function mapLink(view: Partial<MapView> = {}): string {
  const { run, last, from, to, at } = view;
  return href(mapPath, [
    ['last', last === undefined ? undefined : durationParam(last)],
    ['from', from === undefined ? undefined : isoOfUnixNanos(from)],
    ['to', to === undefined ? undefined : isoOfUnixNanos(to)],
    ['at', at],
    ['run', run],
  ]);
}

/** `undefined` when the place is another page. Params that make no sense are ignored. */
export function parseMapRoute({ path, search }: Pick<Place, 'path' | 'search'>): MapView | undefined {
  if (path !== mapPath) return undefined;
  const from = unixNanosOfIso(search.get('from') ?? '');
  const to = unixNanosOfIso(search.get('to') ?? '');
  const last = parseDuration(search.get('last') ?? '');
  return {
    run: runOf(search),
    last: from === undefined && to === undefined && last !== undefined && last > 0n ? last : undefined,
    from,
    to,
    at: search.get('at') || undefined,
  };
}
