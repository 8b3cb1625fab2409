// A profile as its page shows it first: all of it, by function, the widest first.
import { noProfileFilter, type ProfileRef, type ProfileView } from '../../../src/contract/profiles/view.ts';

/** @param type index of the sample type */
export function wholeView({ run, profile, part = 0 }: Omit<ProfileRef, 'part'> & Partial<ProfileRef>, type = 0) {
  return {
    run,
    profile,
    part,
    type,
    grouping: 'function',
    order: 'weight',
    inverted: false,
    filter: noProfileFilter,
    normalized: false,
  } as const satisfies ProfileView;
}
