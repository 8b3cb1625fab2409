// `/profiles?service=&kind=&series=&flat=&find=&from=&to=&profile=&run=`: the profiles of a run. `from` and `to` are Unix
// nanoseconds, both or none; `series` shows only what was captured of one service again and again, and `flat=1` lists each of
// them where usually only the newest is; `profile` is the selected one.
import type { RunId } from '../../contract/ids.ts';
import { profileKinds, type ProfileKind } from '../../contract/profiles/kinds.ts';
import { unixNanos, type UnixNanos } from '../../contract/time.ts';
import { href, runOf } from './href.ts';
import type { Place } from './router.ts';

export const profilesPath = '/profiles';

export interface ProfilesListView {
  readonly run: RunId | undefined;
  readonly service: string | undefined;
  readonly kind: ProfileKind | undefined;
  readonly find: string;
  readonly range: { readonly from: UnixNanos; readonly to: UnixNanos } | undefined;
  readonly series: string | undefined;
  /** All profiles of a series are listed, not only the newest. */
  readonly flat: boolean;
  readonly selected: number | undefined;
}

export function profilesLink(view: Partial<ProfilesListView> = {}): string {
  const { run, service, kind, series, flat = false, find, range, selected } = view;
  return href(profilesPath, [
    ['service', service],
    ['kind', kind],
    ['series', series],
    ['flat', flat ? '1' : undefined],
    ['find', find],
    ['from', range?.from.toString()],
    ['to', range?.to.toString()],
    ['profile', selected?.toString()],
    ['run', run],
  ]);
}

/** `undefined` when the place is another page. Params that make no sense are ignored. */
export function parseProfilesRoute({ path, search }: Pick<Place, 'path' | 'search'>): ProfilesListView | undefined {
  if (path !== profilesPath) return undefined;
  const [from, to] = [nanosOf(search.get('from')), nanosOf(search.get('to'))];
  return {
    run: runOf(search),
    service: search.get('service') ?? undefined,
    kind: profileKinds.find((kind) => kind === search.get('kind')),
    find: search.get('find') ?? '',
    range: from !== undefined && to !== undefined && to > from ? { from, to } : undefined,
    series: search.get('series') || undefined,
    flat: search.get('flat') === '1',
    selected: profileNumber(search.get('profile') ?? ''),
  };
}

/** Profiles are numbered from 1 in their run. */
export function profileNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function nanosOf(text: string | null): UnixNanos | undefined {
  return text !== null && /^\d{1,19}$/.test(text) ? unixNanos(BigInt(text)) : undefined;
}
