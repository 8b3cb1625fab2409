// `/compare?kind=groups&left=<run>&leftFrom=&leftTo=&right=<run>&rightFrom=&rightTo=&where=&sort=&at=`: two groups
// of traces, each of a run and a time, with the same search on both sides.
import { runId, type RunId } from '../../contract/ids.ts';
import { isoOfUnixNanos, unixNanosOfIso } from '../../contract/iso-time.ts';
import type { UnixNanos } from '../../contract/time.ts';
import { comparePath } from './compare-route.ts';
import { href } from './href.ts';
import type { Place } from './router.ts';

export interface GroupSide {
  readonly run: RunId;
  readonly from: UnixNanos | undefined;
  readonly to: UnixNanos | undefined;
}

export const groupOrders = ['self', 'p50', 'p99', 'errors', 'spans', 'name'] as const;
/** By what operations differ most; `name` is the alphabet. */
export type GroupOrder = (typeof groupOrders)[number];

export interface GroupsComparison {
  readonly left: GroupSide;
  readonly right: GroupSide;
  /** Search text; empty for all traces. */
  readonly where: string;
  readonly order: GroupOrder;
  /** `service` and `name` of the chosen operation. */
  readonly at: readonly [service: string, name: string] | undefined;
}

export function compareGroupsLink(view: Pick<GroupsComparison, 'left' | 'right'> & Partial<GroupsComparison>): string {
  const { left, right, where, order = 'self', at } = view;
  const time = (value: UnixNanos | undefined): string | undefined =>
    value === undefined ? undefined : isoOfUnixNanos(value);
  return href(comparePath, [
    ['kind', 'groups'],
    ['left', left.run],
    ['leftFrom', time(left.from)],
    ['leftTo', time(left.to)],
    ['right', right.run],
    ['rightFrom', time(right.from)],
    ['rightTo', time(right.to)],
    ['where', where],
    ['sort', order === 'self' ? undefined : order],
    ['at', at === undefined ? undefined : JSON.stringify(at)],
  ]);
}

/** `undefined` when the place is another page or does not name two runs. */
export function parseCompareGroups({ path, search }: Pick<Place, 'path' | 'search'>): GroupsComparison | undefined {
  const text = (name: string): string | undefined => search.get(name) || undefined;
  const side = (name: 'left' | 'right'): GroupSide | undefined => {
    const run = text(name);
    if (run === undefined) return undefined;
    return {
      run: runId(run),
      from: unixNanosOfIso(search.get(`${name}From`) ?? ''),
      to: unixNanosOfIso(search.get(`${name}To`) ?? ''),
    };
  };
  const [left, right] = [side('left'), side('right')];
  if (path !== comparePath || search.get('kind') !== 'groups' || left === undefined || right === undefined)
    return undefined;
  return {
    left,
    right,
    where: search.get('where') ?? '',
    order: groupOrders.find((order) => order === search.get('sort')) ?? 'self',
    at: operationOf(search.get('at') ?? ''),
  };
}

function operationOf(text: string): GroupsComparison['at'] {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value) || value.length !== 2) return undefined;
    const [service, name]: unknown[] = value;
    return typeof service === 'string' && typeof name === 'string' ? [service, name] : undefined;
  } catch {
    return undefined;
  }
}
