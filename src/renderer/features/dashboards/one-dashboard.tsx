// One dashboard: its time, its variables, its panels. All of what is chosen stands in the address.
import { Download, Pause, Pencil, Play, Trash2 } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { exportDashboard } from '../../../contract/dashboards/grafana/export-dashboard.ts';
import type { ImportReport } from '../../../contract/dashboards/grafana/import-report.ts';
import type { Dashboard } from '../../../contract/dashboards/model.ts';
import { useCommand } from '../../data/use-command.ts';
import { createChartSync, ChartSyncContext } from '../../draw/time-chart/chart-sync.ts';
import type { EditPlace } from '../../routes/edit-place.ts';
import { dashboardsLink, type DashboardView } from '../../routes/dashboards-route.ts';
import { Link, useNavigate } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { useCommands } from '../../ui/use-commands.tsx';
import { DashboardSurround } from './dashboard-surround.tsx';
import { removePanel } from './edit/model/change-panels.ts';
import { PanelGrid } from './panel-grid.tsx';
import { ReportButton } from './report-button.tsx';
import { TimeSelect } from './time-select.tsx';
import { useDashboardData } from './use-dashboard-data.ts';
import { VariablesBar } from './variables-bar.tsx';
import styles from './dashboards.module.css';

interface OneDashboardProps {
  readonly view: DashboardView;
  readonly dashboard: Dashboard;
  readonly report: ImportReport | undefined;
  /** May be changed and deleted. */
  readonly own: boolean;
  /** Between head and panels. */
  readonly notice?: ReactNode;
}

export function OneDashboard({ view, dashboard, report, own, notice }: OneDashboardProps): ReactNode {
  const navigate = useNavigate();
  const notify = useNotify();
  const [deleting, setDeleting] = useState(false);
  const sync = useMemo(() => createChartSync(), []);
  const data = useDashboardData(view, dashboard);
  const { run, param, range, held, setHeld, variables, values, change } = data;
  const remove = useCommand('dashboards.delete', ['dashboards.list']);
  const save = useCommand('dashboards.save', ['dashboards.list', 'dashboards.get']);
  const download = (): void =>
    saveFile(`${dashboard.id}.json`, new Blob([exportDashboard(dashboard)], { type: 'application/json' }));
  /** What comes with the app is copied first. */
  const edit = (place: EditPlace): void => {
    if (own) return change({ edit: place, panel: undefined });
    save.mutate(
      { text: exportDashboard(dashboard) },
      {
        onSuccess: (kept) => navigate(dashboardsLink({ ...view, id: kept.dashboard.id, run: param, edit: place })),
        onError: (error) => notify('error', error.message),
      },
    );
  };
  const editShown = (): void => {
    const panel = Number.parseInt(view.panel ?? '', 10);
    edit(Number.isNaN(panel) ? { kind: 'panels' } : { kind: 'panel', panel, part: 'queries' });
  };
  useCommands([
    {
      id: 'dashboards.edit',
      title: own ? 'Edit this dashboard' : 'Edit a copy of this dashboard',
      group: 'Dashboards',
      keys: 'e',
      run: editShown,
    },
    { id: 'dashboards.export', title: 'Save this dashboard as Grafana JSON', group: 'Dashboards', run: download },
    {
      id: 'dashboards.hold',
      title: data.canFollow && !held ? 'Hold what is shown' : 'Follow again',
      group: 'Dashboards',
      keys: 'space',
      run: () => setHeld(!held),
    },
    {
      id: 'dashboards.all',
      title: 'All dashboards',
      group: 'Dashboards',
      keys: 'u',
      run: () => navigate(dashboardsLink({ run: param })),
    },
  ]);
  return (
    <div className={styles['page']}>
      <PageHeader
        title={
          <>
            <Link href={dashboardsLink({ run: param })}>Dashboards</Link> / {dashboard.title}
          </>
        }
        facts={dashboard.description === '' ? undefined : dashboard.description}
        actions={
          <>
            {report === undefined ? undefined : <ReportButton report={report} />}
            {data.canFollow ? (
              <IconButton
                label={held ? 'Follow again' : 'Hold what is shown'}
                keys="space"
                onClick={() => setHeld(!held)}
              >
                {held ? <Play size={14} /> : <Pause size={14} />}
              </IconButton>
            ) : undefined}
            <TimeSelect data={data} moved={view.from !== undefined || view.to !== undefined} />
            <IconButton label="Save as Grafana JSON" onClick={download}>
              <Download size={14} />
            </IconButton>
            {own ? (
              <IconButton label="Delete this dashboard" onClick={() => setDeleting(true)}>
                <Trash2 size={14} />
              </IconButton>
            ) : undefined}
            <Button
              title={own ? 'Panels, queries, variables (e)' : 'Keep a copy and change that (e)'}
              onClick={editShown}
            >
              <Pencil size={13} /> {own ? 'Edit' : 'Edit a copy'}
            </Button>
          </>
        }
      />
      {notice}
      {variables === undefined || variables.length === 0 ? undefined : (
        <VariablesBar
          variables={variables}
          onChange={(name, chosen) => change({ variables: { ...view.variables, [name]: chosen } })}
        />
      )}
      {run === undefined || variables === undefined ? undefined : (
        <ChartSyncContext value={sync}>
          <DashboardSurround {...{ run, dashboard, values, range, view, change }}>
            <PanelGrid
              run={run}
              dashboard={dashboard}
              values={values}
              range={range}
              report={report}
              alone={view.panel}
              onAlone={(panel) => change({ panel })}
              onZoom={data.onZoom}
              onReset={data.onReset}
              onEdit={(panel) => edit({ kind: 'panel', panel, part: 'queries' })}
              onAdd={() => edit({ kind: 'add' })}
              onRemove={
                own
                  ? (panel) =>
                      save.mutate(
                        { text: exportDashboard(removePanel(dashboard, panel)), id: dashboard.id },
                        { onError: (error) => notify('error', error.message) },
                      )
                  : undefined
              }
            />
          </DashboardSurround>
        </ChartSyncContext>
      )}
      <ConfirmDialog
        open={deleting}
        onClose={() => setDeleting(false)}
        title={`Delete ${dashboard.title}?`}
        confirm="Delete"
        danger
        onConfirm={() =>
          remove.mutate(
            { id: dashboard.id },
            {
              onSuccess: () => navigate(dashboardsLink({ run: param }), { replace: true }),
              onError: (error) => notify('error', error.message),
            },
          )
        }
      >
        Its file leaves the data folder. Metrics stay.
      </ConfirmDialog>
    </div>
  );
}
