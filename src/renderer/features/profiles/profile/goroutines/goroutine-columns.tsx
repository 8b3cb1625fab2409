// Columns of the table of goroutine groups.
import type { CountedText, GoroutineGroup, GoroutineOrder } from '../../../../../contract/profiles/goroutine-views.ts';
import { Badge } from '../../../../ui/badge.tsx';
import { numberColumn } from '../../../../ui/number-column.tsx';
import { formatCount } from '../../../../ui/number-text.ts';
import { textColumn } from '../../../../ui/text-column.tsx';
import type { Column } from '../../../../ui/virtual-table.tsx';

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
  const change: readonly Column<GoroutineGroup>[] = compared
    ? [
        {
          ...numberColumn<GoroutineGroup>('change', 'Change', 84, ({ count, before = 0 }) => changeOf(count - before)),
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
    { ...numberColumn<GoroutineGroup>('count', 'Count', 72, ({ count }) => formatCount(count)), ...heading('count') },
    ...change,
    {
      ...numberColumn<GoroutineGroup>('wait', 'Waiting', 88, ({ waitMinutes }) =>
        waitMinutes > 0 ? `${waitMinutes} min` : '',
      ),
      ...heading('wait'),
    },
    textColumn('state', 'State', 150, 0, ({ states }) => statesText(states)),
    {
      ...textColumn<GoroutineGroup>('name', 'At', 220, 2, ({ frames }) => frames[0]?.function ?? '(empty stack)'),
      ...heading('name'),
    },
    textColumn('own', 'Called from', 200, 2, ({ frames }) => ownFrame(frames)),
    textColumn('creator', 'Created by', 160, 1, ({ creators }) => creators[0]?.text ?? ''),
    textColumn('labels', 'Labels', 140, 1, ({ labels }) => labels.map(({ text }) => text).join(', ')),
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
