// `/traces?service=&operation=&min=100ms&max=1.5s&errors=1&attr=key=value&q=&from=&to=&run=`
// Everything the trace list shows can be restored from its address. `attr` may repeat; the key ends at the first
// `=` that is not escaped as `%3D` inside the value, i.e. keys with `=` are written percent-encoded once more.
import { durationParam, parseDuration } from '../../contract/duration-text.ts';
import type { RunId } from '../../contract/ids.ts';
import { isoOfUnixNanos, unixNanosOfIso } from '../../contract/iso-time.ts';
import type { TraceFilter } from '../../contract/traces.ts';
import { href, runOf } from './href.ts';
import type { Place } from './router.ts';

export interface TracesView {
  readonly run: RunId | undefined;
  readonly filter: TraceFilter;
}

export const tracesPath = '/traces';

export function tracesLink(view: Partial<TracesView> = {}): string {
  const filter = view.filter ?? {};
  return href(tracesPath, [
    ['service', filter.service],
    ['operation', filter.operation],
    ['min', filter.minDuration === undefined ? undefined : durationParam(filter.minDuration)],
    ['max', filter.maxDuration === undefined ? undefined : durationParam(filter.maxDuration)],
    ['errors', filter.errors === undefined ? undefined : filter.errors ? '1' : '0'],
    ...(filter.attributes ?? []).map(({ key, value }) => ['attr', attributeParam(key, value)] as const),
    ['q', filter.text],
    ['from', filter.from === undefined ? undefined : isoOfUnixNanos(filter.from)],
    ['to', filter.to === undefined ? undefined : isoOfUnixNanos(filter.to)],
    ['run', view.run],
  ]);
}

/** `undefined` when the place is another page. Params that make no sense are ignored. */
export function parseTracesRoute(place: Pick<Place, 'path' | 'search'>): TracesView | undefined {
  if (place.path !== tracesPath) return undefined;
  return { run: runOf(place.search), filter: parseFilter(place.search) };
}

function parseFilter(search: URLSearchParams): TraceFilter {
  const text = (name: string): string | undefined => search.get(name) || undefined;
  const duration = (name: string) => parseDuration(search.get(name) ?? '');
  const time = (name: string) => unixNanosOfIso(search.get(name) ?? '');
  const errors = search.get('errors');
  const attributes = search.getAll('attr').flatMap((param) => parseAttributeParam(param) ?? []);
  return withoutUndefined({
    service: text('service'),
    operation: text('operation'),
    minDuration: duration('min'),
    maxDuration: duration('max'),
    errors: errors === '1' ? true : errors === '0' ? false : undefined,
    attributes: attributes.length > 0 ? attributes : undefined,
    text: text('q'),
    from: time('from'),
    to: time('to'),
  });
}

/** A filter without keys that are undefined, so that equal filters compare equal. */
export function withoutUndefined(filter: TraceFilter): TraceFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) satisfies TraceFilter;
}

function attributeParam(key: string, value: string): string {
  return `${key.replaceAll('%', '%25').replaceAll('=', '%3D')}=${value}`;
}

function parseAttributeParam(param: string): { key: string; value: string } | undefined {
  const at = param.indexOf('=');
  if (at <= 0) return undefined;
  const key = param.slice(0, at).replaceAll('%3D', '=').replaceAll('%25', '%');
  return { key, value: param.slice(at + 1) };
}
