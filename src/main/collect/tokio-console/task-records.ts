// Tasks as events and metrics. Formats: docs/tasks.md.
import { millisOfUnixNanos, unixNanos, durationNanos, type UnixNanos } from '../../../contract/time.ts';
import { formatDuration } from '../../../contract/duration-text.ts';
import type { MetricRecord } from '../../../contract/metric-records.ts';
import type { LogItem } from '../../../contract/otlp-records.ts';
import { TaskEvent, TaskKey, taskNumbers, type TaskNumber } from '../../../contract/task-events.ts';
import type { Attribute, AttributeMap, AttributeValue } from '../../../contract/values.ts';
import { eventItem } from '../../../contract/event-records.ts';
import { gaugeMetric, totalMetric } from '../metric-points.ts';
import type { NamedValue } from './read-common.ts';
import type { TaskStats } from './read-tasks.ts';
import type { KnownTask, TaskMemory } from './task-memory.ts';

const promoted: readonly string[] = [
  'task.name',
  'task.id',
  'kind',
  'spawn.location',
  'size.bytes',
  'original_size.bytes',
  'loc.file',
  'loc.line',
  'loc.col',
];

export function taskItem({ task, stats }: KnownTask, time: UnixNanos, observed: UnixNanos): LogItem {
  const field = (name: string): AttributeValue => task.fields.find((one) => one.name === name)?.value;
  const name = textOf(field('task.name'));
  const id = textOf(field('task.id'));
  const kind = textOf(field('kind')) || (task.blocking ? 'blocking' : 'task');
  const location = textOf(field('spawn.location')) || task.location;
  const rest = task.fields.filter((one) => !promoted.includes(one.name));
  const sizes: Attribute[] = [
    { key: TaskKey.size, value: field('size.bytes') },
    { key: TaskKey.originalSize, value: field('original_size.bytes') },
  ].filter(({ value }) => typeof value === 'bigint');
  const title = [kind === 'task' ? 'task' : `${kind} task`, id, name === '' ? '' : `"${name}"`]
    .filter((word) => word !== '')
    .join(' ');
  return eventItem({
    name: TaskEvent.task,
    time,
    observed,
    severity: 9,
    body: `${title} ${happened(stats)}${location === '' ? '' : `, spawned at ${location}`}`,
    attributes: [
      { key: TaskKey.span, value: BigInt.asIntN(64, task.id) },
      { key: TaskKey.id, value: id },
      { key: TaskKey.name, value: name },
      { key: TaskKey.kind, value: kind },
      { key: TaskKey.target, value: task.target },
      { key: TaskKey.location, value: location },
      ...(rest.length === 0 ? [] : [{ key: TaskKey.fields, value: mapOf(rest) }]),
      ...sizes,
      { key: TaskKey.ended, value: stats.dropped ?? 0n },
      ...taskNumbers.map((key) => ({ key, value: numberOf(stats, key) })),
    ],
  });
}

/** Numbers of several tasks. */
export function statsItem(tasks: readonly KnownTask[], time: UnixNanos, observed: UnixNanos): LogItem {
  return eventItem({
    name: TaskEvent.stats,
    time,
    observed,
    severity: 5,
    body: tasks.length === 1 ? '1 task changed' : `${tasks.length} tasks changed`,
    attributes: [
      { key: TaskKey.span, value: tasks.map(({ task }) => BigInt.asIntN(64, task.id)) },
      ...taskNumbers.map((key) => ({ key, value: tasks.map(({ stats }) => numberOf(stats, key)) })),
    ],
  });
}

function happened({ dropped, created, polls, busy }: TaskStats): string {
  if (dropped === undefined) return polls === 0n ? 'was not polled yet' : `lives, ${polls} polls`;
  const took = formatDuration(durationNanos(dropped > created ? dropped - created : 0n));
  return `ended after ${took}, ${polls} polls, busy for ${formatDuration(durationNanos(busy))}`;
}

function numberOf(stats: TaskStats, key: TaskNumber): bigint {
  const of: Record<TaskNumber, bigint | undefined> = {
    'task.created_ns': stats.created,
    'task.polls': stats.polls,
    'task.wakes': stats.wakes,
    'task.self_wakes': stats.selfWakes,
    'task.waker_clones': stats.wakerClones,
    'task.waker_drops': stats.wakerDrops,
    'task.busy_ns': stats.busy,
    'task.scheduled_ns': stats.scheduled,
    'task.last_wake_ns': stats.lastWake,
    'task.poll_started_ns': stats.pollStarted,
    'task.poll_ended_ns': stats.pollEnded,
  };
  return of[key] ?? 0n;
}

function textOf(value: AttributeValue): string {
  return value === undefined ? '' : String(value);
}

function mapOf(fields: readonly NamedValue[]): AttributeMap {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}

interface Before {
  readonly now: bigint;
  readonly busy: bigint;
}

/** How many tasks are in which state, how many ended since `start`, and how many were polled at once on average. */
export function taskMetrics(
  memory: TaskMemory,
  now: bigint,
  start: UnixNanos,
  before: Before | undefined,
): { readonly metrics: readonly MetricRecord[]; readonly counts: Before } {
  const time = unixNanos(now);
  const states = { running: 0, scheduled: 0, idle: 0 };
  for (const { pollStarted = 0n, pollEnded = 0n, lastWake = 0n } of memory.live())
    states[pollStarted > pollEnded ? 'running' : lastWake > pollStarted ? 'scheduled' : 'idle'] += 1;
  const metrics = Object.entries(states).map(([state, value]) =>
    gaugeMetric({
      name: 'tokio.tasks',
      unit: '{task}',
      value,
      time,
      attributes: [{ key: 'tokio.task.state', value: state }],
    }),
  );
  metrics.push(
    totalMetric({ name: 'tokio.tasks.ended', unit: '{task}', value: memory.ended, time, attributes: [], start }),
  );
  const busy = memory.busyUntil(now);
  const elapsed = before === undefined ? 0n : now - before.now;
  if (before !== undefined && elapsed > 0n) {
    const value = Math.max(0, Number(busy - before.busy)) / Number(elapsed);
    metrics.push(gaugeMetric({ name: 'tokio.busy_ratio', unit: '1', value, time, attributes: [] }));
  }
  return { metrics, counts: { now, busy } };
}

/** Whether a program's clock can be believed beside ours: within a day. */
export function plausible(theirs: bigint, ours: UnixNanos): boolean {
  return Math.abs(millisOfUnixNanos(unixNanos(theirs < 0n ? 0n : theirs)) - millisOfUnixNanos(ours)) < 86_400_000;
}
