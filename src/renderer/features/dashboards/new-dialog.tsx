// A dashboard from nothing: its title, then its panels.
import type { ReactNode } from 'react';
import { exportDashboard } from '../../../contract/dashboards/grafana/export-dashboard.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useCommand } from '../../data/use-command.ts';
import { dashboardsLink } from '../../routes/dashboards-route.ts';
import { useNavigate } from '../../routes/use-place.tsx';
import { NameDialog } from '../../ui/name-dialog.tsx';
import { newDashboard } from './model/edit-dashboard.ts';

export function NewDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const navigate = useNavigate();
  const { param } = useSelectedRun();
  const save = useCommand('dashboards.save', ['dashboards.list']);
  const make = (title: string): void =>
    save.mutate(
      { text: exportDashboard(newDashboard(title)) },
      {
        onSuccess: ({ dashboard }) =>
          navigate(dashboardsLink({ id: dashboard.id, run: param, edit: { kind: 'panels' } }), { replace: true }),
      },
    );
  return (
    <NameDialog
      title="New dashboard"
      label="Title"
      placeholder="Orders service"
      required
      action="Make it"
      busy={save.isPending}
      trouble={save.error?.message}
      onName={make}
      onClose={onClose}
    />
  );
}
