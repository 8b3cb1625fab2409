// Columns of the list of sessions.
import type { ReactNode } from 'react';
import { serviceLabel } from '../../../../contract/service-label.ts';
import { formatDuration } from '../../../../contract/duration-text.ts';
import type { SessionOrder, SessionSummary } from '../../../../contract/sessions.ts';
import { durationNanos } from '../../../../contract/time.ts';
import { Pill, type Tone } from '../../../ui/badge.tsx';
import cells from '../../../ui/cell-text.module.css';
import { numberColumn } from '../../../ui/number-column.tsx';
import { formatCount } from '../../../ui/number-text.ts';
import { formatDay, formatClock } from '../../../ui/time-text.ts';
import type { Column } from '../../../ui/virtual-table.tsx';
import styles from './sessions-page.module.css';

const tones = { open: 'accent', ended: 'neutral', unknown: 'neutral' } as const satisfies Record<string, Tone>;

export function sessionColumns(
  { order, descending }: { readonly order: SessionOrder; readonly descending: boolean },
  sortBy: (order: SessionOrder) => void,
): readonly Column<SessionSummary>[] {
  const heading = (column: SessionOrder) => ({
    onSort: () => sortBy(column),
    sorted: order === column ? (descending ? ('descending' as const) : ('ascending' as const)) : undefined,
  });
  return [
    {
      id: 'id',
      title: 'Session',
      width: 170,
      grow: 2,
      ...heading('id'),
      cell: ({ id, keys }) => (
        <span className={cells['clipped']} title={`${keys.join(', ')} = ${id}`}>
          {id}
        </span>
      ),
    },
    {
      id: 'state',
      title: 'State',
      width: 70,
      ...heading('state'),
      cell: ({ state }) => (state === 'unknown' ? undefined : <Pill tone={tones[state]}>{state}</Pill>),
    },
    {
      id: 'services',
      title: 'Services',
      width: 110,
      grow: 1,
      ...heading('services'),
      cell: ({ services }) => (
        <span className={cells['clipped']} title={services.join(', ')}>
          {services.map((service) => serviceLabel(service, '(unnamed)')).join(', ')}
        </span>
      ),
    },
    { id: 'first', title: 'First', width: 164, ...heading('first'), cell: ({ first }) => <Time time={first} /> },
    { id: 'last', title: 'Last', width: 164, ...heading('last'), cell: ({ last }) => <Time time={last} /> },
    {
      ...numberColumn<SessionSummary>('duration', 'Duration', 84, ({ first, last }) =>
        last > first ? formatDuration(durationNanos(last - first)) : '',
      ),
      ...heading('duration'),
    },
    count('events', 'Events', ({ events }) => events, heading('events')),
    count('logs', 'Logs', ({ logs }) => logs, heading('logs')),
    count('spans', 'Spans', ({ spans }) => spans, heading('spans')),
    count('traces', 'Traces', ({ traces }) => traces, heading('traces')),
    {
      ...count('errors', 'Errors', ({ errors }) => errors, heading('errors')),
      cell: ({ errors }) => (
        <span className={errors > 0 ? styles['failed'] : cells['number']}>{errors > 0 ? formatCount(errors) : ''}</span>
      ),
    },
    {
      ...count('tokens', 'Tokens', () => 0, heading('tokens')),
      width: 104,
      cell: ({ inputTokens, outputTokens }) => (
        <span className={cells['number']} title="Tokens in / out">
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
  const text = (session: SessionSummary): string => (valueOf(session) === 0 ? '' : formatCount(valueOf(session)));
  return { ...numberColumn(id, title, 64, text), ...heading };
}

function Time({ time }: { readonly time: bigint }): ReactNode {
  return time === 0n ? undefined : (
    <span className={cells['number']}>
      {formatDay(time)} {formatClock(time)}
    </span>
  );
}
