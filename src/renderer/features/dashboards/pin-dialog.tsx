// Where a chart is pinned: an own dashboard or a new one.
import { useState, type ReactNode } from 'react';
import { exportDashboard } from '../../../contract/dashboards/grafana/export-dashboard.ts';
import type { DashboardInfo } from '../../../contract/dashboards/methods.ts';
import { useClient } from '../../data/data-provider.tsx';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useCommand } from '../../data/use-command.ts';
import { dashboardsLink, type PinnedChart } from '../../routes/dashboards-route.ts';
import { useNavigate } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { newDashboard, withChart } from './model/edit-dashboard.ts';
import styles from './dashboards.module.css';

interface PinDialogProps {
  readonly chart: PinnedChart;
  readonly own: readonly DashboardInfo[];
  readonly onClose: () => void;
}

const fresh = '';

export function PinDialog({ chart, own, onClose }: PinDialogProps): ReactNode {
  const client = useClient();
  const navigate = useNavigate();
  const notify = useNotify();
  const { param } = useSelectedRun();
  const save = useCommand('dashboards.save', ['dashboards.list', 'dashboards.get']);
  const whole = own.filter(({ broken }) => broken === undefined);
  const [where, setWhere] = useState(fresh);
  const [name, setName] = useState('My dashboard');
  const [title, setTitle] = useState(chart.title);
  const pin = async (): Promise<void> => {
    try {
      const base =
        where === fresh
          ? newDashboard(name.trim() || 'My dashboard')
          : (await client.call('dashboards.get', { id: where })).dashboard;
      const text = exportDashboard(withChart(base, { ...chart, title: title.trim() || 'Chart' }));
      const kept = await save.mutateAsync(where === fresh ? { text } : { text, id: where });
      navigate(dashboardsLink({ id: kept.dashboard.id, run: param }), { replace: true });
    } catch (error) {
      notify('error', `The chart was not pinned. ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Pin to a dashboard"
      size="small"
      actions={
        <Button look="primary" disabled={save.isPending} onClick={() => void pin()}>
          Pin
        </Button>
      }
    >
      <div className={styles['form']}>
        <TextField label="Title of the panel" value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <Select
          label="Dashboard"
          value={where}
          options={[
            { value: fresh, label: 'A new one' },
            ...whole.map(({ id, title: label }) => ({ value: id, label })),
          ]}
          onChange={setWhere}
        />
        {where === fresh ? (
          <TextField
            label="Title of the dashboard"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        ) : undefined}
      </div>
    </Dialog>
  );
}
