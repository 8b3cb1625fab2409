// Columns of the table of tasks.
import type { ReactNode } from 'react';
import { formatDuration } from '../../../contract/duration-text.ts';
import type { TaskOrder, TaskState, TaskSummary } from '../../../contract/tasks.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import cells from '../../ui/cell-text.module.css';
import { numberColumn } from '../../ui/number-column.tsx';
import { formatCount } from '../../ui/number-text.ts';
import { textColumn } from '../../ui/text-column.tsx';
import type { Column } from '../../ui/virtual-table.tsx';
import { warningNames, warningText } from './warning-text.ts';
import styles from './task-columns.module.css';

const tones: Readonly<Record<TaskState, Tone>> = {
  running: 'ok',
  scheduled: 'accent',
  idle: 'neutral',
  completed: 'neutral',
  gone: 'neutral',
};

export function TaskStateBadge({ state }: { readonly state: TaskState }): ReactNode {
  return <Badge tone={tones[state]}>{state}</Badge>;
}

export function taskColumns(
  { order, descending }: { readonly order: TaskOrder; readonly descending: boolean },
  sortBy: (order: TaskOrder) => void,
): readonly Column<TaskSummary>[] {
  const heading = (column: TaskOrder) => ({
    onSort: () => sortBy(column),
    sorted: order === column ? (descending ? ('descending' as const) : ('ascending' as const)) : undefined,
  });
  const text = (id: 'id' | 'name' | 'kind' | 'location', title: string, width: number, grow: number) => ({
    ...textColumn<TaskSummary>(id, title, width, grow, (task) => task[id]),
    ...heading(id),
  });
  const time = (id: 'total' | 'busy' | 'scheduled' | 'idle', title: string) => ({
    ...numberColumn<TaskSummary>(id, title, 84, (task) => (task[id] === 0n ? '' : formatDuration(task[id]))),
    ...heading(id),
  });
  const count = (id: 'polls' | 'wakes' | 'wakers', title: string, width: number) => ({
    ...numberColumn<TaskSummary>(id, title, width, (task) => formatCount(task[id])),
    ...heading(id),
  });
  return [
    {
      id: 'warnings',
      title: 'Warnings',
      width: 128,
      ...heading('warnings'),
      cell: (task) =>
        task.warnings.length === 0 ? undefined : (
          <span
            className={styles['warned']}
            title={task.warnings.map((warning) => warningText(warning, task)).join('\n')}
          >
            {task.warnings.map((warning) => warningNames[warning]).join(', ')}
          </span>
        ),
    },
    text('id', 'Task', 64, 0),
    {
      id: 'state',
      title: 'State',
      width: 84,
      ...heading('state'),
      cell: ({ state }) => <TaskStateBadge state={state} />,
    },
    {
      ...text('name', 'Name', 140, 2),
      cell: ({ name }) => (
        <span className={name === '' ? cells['faint'] : cells['clipped']} title={name}>
          {name === '' ? '(unnamed)' : name}
        </span>
      ),
    },
    text('kind', 'Kind', 70, 0),
    time('total', 'Total'),
    time('busy', 'Busy'),
    time('scheduled', 'Scheduled'),
    time('idle', 'Idle'),
    count('polls', 'Polls', 72),
    count('wakes', 'Wakes', 72),
    count('wakers', 'Wakers', 66),
    text('location', 'Spawned at', 180, 2),
  ];
}
