// `/profiles/<n>?part=&view=&type=&by=&order=&inverted=&root=&colour=&focus=&...&base=&find=&at=&fn=&sort=&run=`: one
// profile. `type` is the name of a sample type; `focus`, `ignore`, `hide`, `show`, `showfrom`, `tagfocus`, `tagignore`, `tagroot`,
// `tagleaf` are pprof's options; `span` only samples of a span or trace (`<trace>-<span>`); `from` and `to` nanoseconds since its beginning; `base` the profile that it is compared with, as
// `<n>`, `<n>.<part>` or `<n>.<part>@<run>`; `at` the zoomed frame by its path; `fn` the name that sandwich, peek and source are about.
import { runId, type RunId } from '../../contract/ids.ts';
import type { ProfileDiffWidth } from '../../contract/profiles/flame.ts';
import {
  noProfileFilter,
  type ProfileFilter,
  type ProfileGrouping,
  type ProfileOrder,
} from '../../contract/profiles/view.ts';
import { href, runOf, type Params } from './href.ts';
import { profileNumber, profilesPath } from './profiles-route.ts';
import type { Place } from './router.ts';

export const profileTabs = [
  'flame',
  'sandwich',
  'top',
  'tree',
  'peek',
  'source',
  'labels',
  'goroutines',
  'series',
] as const;
export const profileGroupings = [
  'function',
  'file-function',
  'file',
  'line',
  'address',
  'package',
] as const satisfies ProfileGrouping[];
export const profileOrders = ['weight', 'name', 'time'] as const satisfies ProfileOrder[];
export const frameColours = ['package', 'self', 'kind'] as const;

export type ProfileTab = (typeof profileTabs)[number];

/** A profile to compare with, as an address has it. */
export interface BaseProfile {
  readonly profile: number;
  readonly part: number;
  /** `undefined`: of the same run. */
  readonly run: RunId | undefined;
}

export interface ProfilePlace {
  readonly run: RunId | undefined;
  readonly profile: number;
  readonly part: number;
  /** `undefined`: goroutines of a dump of them, else the flame graph. */
  readonly tab: ProfileTab | undefined;
  /** `undefined`: the one that the file wants shown first. */
  readonly type: string | undefined;
  readonly grouping: ProfileGrouping;
  readonly order: ProfileOrder;
  readonly inverted: boolean;
  /** Where outermost frames are. */
  readonly root: 'top' | 'bottom';
  readonly colour: (typeof frameColours)[number];
  readonly filter: ProfileFilter;
  readonly base: BaseProfile | undefined;
  readonly normalized: boolean;
  /** Differences in percent of their own profile, not in the profile's unit. */
  readonly relative: boolean;
  /** Widths of frames in a comparison. */
  readonly width: ProfileDiffWidth;
  readonly find: string;
  /** `find` is a regular expression; it looks at files, too. */
  readonly regex: boolean;
  readonly files: boolean;
  readonly at: string | undefined;
  readonly fn: string | undefined;
  /** The selected group of goroutines. */
  readonly group: string | undefined;
  /** Column that a table is sorted by, with `-` before it for descending. */
  readonly sort: string | undefined;
}

/** Names of the texts of a filter in addresses. */
const filterParams = [
  ['focus', 'focus'],
  ['ignore', 'ignore'],
  ['hide', 'hide'],
  ['show', 'show'],
  ['showFrom', 'showfrom'],
  ['collapse', 'collapse'],
  ['tagFocus', 'tagfocus'],
  ['tagIgnore', 'tagignore'],
  ['span', 'span'],
] as const satisfies readonly (readonly [keyof ProfileFilter, string])[];

