// `/traces?where=...&from=&to=&run=`: everything the trace list shows can be restored from its address. `where` is a search
// text (docs/search-language.md). Addresses of the first versions had a param per condition (service, operation, min, max,
// errors, attr, q); they are read as the text that says the same.
import { durationParam, parseDuration } from '../../contract/duration-text.ts';
import type { RunId } from '../../contract/ids.ts';
import { isoOfUnixNanos, unixNanosOfIso } from '../../contract/iso-time.ts';
import { condition, printSearch } from '../../contract/search/print.ts';
import type { UnixNanos } from '../../contract/time.ts';
import { href, runOf } from './href.ts';
import type { Place } from './router.ts';

/** Which traces are listed. */
export interface TraceSearch {
  /** Search text as it is written, perhaps wrong; empty for all. */
  readonly where: string;
  /** Trace start within [from, to]. */
  readonly from?: UnixNanos | undefined;
  readonly to?: UnixNanos | undefined;
}

export interface TracesView {
  readonly run: RunId | undefined;
  readonly filter: TraceSearch;
}

export const tracesPath = '/traces';
export const allTraces: TraceSearch = { where: '' };

export function tracesLink(view: { readonly run?: RunId | undefined; readonly filter?: TraceSearch } = {}): string {
  const { where, from, to } = view.filter ?? allTraces;
  return href(tracesPath, [
    ['where', where],
    ['from', from === undefined ? undefined : isoOfUnixNanos(from)],
    ['to', to === undefined ? undefined : isoOfUnixNanos(to)],
    ['run', view.run],
  ]);
}

/** `undefined` when the place is another page. Params that make no sense are ignored. */
export function parseTracesRoute(place: Pick<Place, 'path' | 'search'>): TracesView | undefined {
  if (place.path !== tracesPath) return undefined;
  const { search } = place;
  const from = unixNanosOfIso(search.get('from') ?? '');
  const to = unixNanosOfIso(search.get('to') ?? '');
  return {
    run: runOf(search),
    filter: {
      where: search.get('where') ?? formerConditions(search).join(' and '),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    },
  };
}

function formerConditions(search: URLSearchParams): readonly string[] {
  const equal = (name: string, field: string): readonly string[] =>
    (search.get(name) ?? '') === '' ? [] : [condition(field, '=', search.get(name) ?? '', true)];
  const bound = (name: string, operator: '>=' | '<='): readonly string[] => {
    const duration = parseDuration(search.get(name) ?? '');
    return duration === undefined ? [] : [`trace.duration ${operator} ${durationParam(duration)}`];
  };
  const errors = { '1': ['trace.errors > 0'], '0': ['trace.errors = 0'] }[search.get('errors') ?? ''] ?? [];
  const text = search.get('q') ?? '';
  return [
    ...equal('service', 'service'),
    ...equal('operation', 'name'),
    ...bound('min', '>='),
    ...bound('max', '<='),
    ...errors,
    ...search.getAll('attr').flatMap(attributeCondition),
    ...(text === '' ? [] : [printSearch({ kind: 'text', text, at: { from: 0, to: 0 } })]),
  ];
}

/** `key=value`; a `=` or `%` in the key was percent-encoded once more. */
function attributeCondition(param: string): readonly string[] {
  const at = param.indexOf('=');
  if (at <= 0) return [];
  const key = param.slice(0, at).replaceAll('%3D', '=').replaceAll('%25', '%');
  return [condition(key, '=', param.slice(at + 1))];
}
