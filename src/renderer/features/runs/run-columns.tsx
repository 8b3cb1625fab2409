// Columns of the list of runs.
import { File, FolderOpen, Radio, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RunInfo } from '../../../contract/runs.ts';
import { Badge } from '../../ui/badge.tsx';
import { formatBytes, formatCount } from '../../ui/number-text.ts';
import { formatDayTime } from '../../ui/time-text.ts';
import type { Column } from '../../ui/virtual-table.tsx';
import styles from './runs-page.module.css';

export function runName(run: RunInfo): string {
  return run.name === '' ? formatDayTime(run.startedAt) : run.name;
}

export function runColumns(actions: (run: RunInfo) => ReactNode): readonly Column<RunInfo>[] {
  return [
    { id: 'name', title: 'Run', width: 220, grow: 2, cell: (run) => <NameCell run={run} /> },
    {
      id: 'start',
      title: 'Started',
      width: 150,
      cell: (run) => <span className="numeric">{run.trouble === undefined ? formatDayTime(run.startedAt) : ''}</span>,
    },
    { id: 'traces', title: 'Traces', width: 80, align: 'end', cell: (run) => <Count of={run.traces} /> },
    { id: 'spans', title: 'Spans', width: 90, align: 'end', cell: (run) => <Count of={run.spans} /> },
    { id: 'logs', title: 'Logs', width: 80, align: 'end', cell: (run) => <Count of={run.logs} /> },
    { id: 'samples', title: 'Samples', width: 90, align: 'end', cell: (run) => <Count of={run.samples} /> },
    { id: 'profiles', title: 'Profiles', width: 70, align: 'end', cell: (run) => <Count of={run.profiles} /> },
    {
      id: 'size',
      title: 'Size',
      width: 90,
      align: 'end',
      cell: (run) => <span className="numeric">{formatBytes(run.sizeBytes)}</span>,
    },
    { id: 'evicted', title: 'Evicted', width: 130, cell: (run) => <EvictedCell run={run} /> },
    { id: 'actions', title: <span className="visually-hidden">Actions</span>, width: 212, align: 'end', cell: actions },
  ];
}

function NameCell({ run }: { readonly run: RunInfo }): ReactNode {
  return (
    <>
      {run.state === 'live' ? (
        <Radio size={14} className={styles['live']} />
      ) : run.state === 'opened' ? (
        <FolderOpen size={14} className={styles['faint']} />
      ) : (
        <File size={14} className={styles['faint']} />
      )}
      <span className={styles['name']} title={run.path}>
        {runName(run)}
      </span>
      {run.state === 'live' ? <Badge tone="ok">live</Badge> : undefined}
      {run.state === 'opened' ? <Badge>opened file</Badge> : undefined}
      {run.trouble === undefined ? undefined : (
        <span className={styles['trouble']} title={run.trouble}>
          <TriangleAlert size={13} /> {run.trouble}
        </span>
      )}
    </>
  );
}

function Count({ of }: { readonly of: number }): ReactNode {
  return <span className={of === 0 ? `numeric ${styles['faint'] ?? ''}` : 'numeric'}>{formatCount(of)}</span>;
}

function EvictedCell({ run }: { readonly run: RunInfo }): ReactNode {
  const { spans, logs, samples, profiles } = run.evicted;
  const parts = [
    spans > 0 ? `${formatCount(spans)} spans` : '',
    logs > 0 ? `${formatCount(logs)} logs` : '',
    samples > 0 ? `${formatCount(samples)} samples` : '',
    profiles > 0 ? `${formatCount(profiles)} profiles` : '',
  ].filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  return (
    <span className={styles['evicted']} title="Removed because the run reached its size limit; the oldest went first">
      {parts.join(', ')}
    </span>
  );
}
