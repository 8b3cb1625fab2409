// Dashboards: the list of them, or one.
import { useMemo, type ReactNode } from 'react';
import { builtInDashboards } from '../../../contract/dashboards/built-in/index.ts';
import { parseDashboardsRoute, type DashboardView } from '../../routes/dashboards-route.ts';
import { usePlace } from '../../routes/use-place.tsx';
import { BuiltInDashboard } from './built-in-dashboard.tsx';
import { DashboardList } from './dashboard-list.tsx';
import { StatsvizDashboard } from './statsviz-dashboard.tsx';
import { StoredDashboard } from './stored-dashboard.tsx';

export function DashboardsPage(): ReactNode {
  const place = usePlace();
  const view = useMemo(() => parseDashboardsRoute(place), [place]);
  if (view === undefined) return undefined;
  if (view.id === undefined) return <DashboardList view={view} />;
  return <Chosen key={view.id} id={view.id} view={view} />;
}

function Chosen({ id, view }: { readonly id: string; readonly view: DashboardView }): ReactNode {
  const builtIn = builtInDashboards.find(({ dashboard }) => `app~${dashboard.id}` === id);
  if (builtIn !== undefined) return <BuiltInDashboard view={view} dashboard={builtIn.dashboard} />;
  if (id === 'app~statsviz') return <StatsvizDashboard view={view} />;
  return <StoredDashboard id={id} view={view} />;
}
