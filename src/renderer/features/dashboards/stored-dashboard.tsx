// A dashboard from the data folder, shown or edited, and what to say while or when there is none.
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { StoredDashboard as Stored } from '../../../contract/dashboards/methods.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { dashboardsLink, type DashboardView } from '../../routes/dashboards-route.ts';
import { Link } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { EditDashboard } from './edit/edit-dashboard.tsx';
import { useDraft } from './edit/use-draft.ts';
import { OneDashboard } from './one-dashboard.tsx';
import styles from './edit/edit.module.css';

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
  return data === undefined ? undefined : <Own view={view} stored={data} />;
}

function Own({ view, stored }: { readonly view: DashboardView; readonly stored: Stored }): ReactNode {
  const { dashboard, report } = stored;
  const draft = useDraft(dashboard.id, dashboard);
  if (view.edit !== undefined) return <EditDashboard view={view} place={view.edit} draft={draft} />;
  return (
    <OneDashboard
      view={view}
      dashboard={dashboard}
      report={report}
      own
      notice={
        draft.changed ? (
          <p className={styles['notice']} role="status">
            There are changes that are not saved; this is the dashboard without them.
            <Link href={dashboardsLink({ ...view, edit: { kind: 'panels' } })}>Go on editing</Link>
            <Button onClick={draft.discard}>Discard them</Button>
          </p>
        ) : undefined
      }
    />
  );
}
