// `/logs?where=&from=&to=&view=&pattern=&record=&around=&of=&run=`: the log records that match, one of them selected, as
// a list, as patterns with one of them chosen, or the neighbours of one record. `record` and `around` are places in the
// run (LogSequence).
import { isoOfUnixNanos, unixNanosOfIso } from '../../contract/iso-time.ts';
import type { RunId } from '../../contract/ids.ts';
import type { UnixNanos } from '../../contract/time.ts';
import { href, runOf } from './href.ts';
import type { Place } from './router.ts';

/** Whose records count as neighbours. */
export const neighbourKinds = ['resource', 'service', 'all'] as const;
export type Neighbours = (typeof neighbourKinds)[number];

export interface LogsView {
  readonly run: RunId | undefined;
  /** Search text; empty for all. */
  readonly where: string;
  readonly from: UnixNanos | undefined;
  readonly to: UnixNanos | undefined;
  readonly view: 'list' | 'patterns';
  /** The chosen one of the patterns, in no other view; the empty one is that of records without a message. */
  readonly pattern: string | undefined;
  readonly record: number | undefined;
  /** The record whose neighbours are shown instead of the list. */
  readonly around: number | undefined;
  readonly of: Neighbours;
}

/** Stands for the empty pattern, because parameters without a value are left out. */
const noMessage = '""';

export const logsPath = '/logs';

export function logsLink(view: Partial<LogsView> = {}): string {
  return href(logsPath, [
    ['where', view.where],
    ['from', view.from === undefined ? undefined : isoOfUnixNanos(view.from)],
    ['to', view.to === undefined ? undefined : isoOfUnixNanos(view.to)],
    ['view', view.view === 'list' ? undefined : view.view],
    ['pattern', view.view !== 'patterns' ? undefined : view.pattern === '' ? noMessage : view.pattern],
    ['record', view.record?.toString()],
    ['around', view.around?.toString()],
    ['of', view.of === 'resource' ? undefined : view.of],
    ['run', view.run],
  ]);
}

/** `undefined` when the place is another page. Params that make no sense are ignored. */
export function parseLogsRoute(place: Pick<Place, 'path' | 'search'>): LogsView | undefined {
  if (place.path !== logsPath) return undefined;
  const { search } = place;
  const view = search.get('view') === 'patterns' ? 'patterns' : 'list';
  const pattern = (view === 'patterns' && search.get('pattern')) || undefined;
  return {
    run: runOf(search),
    where: search.get('where') ?? '',
    from: unixNanosOfIso(search.get('from') ?? ''),
    to: unixNanosOfIso(search.get('to') ?? ''),
    view,
    pattern: pattern === noMessage ? '' : pattern,
    record: sequenceOf(search.get('record')),
    around: sequenceOf(search.get('around')),
    of: neighbourKinds.find((kind) => kind === search.get('of')) ?? 'resource',
  };
}

function sequenceOf(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
