// Tasks of async runtimes as they were at a time, worked out of stored events (docs/tasks.md).
import type { Brand, RunId } from './ids.ts';
import type { DurationNanos, UnixNanos } from './time.ts';
import type { Attribute } from './values.ts';

/** A task's number and the time of its creation: unique in a service. */
export type TaskId = Brand<string, 'TaskId'>;

/**
 * running: it is being polled. scheduled: it was woken and waits for a poll. idle: it waits to be woken.
 * gone: it lived when its program was last seen, and is not there in a later connection.
 */
export type TaskState = 'running' | 'scheduled' | 'idle' | 'completed' | 'gone';

/**
 * self-wakes: more than half of its wakes are its own. lost-waker: nothing can wake it any more. never-yielded: its first
 * poll has been running for a second or more. boxed: it was so large that the runtime put it on the heap by itself.
 * large: it has 1024 bytes or more.
 */
export type TaskWarning = 'self-wakes' | 'lost-waker' | 'never-yielded' | 'boxed' | 'large';

export interface TaskSummary {
  readonly key: TaskId;
  /** The number that the runtime gave it; empty where it gives none. */
  readonly id: string;
  /** Empty where the program named none. */
  readonly name: string;
  /** task, blocking, block_on, local, … */
  readonly kind: string;
  readonly target: string;
  /** `file:line:column`. */
  readonly location: string;
  readonly state: TaskState;
  readonly warnings: readonly TaskWarning[];
  readonly created: UnixNanos;
  /** `undefined` while it lives, and for what is gone. */
  readonly ended: UnixNanos | undefined;
  readonly total: DurationNanos;
  readonly busy: DurationNanos;
  readonly scheduled: DurationNanos;
  readonly idle: DurationNanos;
  readonly polls: number;
  readonly wakes: number;
  readonly selfWakes: number;
  /** Wakers that exist: clones less drops. */
  readonly wakers: number;
  readonly wakerClones: number;
  readonly wakerDrops: number;
  /** 0 before the first. */
  readonly lastWake: UnixNanos;
  readonly pollStarted: UnixNanos;
  readonly pollEnded: UnixNanos;
  /** Bytes; 0 where not told. */
  readonly size: number;
  readonly originalSize: number;
  readonly fields: readonly Attribute[];
}

export interface TaskService {
  readonly name: string;
  /** Whether it is still followed, and the newest time that is known of. */
  readonly connected: boolean;
  readonly last: UnixNanos;
}

/** What tasks wait for, by type, kind and place; counts since the connection began. */
export interface ResourceGroup {
  readonly type: string;
  readonly kind: string;
  readonly location: string;
  /** Part of another resource. */
  readonly internal: boolean;
  readonly live: number;
  readonly created: number;
  /** Attributes of the one that lives; empty where there are several. */
  readonly state: string;
  /** Names of async operations on it, such as `Mutex::lock`. */
  readonly ops: string;
  /** Operations that are not over. */
  readonly waiting: number;
  readonly polls: number;
}

export const taskOrders = [
  'state',
  'id',
  'name',
  'kind',
  'location',
  'total',
  'busy',
  'scheduled',
  'idle',
  'polls',
  'wakes',
  'wakers',
  'warnings',
] as const;
export type TaskOrder = (typeof taskOrders)[number];

export const taskFilters = ['all', 'live', 'completed', 'warnings'] as const;
export type TaskFilter = (typeof taskFilters)[number];

/** Seconds for which a task that has ended is listed. */
export const endedTaskSeconds = 600;

export interface TaskListRequest {
  readonly run: RunId;
  /** Without one: that of which something is known latest. */
  readonly service?: string | undefined;
  /** As of this time; without one the newest that is known. */
  readonly at?: UnixNanos | undefined;
  /** Within id, name, kind, target and location, whatever the case; empty for all. */
  readonly text: string;
  readonly shown: TaskFilter;
  readonly order: TaskOrder;
  readonly descending: boolean;
  /** 1 to 5000. */
  readonly limit: number;
}

export interface TaskListAnswer {
  /** Newest first; empty where nothing is known of tasks. */
  readonly services: readonly TaskService[];
  readonly service: string;
  /** The time that the answer is about; 0 without a service. */
  readonly at: UnixNanos;
  readonly tasks: readonly TaskSummary[];
  /** Of tasks that match. */
  readonly total: number;
  /** Of all tasks of the service. */
  readonly states: Readonly<Record<TaskState, number>>;
  readonly warned: number;
  readonly resources: readonly ResourceGroup[];
  readonly cursor: number;
}

/** One point for each time at which something was told about it, oldest first; totals until then. */
export interface TaskHistory {
  readonly times: BigUint64Array;
  readonly polls: Float64Array;
  readonly wakes: Float64Array;
  /** Nanoseconds. */
  readonly busy: Float64Array;
  readonly scheduled: Float64Array;
}

export interface TasksMethods {
  'tasks.list': { request: TaskListRequest; answer: TaskListAnswer };
  /** The last ten minutes before `at`. */
  'tasks.history': {
    request: {
      readonly run: RunId;
      readonly service: string;
      readonly key: TaskId;
      readonly at: UnixNanos;
    };
    answer: TaskHistory;
  };
}
