// The views of a profile, and which of them this one has.
import type { OpenedProfile } from '../../../../contract/profiles/list.ts';
import type { ProfileTab } from '../../../routes/profile-route.ts';
import type { Tab } from '../../../ui/tabs.tsx';
import { DiffTable } from './compare/diff-table.tsx';
import { SeriesView } from './compare/series-view.tsx';
import { FlameTab } from './flame/flame-tab.tsx';
import { GoroutinesView } from './goroutines/goroutines-view.tsx';
import { SandwichTab } from './sandwich/sandwich-tab.tsx';
import type { ProfileScreen } from './profile-screen.ts';

export function profileTabsOf(
  screen: ProfileScreen,
  opened: Extract<OpenedProfile, { readonly kind: 'shown' }>,
): readonly Tab<ProfileTab>[] {
  const { place, stored } = screen;
  const compared = place.base !== undefined;
  return [
    {
      id: 'flame',
      title: compared ? 'Flame graph of the change' : 'Flame graph',
      content: <FlameTab screen={screen} />,
    },
    { id: 'sandwich', title: 'Callers and callees', content: <SandwichTab screen={screen} /> },
    ...(compared ? [{ id: 'top' as const, title: 'Differences', content: <DiffTable screen={screen} /> }] : []),
    ...(opened.goroutines || stored.kind === 'goroutines'
      ? [{ id: 'goroutines' as const, title: 'Goroutines', content: <GoroutinesView screen={screen} /> }]
      : []),
    ...(stored.series === ''
      ? []
      : [{ id: 'series' as const, title: 'What grew', content: <SeriesView screen={screen} /> }]),
  ];
}
