// A dashboard while it is changed: its panels on the grid, one panel, its variables or its settings, as the address says.
import { Redo2, Undo2 } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { createChartSync, ChartSyncContext } from '../../../draw/time-chart/chart-sync.ts';
import type { EditPlace } from '../../../routes/edit-place.ts';
import { dashboardsLink, type DashboardView } from '../../../routes/dashboards-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { useCommands } from '../../../ui/use-commands.tsx';
import { TimeSelect } from '../time-select.tsx';
import { useDashboardData } from '../use-dashboard-data.ts';
import { VariablesBar } from '../variables-bar.tsx';
import { AddDialog } from './add-dialog.tsx';
import { EditGrid, newest } from './edit-grid.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { addPanel, findPanel } from './model/change-panels.ts';
import type { PanelKind } from './model/new-panel.ts';
import { PanelEditor } from './panel-editor.tsx';
import { SettingsForm } from './settings-form.tsx';
import type { Draft } from './use-draft.ts';
import { VariablesEditor } from './variables-editor.tsx';
import styles from './edit.module.css';
import page from '../dashboards.module.css';

interface EditDashboardProps {
  readonly view: DashboardView;
  readonly place: EditPlace;
  readonly draft: Draft;
}

const onGrid: EditPlace = { kind: 'panels' };

export function EditDashboard({ view, place, draft }: EditDashboardProps): ReactNode {
  const { dashboard, change: edit } = draft;
  const data = useDashboardData(view, dashboard);
  const [selected, setSelected] = useState<number>();
  const sync = useMemo(() => createChartSync(), []);
  const { param, change } = data;
  const go = (edited: EditPlace | undefined): void => change({ edit: edited });
  const open = (panel: number): void => go({ kind: 'panel', panel, part: 'queries' });
  const inGrid = place.kind === 'panels' || place.kind === 'add';
  const leave = (): void => go(inGrid ? undefined : onGrid);
  const save = (): void => {
    if (draft.changed && dashboard.title.trim() !== '') void draft.save();
  };
  const add = (kind: PanelKind): void => {
    const next = addPanel(dashboard, kind);
    edit(() => next);
    setSelected(newest(next));
    if (kind === 'row') change({ edit: onGrid }, true);
    else change({ edit: { kind: 'panel', panel: newest(next), part: 'queries' } }, true);
  };
  useCommands([
    { id: 'dashboards.save', title: 'Save the dashboard', group: 'Dashboards', keys: 'mod+s', run: save },
    { id: 'dashboards.undo', title: 'Undo', group: 'Dashboards', keys: 'mod+z', run: draft.undo },
    { id: 'dashboards.redo', title: 'Redo', group: 'Dashboards', keys: ['mod+shift+z', 'mod+y'], run: draft.redo },
    { id: 'dashboards.add', title: 'Add a panel', group: 'Dashboards', keys: 'a', run: () => go({ kind: 'add' }) },
    {
      id: 'dashboards.variables',
      title: 'Edit the variables',
      group: 'Dashboards',
      keys: 'v',
      run: () => go({ kind: 'variables', name: undefined }),
    },
    {
      id: 'dashboards.settings',
      title: 'Settings of the dashboard',
      group: 'Dashboards',
      keys: 's',
      run: () => go({ kind: 'settings' }),
    },
    {
      id: 'dashboards.done',
      title: inGrid ? 'Stop editing' : 'Back to the panels',
      group: 'Dashboards',
      keys: inGrid ? ['e', 'escape'] : 'escape',
      run: leave,
    },
  ]);
  const panel = place.kind === 'panel' ? findPanel(dashboard, place.panel) : undefined;
  const part =
    place.kind === 'settings'
      ? 'Settings'
      : place.kind === 'variables'
        ? 'Variables'
        : place.kind === 'panel'
          ? panel?.title || 'Panel'
          : undefined;
  return (
    <div className={page['page']}>
      <PageHeader
        title={
          <>
            <Link href={dashboardsLink({ run: param })}>Dashboards</Link> /{' '}
            {part === undefined ? (
              dashboard.title
            ) : (
              <>
                <Link href={dashboardsLink({ ...view, run: param, edit: onGrid })}>{dashboard.title}</Link> / {part}
              </>
            )}
          </>
        }
        facts={draft.changed ? <span className={styles['unsaved']}>Not saved</span> : 'Editing'}
        actions={
          <>
            <IconButton label="Undo" keys="mod+z" disabled={!draft.canUndo} onClick={draft.undo}>
              <Undo2 size={14} />
            </IconButton>
            <IconButton label="Redo" keys="mod+shift+z" disabled={!draft.canRedo} onClick={draft.redo}>
              <Redo2 size={14} />
            </IconButton>
            {inGrid ? (
              <>
                <Button title="Add a panel (a)" onClick={() => go({ kind: 'add' })}>
                  Add panel
                </Button>
                <Button title="Variables (v)" onClick={() => go({ kind: 'variables', name: undefined })}>
                  Variables
                </Button>
                <Button title="Title, tags, time (s)" onClick={() => go({ kind: 'settings' })}>
                  Settings
                </Button>
              </>
            ) : undefined}
            <TimeSelect data={data} moved={view.from !== undefined || view.to !== undefined} />
            <Button disabled={!draft.changed} onClick={draft.discard}>
              Discard
            </Button>
            <Button
              look="primary"
              title="Save (Ctrl+S)"
              disabled={!draft.changed || draft.saving || dashboard.title.trim() === ''}
              onClick={save}
            >
              Save
            </Button>
            <Button title={inGrid ? 'Stop editing (e)' : 'Back to the panels (Esc)'} onClick={leave}>
              {inGrid ? 'Done' : 'Back'}
            </Button>
          </>
        }
      />
      {data.variables === undefined || data.variables.length === 0 || place.kind === 'settings' ? undefined : (
        <VariablesBar
          variables={data.variables}
          onChange={(name, chosen) => change({ variables: { ...view.variables, [name]: chosen } })}
        />
      )}
      <ChartSyncContext value={sync}>
        {place.kind === 'settings' ? (
          <SettingsForm key={draft.turn} draft={draft} />
        ) : place.kind === 'variables' ? (
          <VariablesEditor
            draft={draft}
            data={data}
            name={place.name}
            onOpen={(name) => go({ kind: 'variables', name })}
          />
        ) : place.kind === 'panel' ? (
          <PanelEditor
            key={place.panel}
            draft={draft}
            data={data}
            id={place.panel}
            part={place.part}
            onPart={(next) => change({ edit: { ...place, part: next } }, true)}
          />
        ) : (
          <EditGrid
            draft={draft}
            data={data}
            selected={selected}
            onSelect={setSelected}
            onOpen={open}
            onAdd={() => go({ kind: 'add' })}
          />
        )}
      </ChartSyncContext>
      {place.kind === 'add' ? <AddDialog onClose={() => change({ edit: onGrid }, true)} onAdd={add} /> : undefined}
      <LeaveGuard draft={draft} path={dashboardsLink({ id: dashboard.id })} />
    </div>
  );
}
