// Columns of the list of imports.
import { Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { fileFormatTitles, type ImportInfo } from '../../../contract/imports.ts';
import { formatNanos } from '../../../contract/duration-text.ts';
import { Badge, Pill, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { formatBytes, formatCount } from '../../ui/number-text.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import styles from './imports-page.module.css';

interface Actions {
  readonly open: (info: ImportInfo) => void;
  readonly cancel: (info: ImportInfo) => void;
}

const tones: Readonly<Record<ImportInfo['state'], Tone>> = {
  waiting: 'neutral',
  running: 'accent',
  done: 'ok',
  failed: 'error',
  cancelled: 'warning',
};

export function skippedCount({ skipped }: Pick<ImportInfo, 'skipped'>): number {
  return skipped.reduce((sum, one) => sum + one.count, 0);
}

export function formatName({ format, compression }: Pick<ImportInfo, 'format' | 'compression'>): string {
  if (format === undefined) return '–';
  return compression === undefined ? fileFormatTitles[format] : `${fileFormatTitles[format]}, ${compression}`;
}

export function StatePill({ state }: { readonly state: ImportInfo['state'] }): ReactNode {
  return (
    <Pill tone={tones[state]} active={state === 'running'}>
      {state}
    </Pill>
  );
}

export function importColumns({ open, cancel }: Actions): readonly Column<ImportInfo>[] {
  return [
    { id: 'name', title: 'File', width: 220, grow: 2, cell: (one) => <NameCell info={one} /> },
    {
      id: 'format',
      title: 'Format',
      width: 170,
      cell: (one) => <span className={styles['clip']}>{formatName(one)}</span>,
    },
    { id: 'state', title: 'State', width: 140, cell: (one) => <StateCell info={one} /> },
    { id: 'spans', title: 'Spans', width: 90, align: 'end', cell: ({ spans }) => <Count of={spans} /> },
    { id: 'logs', title: 'Logs', width: 80, align: 'end', cell: ({ logs }) => <Count of={logs} /> },
    { id: 'samples', title: 'Samples', width: 80, align: 'end', cell: ({ samples }) => <Count of={samples} /> },
    { id: 'profiles', title: 'Profiles', width: 70, align: 'end', cell: ({ profiles }) => <Count of={profiles} /> },
    { id: 'skipped', title: 'Skipped', width: 80, align: 'end', cell: (one) => <Count of={skippedCount(one)} warn /> },
    {
      id: 'size',
      title: 'Size',
      width: 90,
      align: 'end',
      cell: ({ bytesTotal }) => <span className="numeric">{formatBytes(bytesTotal)}</span>,
    },
    {
      id: 'took',
      title: 'Took',
      width: 80,
      align: 'end',
      cell: ({ startedAt, endedAt }) => (
        <span className="numeric">{endedAt === undefined ? '' : formatNanos((endedAt - startedAt) * 1e6)}</span>
      ),
    },
    {
      id: 'actions',
      title: <span className="visually-hidden">Actions</span>,
      width: 110,
      align: 'end',
      cell: (one) => (
        <span className={styles['actions']}>
          {one.run === undefined ? undefined : (
            <Button look="ghost" onClick={() => open(one)}>
              Open
            </Button>
          )}
          {one.endedAt === undefined ? (
            <IconButton label={`Cancel the import of ${one.name}`} onClick={() => cancel(one)}>
              <Square size={12} />
            </IconButton>
          ) : undefined}
        </span>
      ),
    },
  ];
}

function NameCell({ info }: { readonly info: ImportInfo }): ReactNode {
  return (
    <>
      <span className={styles['clip']} title={info.name}>
        {info.name}
      </span>
      {info.into === 'live' ? <Badge tone="ok">into live</Badge> : undefined}
    </>
  );
}

function StateCell({ info }: { readonly info: ImportInfo }): ReactNode {
  if (info.state !== 'running' || info.bytesTotal === 0) return <StatePill state={info.state} />;
  const share = info.bytesRead / info.bytesTotal;
  return (
    <span className={styles['running']}>
      <ProgressBar label={`Import of ${info.name}`} share={share} className={styles['bar']} />
      <span className="numeric">{Math.floor(share * 100)} %</span>
    </span>
  );
}

function Count({ of, warn = false }: { readonly of: number; readonly warn?: boolean }): ReactNode {
  const look = of === 0 ? styles['faint'] : warn ? styles['warn'] : '';
  return <span className={`numeric ${look ?? ''}`}>{formatCount(of)}</span>;
}
