// The line of facts above the table: how many tasks are in which state, and as of when.
import type { ReactNode } from 'react';
import type { TaskListAnswer } from '../../../contract/tasks.ts';
import cells from '../../ui/cell-text.module.css';
import { formatCount, plural } from '../../ui/number-text.ts';
import { formatClock, formatDay } from '../../ui/time-text.ts';
import { BarText } from '../../ui/tool-bar.tsx';

interface TaskFactsProps {
  readonly answer: TaskListAnswer;
  /** Whether the page follows the live run. */
  readonly follows: boolean;
}

export function TaskFacts({ answer, follows }: TaskFactsProps): ReactNode {
  const { states, warned, at, services, service, tasks, total } = answer;
  const { running, scheduled, idle, completed, gone } = states;
  const connected = services.find(({ name }) => name === service)?.connected ?? false;
  const words = [
    `${formatCount(running)} running`,
    `${formatCount(scheduled)} scheduled`,
    `${formatCount(idle)} idle`,
    ...(completed > 0 ? [`${formatCount(completed)} completed in ten minutes`] : []),
    ...(gone > 0 ? [`${formatCount(gone)} gone with their program`] : []),
    ...(tasks.length < total ? [`the first ${formatCount(tasks.length)} listed`] : []),
  ];
  return (
    <>
      <span>{words.join(', ')}</span>
      {warned > 0 ? <BarText tone="warning">{plural(warned, 'task')} with warnings</BarText> : undefined}
      <span className={cells['faint']}>
        {follows && connected ? 'live' : `as of ${formatDay(at)} ${formatClock(at)}`}
        {follows && !connected ? ', no longer connected' : ''}
      </span>
    </>
  );
}
