// tasks.history: what was told about one task in the last minutes. Of the task that was asked about last what was found is kept:
// while its details are open it is asked again every second.
import { TaskEvent } from '../../../contract/task-events.ts';
import type { LogSequence } from '../../../contract/logs.ts';
import { endedTaskSeconds, type TaskHistory } from '../../../contract/tasks.ts';
import type { RequestOf } from '../../../contract/methods.ts';
import type { Alive } from '../../store/reader-face.ts';
import { taskFacts, TaskStats, type TaskNumbers } from './task-facts.ts';
import type { TaskRow, TaskRows } from './task-rows.ts';

interface Kept {
  readonly service: string;
  readonly key: string;
  /** All rows between these times that had arrived up to this one were looked at. */
  readonly from: bigint;
  readonly to: bigint;
  readonly last: LogSequence;
  readonly points: Map<bigint, TaskNumbers>;
}

const length = BigInt(endedTaskSeconds) * 1_000_000_000n;

/** One per run reader. */
export class TasksHistory {
  readonly #rows: TaskRows;
  #kept: Kept | undefined;

  constructor(rows: TaskRows) {
    this.#rows = rows;
  }

  answer({ service, key, at: to }: RequestOf<'tasks.history'>, alive: Alive): TaskHistory {
    this.#rows.refresh();
    const number = this.#rows.run.reader.serviceNumber(service);
    const from = to > length ? to - length : 0n;
    const kept = this.#kept?.service === service && this.#kept.key === key ? this.#kept : undefined;
    const points = new Map([...(kept?.points ?? [])].filter(([at]) => at >= from && at <= to));
    let last = kept?.last ?? -1;
    for (const row of this.#rows.newestFirst(number, from, to, alive)) {
      if (kept !== undefined && row.sequence <= kept.last && row.at >= kept.from && row.at <= kept.to) continue;
      last = Math.max(last, row.sequence);
      const numbers = numbersIn(row, key);
      if (numbers !== undefined) points.set(row.at, numbers);
    }
    this.#kept = { service, key, from, to, last, points };
    return columnsOf([...points].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

function numbersIn(row: TaskRow, key: string): TaskNumbers | undefined {
  if (row.key !== undefined) return row.key === key ? taskFacts(row).numbers : undefined;
  if (row.event !== TaskEvent.stats) return undefined;
  const stats = new TaskStats(row);
  const index = stats.keys.findIndex((one) => one === key);
  return index < 0 ? undefined : stats.of(index);
}

function columnsOf(points: readonly (readonly [at: bigint, numbers: TaskNumbers])[]): TaskHistory {
  const column = (of: keyof TaskNumbers): Float64Array =>
    Float64Array.from(points, ([, numbers]) => Number(numbers[of]));
  return {
    times: BigUint64Array.from(points, ([at]) => at),
    polls: column('task.polls'),
    wakes: column('task.wakes'),
    busy: Float64Array.from(points, ([at, numbers]) => Number(numbers['task.busy_ns'] + openPoll(at, numbers))),
    scheduled: column('task.scheduled_ns'),
  };
}

/** Nanoseconds of the poll that goes on: a long one would otherwise count all at once when it ends. */
function openPoll(at: bigint, numbers: TaskNumbers): bigint {
  const started = numbers['task.poll_started_ns'];
  return started > numbers['task.poll_ended_ns'] && at > started ? at - started : 0n;
}
