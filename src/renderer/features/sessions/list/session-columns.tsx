// Columns of the list of sessions.
import type { ReactNode } from 'react';
import { formatDuration } from '../../../../contract/duration-text.ts';
import type { SessionListRequest, SessionSummary } from '../../../../contract/sessions.ts';
import { durationNanos } from '../../../../contract/time.ts';
import { Pill, type Tone } from '../../../ui/badge.tsx';
import { formatCount } from '../../../ui/number-text.ts';
import { formatDay, formatClock } from '../../../ui/time-text.ts';
import type { Column } from '../../../ui/virtual-table.tsx';
import styles from './sessions-page.module.css';

type Order = SessionListRequest['order'];

const tones = { open: 'accent', ended: 'neutral', unknown: 'neutral' } as const satisfies Record<string, Tone>;

export function sessionColumns(
  { order, descending }: { readonly order: Order; readonly descending: boolean },
  sortBy: (order: Order) => void,
): readonly Column<SessionSummary>[] {
  const heading = (column: Order) => ({
    onSort: () => sortBy(column),
    sorted: order === column ? (descending ? ('descending' as const) : ('ascending' as const)) : undefined,
  });
  return [
    {
      id: 'id',
      title: 'Session',
      width: 220,
      grow: 2,
      ...heading('id'),
      cell: ({ id, keys }) => (
        <span className={styles['clipped']} title={`${keys.join(', ')} = ${id}`}>
          {id}
        </span>
      ),
    },
    {
      id: 'state',
      title: 'State',
      width: 76,
      cell: ({ state }) => (state === 'unknown' ? undefined : <Pill tone={tones[state]}>{state}</Pill>),
    },
    {
      id: 'services',
      title: 'Services',
      width: 150,
      grow: 1,
      cell: ({ services }) => (
        <span className={styles['clipped']} title={services.join(', ')}>
          {services.map((service) => (service === '' ? '(unnamed)' : service)).join(', ')}
        </span>
      ),
    },
    { id: 'first', title: 'First', width: 172, ...heading('first'), cell: ({ first }) => <Time time={first} /> },
    { id: 'last', title: 'Last', width: 172, ...heading('last'), cell: ({ last }) => <Time time={last} /> },
    {
      id: 'duration',
      title: 'Duration',
      width: 90,
      align: 'end',
      ...heading('duration'),
      cell: ({ first, last }) => (
        <span className={styles['number']}>{last > first ? formatDuration(durationNanos(last - first)) : ''}</span>
      ),
    },
    count('events', 'Events', ({ events }) => events, heading('events')),
    count('logs', 'Logs', ({ logs }) => logs),
    count('spans', 'Spans', ({ spans }) => spans, heading('spans')),
    count('traces', 'Traces', ({ traces }) => traces),
    {
      ...count('errors', 'Errors', ({ errors }) => errors, heading('errors')),
      cell: ({ errors }) => (
        <span className={errors > 0 ? styles['failed'] : styles['number']}>
          {errors > 0 ? formatCount(errors) : ''}
        </span>
      ),
    },
    {
      ...count('tokens', 'Tokens in/out', () => 0, heading('tokens')),
      width: 120,
      cell: ({ inputTokens, outputTokens }) => (
        <span className={styles['number']}>
          {inputTokens + outputTokens === 0 ? '' : `${formatCount(inputTokens)} / ${formatCount(outputTokens)}`}
        </span>
      ),
    },
  ];
}

function count(
  id: string,
  title: string,
  valueOf: (session: SessionSummary) => number,
  heading: Pick<Column<SessionSummary>, 'onSort' | 'sorted'> = {},
): Column<SessionSummary> {
  return {
    id,
    title,
    width: 78,
    align: 'end',
    ...heading,
    cell: (session) => (
      <span className={styles['number']}>{valueOf(session) === 0 ? '' : formatCount(valueOf(session))}</span>
    ),
  };
}

function Time({ time }: { readonly time: bigint }): ReactNode {
  return time === 0n ? undefined : (
    <span className={styles['number']}>
      {formatDay(time)} {formatClock(time)}
    </span>
  );
}
