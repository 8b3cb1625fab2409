// Keys and palette entries of the page of a profile.
import type { ProfilePart } from '../../../../contract/profiles/list.ts';
import { noProfileFilter } from '../../../../contract/profiles/view.ts';
import type { ProfilePlace, ProfileTab } from '../../../routes/profile-route.ts';
import type { Command } from '../../../ui/command.ts';
import { useCommands } from '../../../ui/use-commands.tsx';
import type { ChangePlace } from './use-profile-address.ts';
import { typeIndex } from './view-of-place.ts';

interface ProfileActions {
  readonly place: ProfilePlace;
  readonly part: ProfilePart | undefined;
  readonly change: ChangePlace;
  readonly find: () => void;
  readonly openFilters: () => void;
  readonly compare: () => void;
}

const group = 'Profile';
const views: readonly (readonly [ProfileTab, string])[] = [
  ['flame', 'Flame graph'],
  ['sandwich', 'Callers and callees'],
  ['top', 'Top functions'],
  ['tree', 'Call tree'],
  ['peek', 'Peek'],
  ['source', 'Source'],
  ['labels', 'Labels'],
];

export function useProfileCommands({ place, part, change, find, openFilters, compare }: ProfileActions): void {
  const own: readonly Command[] = [
    { id: 'profile.find', title: 'Find frames', group, keys: '/', run: find },
    { id: 'profile.filters', title: 'Filters of the profile', group, keys: 'f', run: openFilters },
    {
      id: 'profile.unfilter',
      title: 'Take all filters away',
      group,
      keys: 'F',
      run: () => change({ filter: noProfileFilter }, true),
    },
    { id: 'profile.compare', title: 'Compare with another profile…', group, keys: 'v', run: compare },
    {
      id: 'profile.swap',
      title: 'Let go of the comparison',
      group,
      keys: 'V',
      run: () => change({ base: undefined, normalized: false, relative: false }),
    },
    {
      id: 'profile.inverted',
      title: place.inverted ? 'Frames from the outermost inwards' : 'Frames from the innermost outwards',
      group,
      keys: 'i',
      run: () => change({ inverted: !place.inverted, at: undefined }),
    },
    {
      id: 'profile.type',
      title: 'Next sample type',
      group,
      keys: 't',
      run: () => {
        if (part === undefined) return;
        const next = (typeIndex(part, place.type) + 1) % part.sampleTypes.length;
        change({ type: part.sampleTypes[next]?.type });
      },
    },
    ...views.map(([tab, title], at): Command => ({
      id: `profile.${tab}`,
      title,
      group,
      keys: String(at + 1),
      run: () => change({ tab, sort: undefined }),
    })),
  ];
  useCommands(own);
}
