// A dashboard from nothing: its title, then its panels.
import { useState, type ReactNode } from 'react';
import { exportDashboard } from '../../../contract/dashboards/grafana/export-dashboard.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useCommand } from '../../data/use-command.ts';
import { dashboardsLink } from '../../routes/dashboards-route.ts';
import { useNavigate } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { newDashboard } from './model/edit-dashboard.ts';
import styles from './dashboards.module.css';

export function NewDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const navigate = useNavigate();
  const { param } = useSelectedRun();
  const [title, setTitle] = useState('');
  const save = useCommand('dashboards.save', ['dashboards.list']);
  const make = (): void => {
    if (title.trim() === '' || save.isPending) return;
    save.mutate(
      { text: exportDashboard(newDashboard(title.trim())) },
      {
        onSuccess: ({ dashboard }) =>
          navigate(dashboardsLink({ id: dashboard.id, run: param, edit: { kind: 'panels' } }), { replace: true }),
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="New dashboard"
      size="small"
      actions={
        <Button look="primary" disabled={title.trim() === '' || save.isPending} onClick={make}>
          Make it
        </Button>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        <TextField
          label="Title"
          autoFocus
          placeholder="Orders service"
          value={title}
          trouble={save.error?.message}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
