// Columns of the table of goroutine groups.
import type { ReactNode } from 'react';
import type { CountedText, GoroutineGroup, GoroutineOrder } from '../../../../../contract/profiles/goroutine-views.ts';
import { Badge } from '../../../../ui/badge.tsx';
import { formatCount } from '../../../../ui/number-text.ts';
import type { Column } from '../../../../ui/virtual-table.tsx';
import styles from './goroutines.module.css';

interface ColumnChoice {
  readonly order: GoroutineOrder;
  /** There is a dump to compare with. */
  readonly compared: boolean;
}

export function goroutineColumns(
  { order, compared }: ColumnChoice,
  sortBy: (order: GoroutineOrder) => void,
): readonly Column<GoroutineGroup>[] {
  const heading = (column: GoroutineOrder) => ({
    onSort: () => sortBy(column),
    sorted: order === column ? (column === 'name' ? ('ascending' as const) : ('descending' as const)) : undefined,
  });
  const number = (id: string, title: string, width: number, of: (group: GoroutineGroup) => ReactNode) => ({
    id,
    title,
    width,
    align: 'end' as const,
    cell: (group: GoroutineGroup) => <span className={styles['number']}>{of(group)}</span>,
  });
  const change: readonly Column<GoroutineGroup>[] = compared
    ? [
        {
          ...number('change', 'Change', 84, ({ count, before = 0 }) => changeOf(count - before)),
          ...heading('change'),
        },
        {
          id: 'news',
          title: '',
          width: 52,
          cell: ({ count, before }) =>
            before === 0 ? <Badge tone="warning">new</Badge> : count === 0 ? <Badge>gone</Badge> : undefined,
        },
      ]
    : [];
  return [
    { ...number('count', 'Count', 72, ({ count }) => formatCount(count)), ...heading('count') },
    ...change,
    {
      ...number('wait', 'Waiting', 88, ({ waitMinutes }) => (waitMinutes > 0 ? `${waitMinutes} min` : '')),
      ...heading('wait'),
    },
    {
      id: 'state',
      title: 'State',
      width: 130,
      cell: ({ states }) => <Clipped text={statesText(states)} />,
    },
    {
      id: 'name',
      title: 'At',
      width: 220,
      grow: 2,
      ...heading('name'),
      cell: ({ frames }) => <Clipped text={frames[0]?.function ?? '(empty stack)'} />,
    },
    {
      id: 'own',
      title: 'Called from',
      width: 200,
      grow: 2,
      cell: ({ frames }) => <Clipped text={ownFrame(frames)} />,
    },
    {
      id: 'creator',
      title: 'Created by',
      width: 160,
      grow: 1,
      cell: ({ creators }) => <Clipped text={creators[0]?.text ?? ''} />,
    },
    {
      id: 'labels',
      title: 'Labels',
      width: 140,
      grow: 1,
      cell: ({ labels }) => <Clipped text={labels.map(({ text }) => text).join(', ')} />,
    },
  ];
}

/** The innermost frame that is not of Go's runtime or sync packages, where that is another one than the innermost of all. */
function ownFrame(frames: GoroutineGroup['frames']): string {
  const own = frames.findIndex(({ function: name }) => !/^(?:runtime|sync|internal|time|syscall)[./]/.test(name));
  return own <= 0 ? (frames[1]?.function ?? '') : (frames[own]?.function ?? '');
}

export function statesText(states: readonly CountedText[]): string {
  return states.length === 1
    ? (states[0]?.text ?? '')
    : states.map(({ text, count }) => `${formatCount(count)} ${text}`).join(', ');
}

export function changeOf(change: number): string {
  return change === 0 ? '' : `${change > 0 ? '+' : '−'}${formatCount(Math.abs(change))}`;
}

function Clipped({ text }: { readonly text: string }): ReactNode {
  return (
    <span className={styles['clipped']} title={text}>
      {text}
    </span>
  );
}
