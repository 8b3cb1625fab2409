import { describe, expect, it } from 'vitest';
import { runId } from '../../../../src/contract/ids.ts';
import { noProfileFilter } from '../../../../src/contract/profiles/view.ts';
import { unixNanos } from '../../../../src/contract/time.ts';
import {
  parseBase,
  parseProfileRoute,
  profileLink,
  type ProfilePlace,
} from '../../../../src/renderer/routes/profile-route.ts';
import {
  parseProfilesRoute,
  profilesLink,
  type ProfilesListView,
} from '../../../../src/renderer/routes/profiles-route.ts';

const placeOf = (link: string) => {
  const url = new URL(link, 'http://here');
  return { path: url.pathname, search: url.searchParams };
};

const list: ProfilesListView = {
  run: undefined,
  service: undefined,
  kind: undefined,
  series: undefined,
  flat: false,
  find: '',
  range: undefined,
  selected: undefined,
};
const one: ProfilePlace = {
  run: undefined,
  profile: 7,
  part: 0,
  tab: undefined,
  type: undefined,
  grouping: 'function',
  order: 'weight',
  inverted: false,
  root: 'top',
  colour: 'package',
  filter: noProfileFilter,
  base: undefined,
  normalized: false,
  relative: false,
  width: 'max',
  find: '',
  regex: false,
  files: false,
  at: undefined,
  fn: undefined,
  group: undefined,
  sort: undefined,
};

describe('addresses of profiles', () => {
  it('bring back the list as it was', () => {
    const range = { from: unixNanos(1_768_469_400_000_000_001n), to: unixNanos(1_768_469_500_000_000_000n) };
    for (const view of [
      list,
      { ...list, kind: 'heap' as const, service: 'a b', find: 'x', range, selected: 3, series: 's', flat: true },
    ])
      expect(parseProfilesRoute(placeOf(profilesLink(view)))).toEqual(view);
    expect(parseProfilesRoute(placeOf('/profiles?kind=odd&from=9&to=3&profile=x'))).toEqual(list);
  });

  it('bring back one profile with all that is chosen', () => {
    const filter = {
      ...noProfileFilter,
      focus: '^a\\.b$',
      showFrom: 'x|y',
      tagFocus: 'k=1',
      tagRoot: ['a', 'b'],
      from: 5,
    };
    const base = { profile: 3, part: 2, run: runId('other run') };
    for (const place of [
      one,
      { ...one, run: runId('r'), part: 1, tab: 'top' as const, type: 'inuse_space', grouping: 'line' as const, filter },
      { ...one, base, normalized: true, relative: true, width: 'sum' as const, find: 'a&b', regex: true, files: true },
      { ...one, base: { ...base, run: undefined }, at: 'x7', fn: 'main.(*T).f', sort: '-cum', root: 'bottom' as const },
    ])
      expect(parseProfileRoute(placeOf(profileLink(place)))).toEqual(place);
  });

  it('ignore what makes no sense', () => {
    expect(parseProfileRoute(placeOf('/profiles/7?part=x&view=odd&by=odd&base=x&normalized=1&from=-1'))).toEqual(one);
    expect(parseProfileRoute(placeOf('/profiles/seven'))).toBeUndefined();
    expect(parseBase('12')).toEqual({ profile: 12, part: 0, run: undefined });
  });
});
