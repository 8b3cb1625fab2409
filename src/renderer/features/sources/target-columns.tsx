// Columns of the metrics targets.
import type { ReactNode } from 'react';
import { formatDuration } from '../../../contract/duration-text.ts';
import { Pill, type Tone } from '../../ui/badge.tsx';
import { formatBytes, formatCount } from '../../ui/number-text.ts';
import { sentence } from '../../ui/sentence.ts';
import { formatClock } from '../../ui/time-text.ts';
import type { Column } from '../../ui/virtual-table.tsx';
import styles from './metrics-targets.module.css';
import { secondsText } from './form-texts.ts';
import type { TargetLine } from './use-targets.ts';

const tones = { waiting: 'accent', up: 'ok', down: 'error', paused: 'neutral' } as const satisfies Record<string, Tone>;

export const targetColumns: readonly Column<TargetLine>[] = [
  { id: 'state', title: 'State', width: 96, cell: ({ status }) => <State status={status} /> },
  { id: 'job', title: 'Job', width: 150, cell: ({ target }) => <Clipped text={target.job} /> },
  { id: 'url', title: 'Address', width: 220, grow: 2, cell: ({ target }) => <Clipped text={target.url} /> },
  {
    id: 'interval',
    title: 'Every',
    width: 64,
    align: 'end',
    cell: ({ target }) => <Mono text={secondsText(target.intervalSeconds)} />,
  },
  {
    id: 'last',
    title: 'Last scrape',
    width: 104,
    cell: ({ status }) => (
      <Mono
        text={
          status === undefined || status.lastAt === 0 ? '' : formatClock(BigInt(Math.floor(status.lastAt)) * 1_000_000n)
        }
      />
    ),
  },
  {
    id: 'took',
    title: 'Took',
    width: 80,
    align: 'end',
    cell: ({ status }) => (
      <Mono text={status === undefined || status.lastAt === 0 ? '' : tookText(status.durationMillis)} />
    ),
  },
  {
    id: 'samples',
    title: 'Samples',
    width: 84,
    align: 'end',
    cell: ({ status }) => <Mono text={status?.state === 'up' ? formatCount(status.samples) : ''} />,
  },
  {
    id: 'bytes',
    title: 'Page',
    width: 80,
    align: 'end',
    cell: ({ status }) => <Mono text={status?.state === 'up' ? formatBytes(status.bytes) : ''} />,
  },
  { id: 'words', title: 'Message', width: 200, grow: 3, cell: ({ status }) => <Clipped text={wordsOf(status)} /> },
];

export function wordsOf(status: TargetLine['status']): string {
  if (status?.failure === undefined) return status?.note ?? '';
  const { reason, advice } = status.failure;
  return `${sentence(reason)}${advice === '' ? '' : ` ${advice}`}`;
}

export function tookText(millis: number): string {
  return formatDuration(BigInt(Math.round(millis * 1000)) * 1000n);
}

export function State({ status }: Pick<TargetLine, 'status'>): ReactNode {
  const state = status?.state ?? 'waiting';
  return (
    <Pill tone={tones[state]} active={state === 'waiting'}>
      {state}
    </Pill>
  );
}

function Mono({ text }: { readonly text: string }): ReactNode {
  return <span className="numeric">{text}</span>;
}

function Clipped({ text }: { readonly text: string }): ReactNode {
  return (
    <span className={styles['clipped']} title={text}>
      {text}
    </span>
  );
}
