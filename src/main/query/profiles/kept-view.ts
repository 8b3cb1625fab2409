// Views of profiles, kept by the worker: pages that show one view in several ways share it.
import { ContractError } from '../../../contract/errors.ts';
import type { Profile, SampleType } from '../../../contract/profiles/profile.ts';
import type { ProfileFilter, ProfileGrouping, ProfileRef } from '../../../contract/profiles/view.ts';
import { RegexError } from '../promql/regex/regex-tree.ts';
import type { ProfileLibrary } from './profile-library.ts';
import { viewOf, type StackView } from './view/view-of.ts';

/** The key of a view, the beginning of keys of what is made of it. */
export function viewKey(
  library: ProfileLibrary,
  ref: ProfileRef,
  filter: ProfileFilter,
  grouping: ProfileGrouping,
): string {
  return JSON.stringify([library.contentOf(ref), ref.part, grouping, filter]);
}

/** Throws ContractError, `bad-request` for an expression that cannot be read. */
export function keptView(
  library: ProfileLibrary,
  ref: ProfileRef,
  filter: ProfileFilter,
  grouping: ProfileGrouping,
): StackView {
  const make = (): StackView => {
    try {
      return viewOf(library.profile(ref), filter, grouping, { alive: library.alive });
    } catch (cause) {
      if (cause instanceof RegexError) throw new ContractError('bad-request', cause.message);
      throw cause;
    }
  };
  return library.keep(`view ${viewKey(library, ref, filter, grouping)}`, make, heldBytes);
}

/** The sample type with this index; throws ContractError `bad-request` where there is none. */
export function sampleTypeOf(profile: Profile, type: number): SampleType {
  const one = profile.sampleTypes[type];
  if (one !== undefined) return one;
  throw new ContractError(
    'bad-request',
    `The profile has ${profile.sampleTypes.length} sample types; there is no number ${type}.`,
  );
}

function heldBytes({ count, sampleNode, keys }: StackView): number {
  return count * 9 + sampleNode.length * 4 + keys.count * 16;
}
