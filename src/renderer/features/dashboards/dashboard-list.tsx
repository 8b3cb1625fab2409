// All dashboards: those that come with the app and have data now, and own ones. JSON of Grafana's can be dropped or chosen.
import { LayoutDashboard, Plus, Upload } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { builtInDashboards, hasDataFor } from '../../../contract/dashboards/built-in/index.ts';
import type { ImportReport } from '../../../contract/dashboards/grafana/import-report.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useAnswer } from '../../data/use-answer.ts';
import { usePacedAnswer } from '../../data/use-paced-answer.ts';
import { useCommand } from '../../data/use-command.ts';
import { dashboardsLink, type DashboardView } from '../../routes/dashboards-route.ts';
import { Link, useNavigate } from '../../routes/use-place.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFileTaker } from '../../ui/dropped-files.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { plural } from '../../ui/number-text.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useCommands } from '../../ui/use-commands.tsx';
import { VirtualTable, type Column } from '../../ui/virtual-table.tsx';
import { NewDialog } from './new-dialog.tsx';
import { PinDialog } from './pin-dialog.tsx';
import { Report } from './report-button.tsx';
import styles from './dashboards.module.css';

interface Row {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly panels: number;
  readonly kind: 'built in' | 'own' | 'broken';
}

interface Imported {
  readonly id: string;
  readonly title: string;
  readonly report: ImportReport;
}

/** Made from what Go programs tell of their plots. */
const statsvizRow = {
  id: 'app~statsviz',
  title: 'Go runtime plots',
  description: 'Everything that a Go program plots of itself with statsviz.',
  kind: 'built in',
} as const;

/** Milliseconds between two looks at which metrics there are. */
const pace = 3000;

