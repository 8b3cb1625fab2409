// Columns of the table of tasks.
import type { ReactNode } from 'react';
import { formatDuration } from '../../../contract/duration-text.ts';
import type { TaskOrder, TaskState, TaskSummary } from '../../../contract/tasks.ts';
import type { DurationNanos } from '../../../contract/time.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { formatCount } from '../../ui/number-text.ts';
import type { Column } from '../../ui/virtual-table.tsx';
import { warningNames, warningText } from './warning-text.ts';
import styles from './tasks-page.module.css';

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
    id,
    title,
    width,
    grow,
    ...heading(id),
    cell: (task: TaskSummary) => (
      <span className={styles['clipped']} title={task[id]}>
        {task[id]}
      </span>
    ),
  });
  const time = (id: 'total' | 'busy' | 'scheduled' | 'idle', title: string) => ({
    id,
    title,
    width: 84,
    align: 'end' as const,
    ...heading(id),
    cell: (task: TaskSummary) => <Time of={task[id]} />,
  });
  const count = (id: 'polls' | 'wakes' | 'wakers', title: string, width: number) => ({
    id,
    title,
    width,
    align: 'end' as const,
    ...heading(id),
    cell: (task: TaskSummary) => <span className={styles['number']}>{formatCount(task[id])}</span>,
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
        <span className={name === '' ? styles['faint'] : styles['clipped']} title={name}>
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

function Time({ of }: { readonly of: DurationNanos }): ReactNode {
  return <span className={styles['number']}>{of === 0n ? '' : formatDuration(of)}</span>;
}
