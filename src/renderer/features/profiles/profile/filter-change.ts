// What the actions on a frame do to the filter of a profile. Pure.
import type { ProfileFilter } from '../../../../contract/profiles/view.ts';

export type FrameAction = 'focus' | 'ignore' | 'hide' | 'showFrom' | 'collapse';

/** Matches exactly this name, in RE2's dialect. */
export function exactly(name: string): string {
  return `^${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`;
}

/** Focus and show from are about one frame; what is ignored, hidden or collapsed adds up. */
export function withAction(filter: ProfileFilter, action: FrameAction, name: string): ProfileFilter {
  const wanted = exactly(name);
  if (action === 'focus' || action === 'showFrom') return { ...filter, [action]: wanted };
  const before = filter[action];
  return { ...filter, [action]: before === '' ? wanted : `${before}|${wanted}` };
}

export interface FilterWord {
  readonly field: keyof ProfileFilter;
  readonly title: string;
  /** What it does, for those who do not know pprof. */
  readonly hint: string;
}

/** The texts of a filter in the order in which they are shown. */
export const filterWords = [
  { field: 'focus', title: 'Focus', hint: 'Only stacks with a frame that matches' },
  { field: 'ignore', title: 'Ignore', hint: 'Without stacks that have a frame that matches' },
  { field: 'hide', title: 'Hide', hint: 'Frames that match are taken out of their stacks' },
  { field: 'show', title: 'Show', hint: 'Only frames that match' },
  { field: 'showFrom', title: 'Show from', hint: 'Stacks begin at the first frame that matches' },
  { field: 'collapse', title: 'Collapse', hint: 'Frames that match keep what they call to themselves' },
  {
    field: 'tagFocus',
    title: 'Label focus',
    hint: 'Only samples with a label that matches: key=expression, key=10ms:20ms',
  },
  { field: 'tagIgnore', title: 'Label ignore', hint: 'Without samples that have a label that matches' },
  { field: 'span', title: 'Span', hint: 'Only samples of this span or trace, by id' },
] as const satisfies readonly FilterWord[];

export function isFiltered(filter: ProfileFilter): boolean {
  return (
    filterWords.some(({ field }) => filter[field] !== '') ||
    filter.mergeRecursion ||
    filter.tagRoot.length > 0 ||
    filter.tagLeaf.length > 0 ||
    filter.from !== undefined ||
    filter.to !== undefined
  );
}
