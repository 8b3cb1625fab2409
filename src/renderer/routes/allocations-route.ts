// `/profiles/<n>/allocations?tab=&metric=&by=&from=&find=&node=&question=&sort=&self=&base=&column=&stacks=&run=`: the program
// points of a DHAT file. `metric` is a name of `allocationMetrics`; `by=function` merges lines; `from=entry` looks from the
// program's entry; `find` keeps points whose stack has the text; `node` is the selected node of that tree; `base` the profile
// that is compared with, as `<n>` or `<n>@<run>`.
import { runId, type RunId } from '../../contract/ids.ts';
import { allocationMetrics, defaultAllocationMetric } from '../../contract/profiles/allocation-metric.ts';
import {
  allocationQuestions,
  allocationColumnNames,
  type AllocationColumn,
  type AllocationQuestion,
  type AllocationView,
} from '../../contract/profiles/allocations.ts';
import { href, runOf } from './href.ts';
import { profileNumber, profilesPath } from './profiles-route.ts';
import type { Place } from './router.ts';

export const allocationTabs = ['tree', 'questions', 'functions', 'compare'] as const;

export interface AllocationsPlace {
  readonly run: RunId | undefined;
  readonly profile: number;
  readonly tab: (typeof allocationTabs)[number];
  /** A place in `allocationMetrics`. */
  readonly metric: number;
  readonly frames: AllocationView['frames'];
  readonly from: AllocationView['from'];
  readonly find: string;
  readonly node: number | undefined;
  readonly question: AllocationQuestion;
  readonly sort: AllocationColumn;
  /** Functions by what they allocate themselves, not with what they call. */
  readonly self: boolean;
  readonly base: { readonly profile: number; readonly run: RunId | undefined } | undefined;
  /** What is compared, and by whole stacks or by functions. */
  readonly column: AllocationColumn;
  readonly stacks: boolean;
}

export function allocationsLink(view: Pick<AllocationsPlace, 'profile'> & Partial<AllocationsPlace>): string {
  const { base, metric = defaultAllocationMetric } = view;
  const or = (value: string | undefined, usual: string): string | undefined => (value === usual ? undefined : value);
  return href(`${profilesPath}/${view.profile}/allocations`, [
    ['tab', or(view.tab, 'tree')],
    ['metric', metric === defaultAllocationMetric ? undefined : allocationMetrics[metric]?.name],
    ['by', or(view.frames, 'line')],
    ['from', or(view.from, 'allocation')],
    ['find', view.find],
    ['node', view.node?.toString()],
    ['question', or(view.question, 'leaks')],
    ['sort', or(view.sort, 'totalBytes')],
    ['self', view.self === true ? '1' : undefined],
    ['base', base === undefined ? undefined : `${base.profile}${base.run === undefined ? '' : `@${base.run}`}`],
    ['column', or(view.column, 'totalBytes')],
    ['stacks', view.stacks === false ? '0' : undefined],
    ['run', view.run],
  ]);
}

/** `undefined` when the place is another page. Params that make no sense are ignored. */
export function parseAllocationsRoute({ path, search }: Pick<Place, 'path' | 'search'>): AllocationsPlace | undefined {
  const found = /^\/profiles\/(\d{1,15})\/allocations$/.exec(path);
  const profile = profileNumber(found?.[1] ?? '');
  if (profile === undefined) return undefined;
  const text = (name: string): string => search.get(name) ?? '';
  const one = <T extends string>(known: readonly T[], name: string, usual: T): T =>
    known.find((value) => value === search.get(name)) ?? usual;
  const metric = allocationMetrics.findIndex(({ name }) => name === text('metric'));
  const [, base, baseRun] = /^(\d{1,15})(?:@(.+))?$/.exec(text('base')) ?? [];
  return {
    run: runOf(search),
    profile,
    tab: one(allocationTabs, 'tab', 'tree'),
    metric: metric < 0 ? defaultAllocationMetric : metric,
    frames: one(['line', 'function'] as const, 'by', 'line'),
    from: one(['allocation', 'entry'] as const, 'from', 'allocation'),
    find: text('find'),
    node: /^-?\d{1,9}$/.test(text('node')) ? Number(text('node')) : undefined,
    question: one(allocationQuestions, 'question', 'leaks'),
    sort: one(allocationColumnNames, 'sort', 'totalBytes'),
    self: text('self') === '1',
    base:
      base === undefined
        ? undefined
        : { profile: Number(base), run: baseRun === undefined ? undefined : runId(baseRun) },
    column: one(allocationColumnNames, 'column', 'totalBytes'),
    stacks: text('stacks') !== '0',
  };
}
