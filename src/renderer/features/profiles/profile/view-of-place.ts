// From an address to the part of a profile that the engine is asked for. Pure.
import type { RunId } from '../../../../contract/ids.ts';
import type { ProfilePart } from '../../../../contract/profiles/list.ts';
import type { ProfileView } from '../../../../contract/profiles/view.ts';
import type { ProfilePlace } from '../../../routes/profile-route.ts';

/** Index of the sample type that the address names, else of the one that the file wants shown first. */
export function typeIndex({ sampleTypes, defaultType }: ProfilePart, name: string | undefined): number {
  const found = name === undefined ? -1 : sampleTypes.findIndex(({ type }) => type === name);
  return found >= 0 ? found : defaultType;
}

export function viewOfPlace(run: RunId, part: ProfilePart, place: ProfilePlace): ProfileView {
  const { base } = place;
  return {
    run,
    profile: place.profile,
    part: place.part,
    type: typeIndex(part, place.type),
    grouping: place.grouping,
    order: place.order === 'time' && !part.timed ? 'weight' : place.order,
    inverted: place.inverted,
    // Times of samples can only be chosen where there are some.
    filter: part.timed ? place.filter : { ...place.filter, from: undefined, to: undefined },
    base: base === undefined ? undefined : { ...base, run: base.run ?? run },
    normalized: place.normalized,
  };
}
