// Names by which tasks of async runtimes are stored: events of log records, written by the collector and read by queries.
// docs/tasks.md has the formats.

export const TaskEvent = {
  /** A console server was reached: what was alive before is only alive if it is told again. */
  connected: 'tokio.connected',
  disconnected: 'tokio.disconnected',
  /** All about one task: when it began, when it ended, and again and again while it lives. */
  task: 'tokio.task',
  /** Numbers of tasks that changed, as arrays. */
  stats: 'tokio.stats',
  /** What tasks wait for, counted by type, kind and location, as arrays. */
  resources: 'tokio.resources',
} as const;

/**
 * Seconds within which a task that lives is told again as a whole, as long as there are no more than some ten thousand:
 * who looks for the state at a time need not look further back.
 */
export const taskRepeatSeconds = 30;

/** Attributes of one task; ids and counts are ints, times are Unix nanoseconds, lengths nanoseconds, 0 for none yet. */
export const TaskKey = {
  /** The number of the task's span: unique in one process. */
  span: 'tokio.span_id',
  name: 'task.name',
  kind: 'task.kind',
  target: 'task.target',
  location: 'task.location',
  /** Fields of the span beyond those with a place of their own: a map. */
  fields: 'task.fields',
  /** The number that the runtime gave it, as text. */
  id: 'task.id',
  size: 'task.size_bytes',
  originalSize: 'task.original_size_bytes',
  ended: 'task.ended_ns',
} as const;

/** Attributes of one task in `tokio.task`, and arrays with one entry per task in `tokio.stats`. */
export const taskNumbers = [
  'task.created_ns',
  'task.polls',
  'task.wakes',
  'task.self_wakes',
  'task.waker_clones',
  'task.waker_drops',
  'task.busy_ns',
  'task.scheduled_ns',
  'task.last_wake_ns',
  'task.poll_started_ns',
  'task.poll_ended_ns',
] as const;
export type TaskNumber = (typeof taskNumbers)[number];

/** Attributes of `tokio.resources`: arrays with one entry per group. */
export const ResourceKey = {
  type: 'resource.type',
  kind: 'resource.kind',
  location: 'resource.location',
  internal: 'resource.internal',
  live: 'resource.live',
  created: 'resource.created',
  /** Texts: attributes of the one that lives, empty where there are several. */
  state: 'resource.state',
  /** Texts such as `Mutex::lock`, several with commas. */
  ops: 'resource.async_ops',
  /** Async operations that are not over. */
  waiting: 'resource.waiting',
  polls: 'resource.polls',
} as const;