export function profileLink(view: Pick<ProfilePlace, 'profile'> & Partial<ProfilePlace>): string {
  const { filter = noProfileFilter, base } = view;
  const or = (value: string | undefined, usual: string): string | undefined => (value === usual ? undefined : value);
  return href(`${profilesPath}/${view.profile}`, [
    ['part', or(view.part?.toString(), '0')],
    ['view', view.tab],
    ['type', view.type],
    ['by', or(view.grouping, 'function')],
    ['order', or(view.order, 'weight')],
    ['inverted', view.inverted === true ? '1' : undefined],
    ['root', or(view.root, 'top')],
    ['colour', or(view.colour, 'package')],
    ...filterParams.map(([field, name]): Params[number] => [name, filter[field]]),
    ['recursion', filter.mergeRecursion ? 'merged' : undefined],
    ...filter.tagRoot.map((key): Params[number] => ['tagroot', key]),
    ...filter.tagLeaf.map((key): Params[number] => ['tagleaf', key]),
    ['from', filter.from === undefined ? undefined : String(Math.round(filter.from))],
    ['to', filter.to === undefined ? undefined : String(Math.round(filter.to))],
    ['base', base === undefined ? undefined : baseText(base)],
    ['normalized', view.normalized === true ? '1' : undefined],
    ['relative', view.relative === true ? '1' : undefined],
    ['width', or(view.width, 'max')],
    ['find', view.find],
    ['regex', view.regex === true ? '1' : undefined],
    ['files', view.files === true ? '1' : undefined],
    ['at', view.at],
    ['fn', view.fn],
    ['group', view.group],
    ['sort', view.sort],
    ['run', view.run],
  ]);
}

/** `undefined` when the place is another page. Params that make no sense are ignored. */
export function parseProfileRoute({ path, search }: Pick<Place, 'path' | 'search'>): ProfilePlace | undefined {
  if (!path.startsWith(`${profilesPath}/`)) return undefined;
  const profile = profileNumber(path.slice(profilesPath.length + 1));
  if (profile === undefined) return undefined;
  const text = (name: string): string => search.get(name) ?? '';
  const one = <T extends string>(known: readonly T[], name: string, usual: T): T =>
    known.find((value) => value === search.get(name)) ?? usual;
  const filter = Object.fromEntries(filterParams.map(([field, name]) => [field, text(name)]));
  const base = parseBase(text('base'));
  return {
    run: runOf(search),
    profile,
    part: profileNumber(text('part')) ?? 0,
    tab: profileTabs.find((tab) => tab === search.get('view')),
    type: text('type') || undefined,
    grouping: one(profileGroupings, 'by', 'function'),
    order: one(profileOrders, 'order', 'weight'),
    inverted: text('inverted') === '1',
    root: one(['top', 'bottom'] as const, 'root', 'top'),
    colour: one(frameColours, 'colour', 'package'),
    filter: {
      ...noProfileFilter,
      ...filter,
      mergeRecursion: text('recursion') === 'merged',
      tagRoot: search.getAll('tagroot'),
      tagLeaf: search.getAll('tagleaf'),
      from: profileNumber(text('from')),
      to: profileNumber(text('to')),
    },
    base,
    normalized: base !== undefined && text('normalized') === '1',
    relative: base !== undefined && text('relative') === '1',
    width: one(['max', 'sum'] as const, 'width', 'max'),
    find: text('find'),
    regex: text('regex') === '1',
    files: text('files') === '1',
    at: text('at') || undefined,
    fn: text('fn') || undefined,
    group: text('group') || undefined,
    sort: text('sort') || undefined,
  };
}

export function baseText({ profile, part, run }: BaseProfile): string {
  return `${profile}${part === 0 && run === undefined ? '' : `.${part}`}${run === undefined ? '' : `@${run}`}`;
}

export function parseBase(text: string): BaseProfile | undefined {
  const found = /^(\d{1,15})(?:\.(\d{1,9}))?(?:@(.+))?$/.exec(text);
  if (found === null) return undefined;
  const [, profile, part = '0', run] = found;
  return { profile: Number(profile), part: Number(part), run: run === undefined ? undefined : runId(run) };
}
