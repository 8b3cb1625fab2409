// Everything that a Go program plots with statsviz, drawn from the description that was stored with its metrics.
import { Activity, CircleAlert } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { statsvizDashboard, type GoProgram } from '../../../contract/dashboards/built-in/statsviz.ts';
import { statsvizConfig, statsvizPlots } from '../../../contract/statsviz-plots.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useAnswer } from '../../data/use-answer.ts';
import { usePacedAnswer } from '../../data/use-paced-answer.ts';
import type { DashboardView } from '../../routes/dashboards-route.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OneDashboard } from './one-dashboard.tsx';

/** Milliseconds between two looks for programs. */
const pace = 2000;
const mostConfigs = 200;

export function StatsvizDashboard({ view }: { readonly view: DashboardView }): ReactNode {
  const { run, live } = useSelectedRun();
  const found = usePacedAnswer(
    'logs.list',
    run === undefined ? undefined : { run, where: `event = "${statsvizConfig}"`, order: 'newest', limit: mostConfigs },
    pace,
    live,
    'logs',
  );
  const sequences = found.data?.sequence;
  const owners = useAnswer(
    'logs.values',
    run === undefined || sequences === undefined || sequences.length === 0
      ? undefined
      : { run, sequences, fields: ['resource.service.instance.id', 'resource.service.name'] },
    { keepPrevious: true },
  );
  /** The newest description of each program. */
  const programs = useMemo(() => {
    const [instances = [], services = []] = owners.data?.values ?? [];
    const all = new Map<string, GoProgram & { readonly sequence: number }>();
    for (const [row, instance = ''] of instances.entries())
      if (!all.has(instance))
        all.set(instance, { instance, service: services[row] ?? '', sequence: sequences?.[row] ?? 0 });
    return [...all.values()].sort((a, b) => a.service.localeCompare(b.service) || a.instance.localeCompare(b.instance));
  }, [owners.data, sequences]);
  const wanted = view.variables['instance']?.[0];
  const chosen = programs.find(({ instance }) => instance === wanted) ?? programs[0];
  const { data: record, error } = useAnswer(
    'logs.record',
    run === undefined || chosen === undefined ? undefined : { run, sequence: chosen.sequence },
    { keepPrevious: true },
  );
  const dashboard = useMemo(() => {
    const config = record?.attributes.find(({ key }) => key === statsvizConfig)?.value;
    return chosen === undefined || config === undefined
      ? undefined
      : statsvizDashboard(statsvizPlots(config), programs, chosen);
  }, [record, programs, chosen]);
  if (dashboard !== undefined) return <OneDashboard view={view} dashboard={dashboard} report={undefined} own={false} />;
  const trouble = found.error ?? owners.error ?? error;
  if (trouble !== null) {
    return (
      <EmptyState icon={<CircleAlert size={28} />} title="The plots cannot be shown">
        {trouble.message}
      </EmptyState>
    );
  }
  if (found.data === undefined || found.data.rows > 0) return undefined;
  return (
    <EmptyState icon={<Activity size={28} />} title="No Go program plots itself in this run">
      Add a source of the kind statsviz on the Sources page, with the address of the program’s statsviz page, such as
      http://127.0.0.1:11445/debug/statsviz.
    </EmptyState>
  );
}
