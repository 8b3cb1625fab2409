// The profile that a view is of: itself, or what it has more or less than its base.
import { ContractError } from '../../../contract/errors.ts';
import type { Profile } from '../../../contract/profiles/profile.ts';
import type { ProfileView } from '../../../contract/profiles/view.ts';
import { RegexError } from '../promql/regex/regex-tree.ts';
import { subtractProfile } from './join/subtract-profile.ts';
import type { ProfileLibrary } from './profile-library.ts';

/** Throws ContractError, `bad-request` where the two measure different things. */
export function comparedProfile(library: ProfileLibrary, view: ProfileView): Profile {
  const profile = library.profile(view);
  const { base, normalized } = view;
  if (base === undefined) return profile;
  const key = `less ${library.contentOf(view)} ${view.part} ${library.contentOf(base)} ${base.part} ${normalized}`;
  const less = (): Profile =>
    inWords(() =>
      subtractProfile(profile, library.profile(base), { markBase: true, normalized, alive: library.alive }),
    );
  return library.keep(key, less, heldBytes);
}

/** What is wrong with an expression or a comparison is told to whoever asked. */
export function inWords<T>(make: () => T): T {
  try {
    return make();
  } catch (cause) {
    if (cause instanceof RegexError || (cause instanceof Error && cause.constructor === Error))
      throw new ContractError('bad-request', cause.message);
    throw cause;
  }
}

function heldBytes({ stacks, samples }: Profile): number {
  return stacks.count * 8 + samples.count * (8 + 8 * samples.values.length);
}
