// Columns of the fetched sources.
import type { ReactNode } from 'react';
import type { Collector, CollectorStatus } from '../../../../contract/collectors.ts';
import { Pill, type Tone } from '../../../ui/badge.tsx';
import { formatCount } from '../../../ui/number-text.ts';
import { formatClock } from '../../../ui/time-text.ts';
import type { Column } from '../../../ui/virtual-table.tsx';
import styles from './collectors.module.css';
import type { CollectorLine } from './use-collectors.ts';
import { wordsOf } from './use-trials.ts';

const tones = {
  connecting: 'accent',
  live: 'ok',
  waiting: 'warning',
  ended: 'neutral',
  paused: 'neutral',
  unusable: 'error',
} as const satisfies Record<CollectorStatus['state'], Tone>;

export const kindTitles: Readonly<Record<Collector['kind'], string>> = {
  streamkit: 'StreamKit control plane',
  statsviz: 'Go runtime (statsviz)',
  omnirt: 'OmniRT jobs',
  'tokio-console': 'Tokio tasks',
  health: 'Health',
  'llama-stack': 'Llama Stack database',
  'log-files': 'Log files',
};

export const collectorColumns: readonly Column<CollectorLine>[] = [
  { id: 'state', title: 'State', width: 112, cell: ({ status }) => <State status={status} /> },
  { id: 'name', title: 'Name', width: 150, cell: ({ collector }) => <Clipped text={collector.name} /> },
  { id: 'kind', title: 'Kind', width: 160, cell: ({ collector }) => <Clipped text={kindTitles[collector.kind]} /> },
  {
    id: 'place',
    title: 'Address',
    width: 180,
    grow: 2,
    cell: ({ collector }) => <Clipped text={placeOf(collector)} />,
  },
  {
    id: 'rate',
    title: 'Rate',
    width: 84,
    align: 'end',
    cell: ({ status }) => <Numeric text={status?.state === 'live' ? rateText(status.perSecond) : ''} />,
  },
  {
    id: 'records',
    title: 'Records',
    width: 92,
    align: 'end',
    cell: ({ status }) => <Numeric text={status === undefined ? '' : formatCount(status.records)} />,
  },
  {
    id: 'lost',
    title: 'Lost',
    width: 72,
    align: 'end',
    cell: ({ status }) => (
      <Numeric text={formatCount(status?.lost ?? 0)} className={(status?.lost ?? 0) > 0 ? styles['bad'] : undefined} />
    ),
  },
  {
    id: 'last',
    title: 'Last record',
    width: 104,
    cell: ({ status }) => <Numeric text={status === undefined ? '' : clockText(status.lastAt)} />,
  },
  { id: 'words', title: 'Message', width: 180, grow: 3, cell: ({ status }) => <Clipped text={messageOf(status)} /> },
];

/** Address or path. */
export function placeOf(collector: Collector): string {
  return 'path' in collector ? collector.path : collector.url;
}

/** `ms`: Unix milliseconds; empty for 0. */
export function clockText(ms: number): string {
  return ms === 0 ? '' : formatClock(BigInt(Math.floor(ms)) * 1_000_000n);
}

/** Why it is not live, else what is worth knowing, else what it found. */
export function messageOf(status: CollectorStatus | undefined): string {
  if (status === undefined) return '';
  if (status.failure !== undefined && status.state !== 'live') return wordsOf(status.failure);
  return status.note === '' ? status.facts.map(({ name, value }) => `${name}: ${value}`).join(', ') : status.note;
}

function rateText(perSecond: number): string {
  return `${perSecond >= 100 ? formatCount(Math.round(perSecond)) : perSecond.toFixed(1)}/s`;
}

export function State({ status }: Pick<CollectorLine, 'status'>): ReactNode {
  const state = status?.state ?? 'connecting';
  return (
    <Pill tone={tones[state]} active={state === 'connecting'}>
      {state}
    </Pill>
  );
}

function Numeric({
  text,
  className = '',
}: {
  readonly text: string;
  readonly className?: string | undefined;
}): ReactNode {
  return <span className={`numeric ${className}`}>{text}</span>;
}

function Clipped({ text }: { readonly text: string }): ReactNode {
  return (
    <span className={styles['clipped']} title={text}>
      {text}
    </span>
  );
}
