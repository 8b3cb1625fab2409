// The page of a profile that can be shown: header, tools, filters, and one of its views.
import { useCallback, useDeferredValue, useMemo, useRef, useState, type ReactNode } from 'react';
import type { RunId } from '../../../../contract/ids.ts';
import type { OpenedProfile } from '../../../../contract/profiles/list.ts';
import { allocationsLink } from '../../../routes/allocations-route.ts';
import type { ProfilePlace, ProfileTab } from '../../../routes/profile-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FullColumn } from '../../../ui/full-column.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { useSame } from '../../../ui/use-same.ts';
import { BaseDialog } from './compare/base-dialog.tsx';
import { BaseStrip } from './compare/base-strip.tsx';
import { FilterChips } from './filter-chips.tsx';
import { ProfileHeader } from './profile-header.tsx';
import { profileTabsOf } from './profile-tabs.tsx';
import { ProfileTools } from './profile-tools.tsx';
import type { ProfileScreen } from './profile-screen.ts';
import { useFrameMenu, type FrameMenu } from './use-frame-menu.tsx';
import type { ChangePlace } from './use-profile-address.ts';
import { useProfileCommands } from './use-profile-commands.ts';
import { viewOfPlace } from './view-of-place.ts';

interface OpenedViewsProps {
  readonly run: RunId;
  readonly opened: Extract<OpenedProfile, { readonly kind: 'shown' }>;
  readonly place: ProfilePlace;
  readonly change: ChangePlace;
}

export function OpenedViews({ run, opened, place, change }: OpenedViewsProps): ReactNode {
  const { stored, parts } = opened;
  const part = parts[place.part];
  const [filtersOpen, setFiltersOpen] = useState(false);
  const [comparing, setComparing] = useState(false);
  const compare = useCallback(() => setComparing(true), []);
  const findField = useRef<HTMLInputElement>(null);
  const findStep: ProfileScreen['findStep'] = useRef(undefined);
  const { open, menu } = useFrameMenu(place, change);
  const filter = useSame(place.filter);
  useProfileCommands({
    place,
    part,
    change,
    find: () => findField.current?.focus(),
    openFilters: () => setFiltersOpen(true),
    compare,
  });
  const links = useMemo(
    () =>
      opened.dhat ? (
        <Link
          href={allocationsLink({ profile: stored.profile, run: place.run })}
          title="Program points as DHAT's viewer shows them; leaks, churn, functions"
        >
          Allocations
        </Link>
      ) : undefined,
    [opened.dhat, stored.profile, place.run],
  );
  // The views follow in slices what header and tools show at once.
  const screen = useScreen(run, opened, useDeferredValue(place), change, open, findStep);
  const views = useMemo(() => {
    if (screen === undefined) return undefined;
    const tabs = profileTabsOf(screen, opened);
    return (
      <Tabs<ProfileTab>
        label="Views of the profile"
        fills
        value={tabs.find(({ id }) => id === screen.place.tab)?.id ?? usualTab(opened)}
        onChange={(tab) => change({ tab, sort: undefined })}
        tabs={tabs}
      />
    );
  }, [screen, opened, change]);
  if (part === undefined || screen === undefined)
    return <EmptyState title="The file has no such profile">It holds {parts.length}.</EmptyState>;
  const { type, grouping, find, regex, files } = place;
  return (
    <FullColumn>
      <ProfileHeader
        stored={stored}
        parts={parts}
        part={part}
        number={place.part}
        change={change}
        onCompare={compare}
        links={links}
      />
      <BaseStrip screen={screen} />
      <ProfileTools
        {...{ part, type, grouping, filter, find, regex, files, change, filtersOpen, findField, findStep }}
        onFilters={setFiltersOpen}
      />
      <FilterChips filter={filter} timed={part.timed} run={place.run} change={change} />
      {views}
      {menu}
      {comparing ? <BaseDialog screen={screen} onClose={() => setComparing(false)} /> : undefined}
    </FullColumn>
  );
}

/** A dump of goroutines is read as one. */
function usualTab({ goroutines, stored }: OpenedViewsProps['opened']): ProfileTab {
  return goroutines || stored.kind === 'goroutines' ? 'goroutines' : 'flame';
}

/** The same object as long as the views would show the same. */
function useScreen(
  run: RunId,
  { stored, parts }: OpenedViewsProps['opened'],
  place: ProfilePlace,
  change: ChangePlace,
  open: FrameMenu['open'],
  findStep: ProfileScreen['findStep'],
): ProfileScreen | undefined {
  const part = parts[place.part];
  const view = useSame(part === undefined ? undefined : viewOfPlace(run, part, place));
  return useMemo(() => {
    if (part === undefined || view === undefined) return undefined;
    const sampleType = part.sampleTypes[view.type] ?? { type: '', unit: '' };
    return { run, stored, part, place, change, view, sampleType, frameMenu: { open }, findStep };
  }, [run, stored, part, place, change, view, open, findStep]);
}