export function DashboardList({ view }: { readonly view: DashboardView }): ReactNode {
  const { run, live, param } = useSelectedRun();
  const navigate = useNavigate();
  const notify = useNotify();
  const chooser = useRef<HTMLInputElement>(null);
  const [selected, setSelected] = useState<number>();
  const [imported, setImported] = useState<readonly Imported[]>([]);
  const stored = useAnswer('dashboards.list', {});
  const metrics = usePacedAnswer('metrics.list', run === undefined ? undefined : { run }, pace, live, 'metrics');
  const { mutateAsync } = useCommand('dashboards.save', ['dashboards.list']);
  const rows = useMemo(() => {
    const names = new Set(metrics.data?.texts);
    const builtIn = builtInDashboards
      .filter((one) => hasDataFor(one, names))
      .map(({ dashboard }): Row => ({
        id: `app~${dashboard.id}`,
        title: dashboard.title,
        description: dashboard.description,
        panels: dashboard.panels.filter(({ kind }) => kind !== 'row').length,
        kind: 'built in',
      }));
    const plots = [...names].filter((name) => name.startsWith('statsviz.') && name !== 'statsviz.lastgc').length;
    if (plots > 0) builtIn.push({ ...statsvizRow, panels: plots });
    const own = (stored.data ?? []).map((one): Row => ({
      id: one.id,
      title: one.title,
      description: one.broken ?? one.description,
      panels: one.panels,
      kind: one.broken === undefined ? 'own' : 'broken',
    }));
    const wanted = view.find.toLowerCase();
    return [...own, ...builtIn].filter(({ title, description }) =>
      `${title} ${description}`.toLowerCase().includes(wanted),
    );
  }, [metrics.data, stored.data, view.find]);
  const take = useCallback(
    async (files: readonly { readonly name: string; text(): Promise<string> }[]) => {
      for (const file of files) {
        try {
          const { dashboard, report } = await mutateAsync({ text: await file.text() });
          setImported((before) => [...before, { id: dashboard.id, title: dashboard.title, report }]);
        } catch (error) {
          notify('error', `${file.name} was not imported. ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    },
    [mutateAsync, notify],
  );
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain').trim() ?? '';
      if (!text.startsWith('{') || (event.target instanceof Element && event.target.closest('input, textarea'))) return;
      event.preventDefault();
      void take([{ name: 'What was pasted', text: () => Promise.resolve(text) }]);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [take]);
  const make = (): void => navigate(dashboardsLink({ run: param, find: view.find, making: true }));
  useFileTaker(
    useCallback(
      (files: readonly File[]) => {
        if (!files.every(({ name }) => name.toLowerCase().endsWith('.json'))) return false;
        void take(files);
        return true;
      },
      [take],
    ),
  );
  const open = (index: number): void => {
    const row = rows[index];
    if (row !== undefined) navigate(dashboardsLink({ id: row.id, run: param }));
  };
  useCommands([
    { id: 'dashboards.new', title: 'New dashboard', group: 'Dashboards', keys: 'n', run: make },
    {
      id: 'dashboards.import',
      title: 'Import a Grafana dashboard',
      group: 'Dashboards',
      keys: 'i',
      run: () => chooser.current?.click(),
    },
  ]);
  const only = imported.length === 1 ? imported[0] : undefined;
  const empty = rows.length === 0 && view.find === '';
  return (
    <div className={styles['page']}>
      <PageHeader
        title="Dashboards"
        facts={stored.data === undefined ? undefined : plural(rows.length, 'dashboard')}
        actions={
          <>
            <TextField
              label="Find a dashboard"
              labelHidden
              placeholder="Find"
              value={view.find}
              onChange={(event) =>
                navigate(dashboardsLink({ ...view, run: param, find: event.currentTarget.value }), { replace: true })
              }
            />
            <Button title="New dashboard (n)" onClick={make}>
              <Plus size={14} /> New
            </Button>
            <Button
              title="Import Grafana JSON (i); it can also be dropped or pasted here"
              onClick={() => chooser.current?.click()}
            >
              <Upload size={14} /> Import
            </Button>
            <input
              ref={chooser}
              type="file"
              accept=".json,application/json"
              multiple
              hidden
              aria-label="Grafana dashboards to import"
              onChange={(event) => {
                void take([...(event.currentTarget.files ?? [])]);
                event.currentTarget.value = '';
              }}
            />
          </>
        }
      />
      {empty && stored.data !== undefined ? (
        <EmptyState
          icon={<LayoutDashboard size={28} />}
          title="No dashboards yet"
          actions={
            <>
              <Button look="primary" onClick={make}>
                New dashboard
              </Button>
              <Button onClick={() => chooser.current?.click()}>Import Grafana JSON</Button>
            </>
          }
        >
          Dashboards for HTTP and RPC servers, runtimes (Go, JVM, Node.js, Python, .NET), GenAI, processes and hosts
          appear by themselves when such metrics arrive. Make one of your own, drop or paste the JSON of a Grafana
          dashboard here, or pin a chart from the Metrics page.
        </EmptyState>
      ) : (
        <VirtualTable
          label="Dashboards"
          columns={columns(param)}
          count={rows.length}
          rowAt={(index) => rows[index]}
          rowKey={(row) => row.id}
          selected={selected}
          onSelect={setSelected}
          onOpen={open}
          autoFocus
          empty={stored.error === null ? 'No dashboard is called so.' : stored.error.message}
        />
      )}
      {view.making ? (
        <NewDialog onClose={() => navigate(dashboardsLink({ run: param, find: view.find }), { replace: true })} />
      ) : undefined}
      {view.pin === undefined ? undefined : (
        <PinDialog
          chart={view.pin}
          own={stored.data ?? []}
          onClose={() => navigate(dashboardsLink({ run: param }), { replace: true })}
        />
      )}
      <Dialog
        open={imported.length > 0}
        onClose={() => setImported([])}
        title={only === undefined ? `${imported.length} dashboards were imported` : `${only.title} was imported`}
        size="large"
        actions={
          only === undefined ? undefined : (
            <Button look="primary" onClick={() => navigate(dashboardsLink({ id: only.id, run: param }))}>
              Open it
            </Button>
          )
        }
      >
        {imported.map(({ id, title, report }) => (
          <section key={id} className={styles['imported']}>
            {only === undefined ? (
              <h3>
                <Link href={dashboardsLink({ id, run: param })}>{title}</Link>
              </h3>
            ) : undefined}
            <Report report={report} />
          </section>
        ))}
      </Dialog>
    </div>
  );
}

function columns(run: DashboardView['run']): readonly Column<Row>[] {
  return [
    {
      id: 'title',
      title: 'Title',
      width: 260,
      cell: (row) =>
        row.kind === 'broken' ? row.title : <Link href={dashboardsLink({ id: row.id, run })}>{row.title}</Link>,
    },
    {
      id: 'kind',
      title: 'Kind',
      width: 90,
      cell: (row) => <Badge tone={row.kind === 'broken' ? 'error' : 'neutral'}>{row.kind}</Badge>,
    },
    {
      id: 'panels',
      title: 'Panels',
      width: 70,
      align: 'end',
      cell: (row) => <span className="numeric">{row.panels}</span>,
    },
    { id: 'description', title: 'Description', width: 300, grow: 1, cell: (row) => row.description },
  ];
}
