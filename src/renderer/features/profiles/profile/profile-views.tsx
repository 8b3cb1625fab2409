// The page of a profile that can be shown: header, tools, filters, and one of its views.
import { useRef, useState, type ReactNode } from 'react';
import type { RunId } from '../../../../contract/ids.ts';
import type { OpenedProfile } from '../../../../contract/profiles/list.ts';
import { allocationsLink } from '../../../routes/allocations-route.ts';
import type { ProfilePlace, ProfileTab } from '../../../routes/profile-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { BaseDialog } from './compare/base-dialog.tsx';
import { BaseStrip } from './compare/base-strip.tsx';
import { FilterChips } from './filter-chips.tsx';
import { ProfileHeader } from './profile-header.tsx';
import { profileTabsOf } from './profile-tabs.tsx';
import { ProfileTools } from './profile-tools.tsx';
import type { ProfileScreen } from './profile-screen.ts';
import { useFrameMenu } from './use-frame-menu.tsx';
import type { ChangePlace } from './use-profile-address.ts';
import { useProfileCommands } from './use-profile-commands.ts';
import { viewOfPlace } from './view-of-place.ts';
import styles from './profile-page.module.css';

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
  const findField = useRef<HTMLInputElement>(null);
  const frameMenu = useFrameMenu(place, change);
  const view = useSameView(run, part, place);
  useProfileCommands({
    place,
    part,
    change,
    find: () => findField.current?.focus(),
    openFilters: () => setFiltersOpen(true),
    compare: () => setComparing(true),
  });
  if (part === undefined || view === undefined)
    return <EmptyState title="The file has no such profile">It holds {parts.length}.</EmptyState>;
  const sampleType = part.sampleTypes[view.type] ?? { type: '', unit: '' };
  const screen: ProfileScreen = { run, stored, part, place, change, view, sampleType, frameMenu };
  const tabs = profileTabsOf(screen, opened);
  const shown = tabs.some(({ id }) => id === place.tab) ? place.tab : 'flame';
  return (
    <div className={styles['page']}>
      <ProfileHeader
        stored={stored}
        parts={parts}
        part={part}
        number={place.part}
        change={change}
        onCompare={() => setComparing(true)}
        links={
          opened.dhat ? (
            <Link
              href={allocationsLink({ profile: stored.profile, run: place.run })}
              title="Program points as DHAT's viewer shows them; leaks, churn, functions"
            >
              Allocations
            </Link>
          ) : undefined
        }
      />
      <BaseStrip screen={screen} />
      <ProfileTools
        part={part}
        place={place}
        change={change}
        filtersOpen={filtersOpen}
        onFilters={setFiltersOpen}
        findField={findField}
      />
      <FilterChips filter={place.filter} timed={part.timed} change={change} />
      <Tabs<ProfileTab>
        label="Views of the profile"
        className={styles['tabs']}
        value={shown}
        onChange={(tab) => change({ tab, sort: undefined })}
        tabs={tabs}
      />
      {frameMenu.menu}
      {comparing ? <BaseDialog screen={screen} onClose={() => setComparing(false)} /> : undefined}
    </div>
  );
}

/** The same object as long as it asks for the same, whatever else of the address changes. */
function useSameView(run: RunId, part: OpenedViewsProps['opened']['parts'][number] | undefined, place: ProfilePlace) {
  const next = part === undefined ? undefined : viewOfPlace(run, part, place);
  const kept = useRef(next);
  if (JSON.stringify(kept.current) !== JSON.stringify(next)) kept.current = next;
  return kept.current;
}
