// tasks.history: what was told about one task in the last minutes.
import { TaskEvent } from '../../../contract/task-events.ts';
import { endedTaskSeconds, type TaskHistory } from '../../../contract/tasks.ts';
import type { RequestOf } from '../../../contract/methods.ts';
import type { Alive } from '../../store/reader-face.ts';
import { taskFacts, taskStats, type TaskNumbers } from './task-facts.ts';
import type { TaskRows } from './task-rows.ts';

export function tasksHistory(
  rows: TaskRows,
  { service, key, at: to }: RequestOf<'tasks.history'>,
  alive: Alive,
): TaskHistory {
  rows.refresh();
  const number = rows.run.reader.serviceNumber(service);
  const length = BigInt(endedTaskSeconds) * 1_000_000_000n;
  const points = new Map<bigint, TaskNumbers>();
  for (const row of rows.newestFirst(number, to > length ? to - length : 0n, to, alive)) {
    if (row.event === TaskEvent.task) {
      const facts = taskFacts(row);
      if (facts.key === key) points.set(row.at, facts.numbers);
    } else if (row.event === TaskEvent.stats) {
      const numbers = taskStats(row).find(([one]) => one === key)?.[1];
      if (numbers !== undefined) points.set(row.at, numbers);
    }
  }
  const sorted = [...points].sort(([a], [b]) => (a < b ? -1 : 1));
  const column = (of: keyof TaskNumbers): Float64Array =>
    Float64Array.from(sorted, ([, numbers]) => Number(numbers[of]));
  return {
    times: BigUint64Array.from(sorted, ([at]) => at),
    polls: column('task.polls'),
    wakes: column('task.wakes'),
    busy: Float64Array.from(sorted, ([at, numbers]) => Number(numbers['task.busy_ns'] + openPoll(at, numbers))),
    scheduled: column('task.scheduled_ns'),
  };
}

/** Nanoseconds of the poll that goes on: a long one would otherwise count all at once when it ends. */
function openPoll(at: bigint, numbers: TaskNumbers): bigint {
  const started = numbers['task.poll_started_ns'];
  return started > numbers['task.poll_ended_ns'] && at > started ? at - started : 0n;
}
