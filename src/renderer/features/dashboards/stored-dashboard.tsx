// A dashboard from the data folder, and what to say while or when there is none.
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useAnswer } from '../../data/use-answer.ts';
import { dashboardsLink, type DashboardView } from '../../routes/dashboards-route.ts';
import { Link } from '../../routes/use-place.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OneDashboard } from './one-dashboard.tsx';

export function StoredDashboard({ id, view }: { readonly id: string; readonly view: DashboardView }): ReactNode {
  const { data, error } = useAnswer('dashboards.get', { id });
  if (error !== null && data === undefined) {
    return (
      <EmptyState
        icon={<CircleAlert size={28} />}
        title="This dashboard cannot be shown"
        actions={<Link href={dashboardsLink({ run: view.run })}>All dashboards</Link>}
      >
        {error.message}
      </EmptyState>
    );
  }
  return data === undefined ? undefined : (
    <OneDashboard view={view} dashboard={data.dashboard} report={data.report} own />
  );
}
