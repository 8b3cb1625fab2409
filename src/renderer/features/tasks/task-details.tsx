// One task: what it is, where its time went, what is dubious about it, and how busy it was.
import type { ReactNode } from 'react';
import { formatDuration } from '../../../contract/duration-text.ts';
import type { RunId } from '../../../contract/ids.ts';
import type { TaskSummary } from '../../../contract/tasks.ts';
import { durationNanos } from '../../../contract/time.ts';
import { AttributeList } from '../../ui/attribute-list.tsx';
import { Caution } from '../../ui/caution.tsx';
import { FactList, type Fact } from '../../ui/fact-list.tsx';
import { formatBytes, formatCount } from '../../ui/number-text.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { formatDay, formatExactClock } from '../../ui/time-text.ts';
import { TaskHistory } from './task-history.tsx';
import { TaskStateBadge } from './task-columns.tsx';
import { warningText } from './warning-text.ts';
import styles from './task-details.module.css';

interface TaskDetailsProps {
  readonly run: RunId;
  readonly service: string;
  readonly task: TaskSummary;
  readonly at: bigint;
  readonly onClose: () => void;
}

export function TaskDetails({ run, service, task, at, onClose }: TaskDetailsProps): ReactNode {
  const { total, polls, busy, scheduled, idle, lastWake } = task;
  const share = (part: bigint): string =>
    total === 0n
      ? formatDuration(part)
      : `${formatDuration(part)} (${Math.round((Number(part) / Number(total)) * 1000) / 10} %)`;
  const facts: readonly Fact[] = [
    ['State', <TaskStateBadge key="state" state={task.state} />],
    ['Kind', task.kind],
    ['Spawned at', task.location],
    ['Target', task.target],
    ['Created', moment(task.created)],
    ...(task.ended === undefined ? [] : ([['Ended', moment(task.ended)]] as const)),
    ['Total', formatDuration(total)],
    ['Busy', share(busy)],
    ['Scheduled', share(scheduled)],
    ['Idle', share(idle)],
    [
      'Polls',
      polls === 0 ? 'none' : `${formatCount(polls)}, ${formatDuration(durationNanos(busy / BigInt(polls)))} on average`,
    ],
    ['Wakes', `${formatCount(task.wakes)}, ${formatCount(task.selfWakes)} by itself`],
    [
      'Wakers',
      `${formatCount(task.wakers)} (${formatCount(task.wakerClones)} cloned, ${formatCount(task.wakerDrops)} dropped)`,
    ],
    [
      'Last woken',
      lastWake === 0n ? 'never' : at > lastWake ? `${formatDuration(durationNanos(at - lastWake))} before` : 'just now',
    ],
    ...(task.size === 0
      ? []
      : ([
          [
            'Future',
            task.originalSize > 0 && task.originalSize !== task.size
              ? `${formatBytes(task.originalSize)}, on the heap`
              : formatBytes(task.size),
          ],
        ] as const)),
  ];
  return (
    <SidePane
      label="Details of the task"
      title={[task.id, task.name].filter((word) => word !== '').join(' ') || 'Task'}
      closeLabel="Close the details"
      onClose={onClose}
    >
      {task.warnings.map((warning) => (
        <Caution key={warning}>{warningText(warning, task)}</Caution>
      ))}
      <FactList facts={facts} />
      <h3 className={styles['subtitle']}>The last ten minutes</h3>
      <TaskHistory run={run} service={service} task={task.key} at={at} />
      {task.fields.length === 0 ? undefined : (
        <>
          <h3 className={styles['subtitle']}>Fields</h3>
          <AttributeList attributes={task.fields} of={task.fields.length} toolsOf={() => undefined} />
        </>
      )}
    </SidePane>
  );
}

function moment(time: bigint): string {
  return `${formatDay(time)} ${formatExactClock(time)}`;
}
