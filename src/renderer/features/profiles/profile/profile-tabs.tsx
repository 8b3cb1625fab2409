// The views of a profile, and which of them this one has.
import type { OpenedProfile } from '../../../../contract/profiles/list.ts';
import type { ProfileTab } from '../../../routes/profile-route.ts';
import type { Tab } from '../../../ui/tabs.tsx';
import { DiffTable } from './compare/diff-table.tsx';
import { SeriesView } from './compare/series-view.tsx';
import { FlameTab } from './flame/flame-tab.tsx';
import { GoroutinesView } from './goroutines/goroutines-view.tsx';
import { LabelsView } from './labels/labels-view.tsx';
import type { ProfileScreen } from './profile-screen.ts';
import { SandwichTab } from './sandwich/sandwich-tab.tsx';
import { SourceView } from './source/source-view.tsx';
import { PeekView } from './tables/peek-view.tsx';
import { TopView } from './tables/top-view.tsx';
import { TreeView } from './tables/tree-view.tsx';

export function profileTabsOf(
  screen: ProfileScreen,
  opened: Extract<OpenedProfile, { readonly kind: 'shown' }>,
): readonly Tab<ProfileTab>[] {
  const { place, stored, part } = screen;
  const compared = place.base !== undefined;
  return [
    { id: 'flame', title: 'Flame graph', content: <FlameTab screen={screen} /> },
    { id: 'sandwich', title: 'Sandwich', content: <SandwichTab screen={screen} /> },
    compared
      ? { id: 'top', title: 'Differences', content: <DiffTable screen={screen} /> }
      : { id: 'top', title: 'Top', content: <TopView screen={screen} /> },
    { id: 'tree', title: 'Tree', content: <TreeView screen={screen} /> },
    { id: 'peek', title: 'Peek', content: <PeekView screen={screen} /> },
    { id: 'source', title: 'Source', content: <SourceView screen={screen} /> },
    ...(part.labelKeys.length === 0 && !part.linked
      ? []
      : [
          {
            id: 'labels' as const,
            title: 'Labels',
            count: part.labelKeys.length === 0 ? undefined : part.labelKeys.length,
            content: <LabelsView screen={screen} />,
          },
        ]),
    ...(opened.goroutines || stored.kind === 'goroutines'
      ? [{ id: 'goroutines' as const, title: 'Goroutines', content: <GoroutinesView screen={screen} /> }]
      : []),
    ...(stored.series === ''
      ? []
      : [{ id: 'series' as const, title: 'What grew', content: <SeriesView screen={screen} /> }]),
  ];
}
