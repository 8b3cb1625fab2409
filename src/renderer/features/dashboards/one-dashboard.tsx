// One dashboard: its time, its variables, its panels. All of what is chosen stands in the address.
import { Download, Pause, Play, Trash2 } from 'lucide-react';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { exportDashboard } from '../../../contract/dashboards/grafana/export-dashboard.ts';
import type { ImportReport } from '../../../contract/dashboards/grafana/import-report.ts';
import type { Dashboard } from '../../../contract/dashboards/model.ts';
import { isFollowing, resolveRange, type TimeRange } from '../../../contract/dashboards/variables/time-range.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useCommand } from '../../data/use-command.ts';
import { useWork } from '../../data/use-work.ts';
import { createChartSync, ChartSyncContext } from '../../draw/time-chart/chart-sync.ts';
import { dashboardsLink, type DashboardView } from '../../routes/dashboards-route.ts';
import { Link, useNavigate } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Select } from '../../ui/select.tsx';
import { useCommands } from '../../ui/use-commands.tsx';
import { askVariables } from './model/ask-variables.ts';
import { withoutPanel } from './model/edit-dashboard.ts';
import { DashboardSurround } from './dashboard-surround.tsx';
import { PanelGrid } from './panel-grid.tsx';
import { ReportButton } from './report-button.tsx';
import { saveText } from './save-text.ts';
import { rangeChoices, rangeWords } from './range-choices.ts';
import { usePageClock } from './use-page-clock.ts';
import { VariablesBar } from './variables-bar.tsx';
import styles from './dashboards.module.css';

interface OneDashboardProps {
  readonly view: DashboardView;
  readonly dashboard: Dashboard;
  readonly report: ImportReport | undefined;
  /** May be changed and deleted. */
  readonly own: boolean;
}

const usualPace = 5000;
const least = 1000;

export function OneDashboard({ view, dashboard, report, own }: OneDashboardProps): ReactNode {
  const { run, live, param } = useSelectedRun();
  const navigate = useNavigate();
  const notify = useNotify();
  const [held, setHeld] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const sync = useMemo(() => createChartSync(), []);
  const remove = useCommand('dashboards.delete', ['dashboards.list']);
  const save = useCommand('dashboards.save', ['dashboards.list', 'dashboards.get']);
  const text = useMemo(
    () => ({ from: view.from ?? dashboard.range.from, to: view.to ?? dashboard.range.to }),
    [view.from, view.to, dashboard],
  );
  const follows = live && !held && isFollowing(text);
  const now = usePageClock(Math.max(least, dashboard.refreshMillis ?? usualPace), follows);
  const range: TimeRange = useMemo(() => resolveRange(text, now) ?? { from: now - 900_000, to: now }, [text, now]);
  const change = useCallback(
    (patch: Partial<DashboardView>, replace = false) =>
      navigate(dashboardsLink({ ...view, run: param, ...patch }), { replace }),
    [navigate, view, param],
  );
  // Options of variables are looked for again only every half minute while the clock runs on.
  const coarse = Math.floor(range.to / 30_000);
  const variables = useWork(
    'dashboard.variables',
    run === undefined ? undefined : [run, dashboard, view.variables, text, coarse],
    (client, signal) => {
      if (run === undefined) throw new Error('asked without a run');
      return askVariables(client, { run, dashboard, wanted: view.variables, range }, signal);
    },
  );
  const values = useMemo(
    () => new Map((variables.data ?? []).map(({ variable, value }) => [variable.name, value])),
    [variables.data],
  );
  const onZoom = useCallback(
    (from: number, to: number) => {
      if (to - from >= 100) change({ from: String(Math.round(from)), to: String(Math.round(to)) });
    },
    [change],
  );
  const onReset = useCallback(() => change({ from: undefined, to: undefined }), [change]);
  const download = (): void => saveText(`${dashboard.id}.json`, exportDashboard(dashboard));
  useCommands([
    { id: 'dashboards.export', title: 'Save this dashboard as Grafana JSON', group: 'Dashboards', run: download },
    {
      id: 'dashboards.hold',
      title: follows ? 'Hold what is shown' : 'Follow again',
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
  const known = rangeChoices.some(({ value }) => value === text.from) && text.to === 'now';
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
            {live && isFollowing(text) ? (
              <IconButton
                label={held ? 'Follow again' : 'Hold what is shown'}
                keys="space"
                onClick={() => setHeld(!held)}
              >
                {held ? <Play size={14} /> : <Pause size={14} />}
              </IconButton>
            ) : undefined}
            {view.from === undefined && view.to === undefined ? undefined : (
              <Button onClick={onReset}>Usual time</Button>
            )}
            <Select
              label="Time"
              labelHidden
              value={known ? text.from : 'other'}
              options={[...(known ? [] : [{ value: 'other', label: rangeWords(text, range) }]), ...rangeChoices]}
              onChange={(from) => {
                if (from !== 'other') change({ from, to: 'now' });
              }}
            />
            <IconButton label="Save as Grafana JSON" onClick={download}>
              <Download size={14} />
            </IconButton>
            {own ? (
              <IconButton label="Delete this dashboard" onClick={() => setDeleting(true)}>
                <Trash2 size={14} />
              </IconButton>
            ) : (
              <Button
                title="Keep a copy that can be changed"
                onClick={() =>
                  save.mutate(
                    { text: exportDashboard(dashboard) },
                    {
                      onSuccess: (kept) => navigate(dashboardsLink({ id: kept.dashboard.id, run: param })),
                      onError: (error) => notify('error', error.message),
                    },
                  )
                }
              >
                Copy
              </Button>
            )}
          </>
        }
      />
      {variables.data === undefined || variables.data.length === 0 ? undefined : (
        <VariablesBar
          variables={variables.data}
          onChange={(name, chosen) => change({ variables: { ...view.variables, [name]: chosen } })}
        />
      )}
      {run === undefined || variables.data === undefined ? undefined : (
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
              onZoom={onZoom}
              onReset={onReset}
              onRemove={
                own
                  ? (panel) =>
                      save.mutate(
                        { text: exportDashboard(withoutPanel(dashboard, panel)), id: dashboard.id },
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
