// A dashboard that comes with the app, with the panels that the run has metrics for.
import { useMemo, type ReactNode } from 'react';
import { withData } from '../../../contract/dashboards/built-in/with-data.ts';
import type { Dashboard } from '../../../contract/dashboards/model.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { usePacedAnswer } from '../../data/use-paced-answer.ts';
import type { DashboardView } from '../../routes/dashboards-route.ts';
import { OneDashboard } from './one-dashboard.tsx';

interface BuiltInDashboardProps {
  readonly view: DashboardView;
  readonly dashboard: Dashboard;
}

/** Milliseconds between two looks at which metrics there are. */
const pace = 5000;

export function BuiltInDashboard({ view, dashboard }: BuiltInDashboardProps): ReactNode {
  const { run, live } = useSelectedRun();
  const { data, error } = usePacedAnswer(
    'metrics.list',
    run === undefined ? undefined : { run },
    pace,
    live,
    'metrics',
  );
  const names =
    data === undefined ? '' : [...new Set(Array.from(data.translated, (at) => data.texts[at] ?? ''))].sort().join(' ');
  const shown = useMemo(() => withData(dashboard, new Set(names.split(' '))), [dashboard, names]);
  if (data === undefined && error === null) return undefined;
  return <OneDashboard view={view} dashboard={shown} report={undefined} own={false} />;
}
