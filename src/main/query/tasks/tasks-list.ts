// tasks.list: the tasks of a service as they were at a time. Every task that lives is told again within a while, so that
// only the newest stretch of events is read, from its end: the first that is met of a task is what counts.
import { TaskEvent, taskRepeatSeconds } from '../../../contract/task-events.ts';
import {
  endedTaskSeconds,
  type TaskFilter,
  type TaskId,
  type TaskListAnswer,
  type TaskListRequest,
  type TaskOrder,
  type TaskService,
  type TaskState,
  type TaskSummary,
} from '../../../contract/tasks.ts';
import { unixNanos } from '../../../contract/time.ts';
import type { Alive } from '../../store/reader-face.ts';
import { resourceGroups } from './resource-groups.ts';
import type { TaskFacts, TaskStats } from './task-facts.ts';
import { newer, type ServicePart, type TaskRow, type TaskRows } from './task-rows.ts';
import type { ToldTasks } from './told-tasks.ts';
import { taskSummary } from './task-summary.ts';

const second = 1_000_000_000n;
const endedNanos = BigInt(endedTaskSeconds) * second;
/** Numbers of a task that were told before it was last told as a whole are of no use. */
const repeatNanos = BigInt(2 * taskRepeatSeconds) * second;

export function tasksList(rows: TaskRows, told: ToldTasks, request: TaskListRequest, alive: Alive): TaskListAnswer {
  told.turn();
  const cursor = rows.refresh();
  const services = servicesOf(rows, alive);
  const states: Record<TaskState, number> = { running: 0, scheduled: 0, idle: 0, completed: 0, gone: 0 };
  const service = services.find(({ name }) => name === request.service) ?? services[0];
  const nothing = {
    services,
    service: '',
    at: unixNanos(0n),
    tasks: [],
    total: 0,
    states,
    warned: 0,
    resources: [],
    cursor,
  };
  if (service === undefined) return nothing;
  const number = rows.run.reader.serviceNumber(service.name);
  const to = request.at === undefined || request.at > service.last ? service.last : request.at;
  const from = to > endedNanos ? to - endedNanos : 0n;
  const whole = new Map<TaskId, { facts: TaskFacts; at: bigint }>();
  const newest = new Map<TaskId, { stats: TaskStats; index: number; at: bigint }>();
  let connectedAt = 0n;
  let resources: TaskRow | undefined;
  let at = 0n;
  for (const row of rows.newestFirst(number, from, to, alive)) {
    if (row.at > at) at = row.at;
    if (row.key !== undefined) {
      // Rows of one commit are not in the order of their times alone: the end of a task is never taken back.
      const before = whole.get(row.key);
      if (before === undefined) whole.set(row.key, { facts: told.facts(row), at: row.at });
      else if (before.facts.ended === 0n && row.ended) whole.set(row.key, { facts: told.facts(row), at: before.at });
    } else if (row.event === TaskEvent.stats) {
      if (to - row.at > repeatNanos) continue;
      const stats = told.stats(row);
      for (const [index, key] of stats.keys.entries())
        if (!newest.has(key)) newest.set(key, { stats, index, at: row.at });
    } else if (row.event === TaskEvent.resources) resources ??= row;
    else if (row.event === TaskEvent.connected && row.at > connectedAt) connectedAt = row.at;
  }
  const tasks = [...whole.values()].map(({ facts, at: saidAt }) => {
    const later = newest.get(facts.key);
    const usable = later !== undefined && later.at > saidAt && facts.ended === 0n;
    const current = usable ? { ...facts, numbers: later.stats.of(later.index) } : facts;
    return taskSummary(current, at, (usable ? later.at : saidAt) < connectedAt);
  });
  for (const { state } of tasks) states[state] += 1;
  const matching = tasks.filter((task) => passes(task, request.shown) && mentions(task, request.text));
  const sign = request.descending ? -1 : 1;
  matching.sort(
    (a, b) => sign * compare(valueOf(a, request.order), valueOf(b, request.order)) || compare(a.created, b.created),
  );
  return {
    services,
    service: service.name,
    at: unixNanos(at),
    tasks: matching.slice(0, request.limit),
    total: matching.length,
    states,
    warned: tasks.filter(({ warnings }) => warnings.length > 0).length,
    resources: resources === undefined ? [] : resourceGroups(resources),
    cursor,
  };
}

function servicesOf(rows: TaskRows, alive: Alive): TaskService[] {
  const found = new Map<number, ServicePart>();
  for (const [service, part] of rows.services(alive)) {
    const before = found.get(service);
    found.set(service, before === undefined ? part : newer(before, part));
  }
  return [...found]
    .map(([service, { last, connected }]) => ({
      name: rows.run.reader.serviceName(service),
      last: unixNanos(last),
      connected,
    }))
    .sort((a, b) => compare(b.last, a.last) || compare(a.name, b.name));
}

function passes({ state, warnings }: TaskSummary, filter: TaskFilter): boolean {
  if (filter === 'live') return state !== 'completed' && state !== 'gone';
  if (filter === 'completed') return state === 'completed' || state === 'gone';
  return filter === 'all' || warnings.length > 0;
}

function mentions({ id, name, kind, target, location }: TaskSummary, text: string): boolean {
  const needle = text.trim().toLowerCase();
  return needle === '' || [id, name, kind, target, location].some((one) => one.toLowerCase().includes(needle));
}

const stateOrder: readonly TaskState[] = ['running', 'scheduled', 'idle', 'completed', 'gone'];

function valueOf(task: TaskSummary, order: TaskOrder): bigint | number | string {
  if (order === 'state') return stateOrder.indexOf(task.state);
  if (order === 'warnings') return task.warnings.length;
  if (order === 'id') return /^\d{1,15}$/.test(task.id) ? Number(task.id) : 0;
  return task[order];
}

function compare<T extends bigint | number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
