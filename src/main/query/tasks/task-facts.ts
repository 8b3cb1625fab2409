// What one row says about one task.
import { TaskKey, taskNumbers, type TaskNumber } from '../../../contract/task-events.ts';
import type { TaskId } from '../../../contract/tasks.ts';
import type { Attribute, AttributeMap, AttributeValue } from '../../../contract/values.ts';
import type { TaskRow } from './task-rows.ts';

export type TaskNumbers = Readonly<Record<TaskNumber, bigint>>;

export interface TaskFacts {
  readonly key: TaskId;
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly target: string;
  readonly location: string;
  readonly size: number;
  readonly originalSize: number;
  readonly fields: readonly Attribute[];
  /** Unix nanoseconds; 0 while it lives. */
  readonly ended: bigint;
  readonly numbers: TaskNumbers;
}

type Values = ReadonlyMap<string, AttributeValue>;

function valuesOf({ block, row }: TaskRow): Values {
  return new Map(block.attributesOf(row).map(({ key, value }) => [key, value]));
}

/** Of an event about one task. */
export function taskFacts(row: TaskRow): TaskFacts {
  const values = valuesOf(row);
  const text = (key: string): string => {
    const value = values.get(key);
    return typeof value === 'string' ? value : '';
  };
  const fields = values.get(TaskKey.fields);
  const numbers = numbersOf((key) => bigintOf(values.get(key)));
  return {
    key: taskKey(bigintOf(values.get(TaskKey.span)), numbers['task.created_ns']),
    id: text(TaskKey.id),
    name: text(TaskKey.name),
    kind: text(TaskKey.kind),
    target: text(TaskKey.target),
    location: text(TaskKey.location),
    size: Number(bigintOf(values.get(TaskKey.size))),
    originalSize: Number(bigintOf(values.get(TaskKey.originalSize))),
    fields: isMap(fields) ? Object.entries(fields).map(([key, value]) => ({ key, value })) : [],
    ended: bigintOf(values.get(TaskKey.ended)),
    numbers,
  };
}

/** Of an event about several: which they are, and their numbers. */
export class TaskStats {
  readonly keys: readonly TaskId[];
  /** As many for each task as `taskNumbers` has. */
  readonly #numbers: BigUint64Array;

  constructor(row: TaskRow) {
    const list = listsOf(row);
    const spans = list(TaskKey.span);
    this.#numbers = new BigUint64Array(spans.length * taskNumbers.length);
    for (const [which, key] of taskNumbers.entries()) {
      const values = list(key);
      for (let i = 0; i < spans.length; i++) this.#numbers[i * taskNumbers.length + which] = bigintOf(values[i]);
    }
    this.keys = spans.map((span, i) => taskKey(bigintOf(span), this.of(i)['task.created_ns']));
  }

  of(index: number): TaskNumbers {
    const at = index * taskNumbers.length;
    return numbersOf((key) => this.#numbers[at + taskNumbers.indexOf(key)] as bigint);
  }
}

/** Arrays of an event, one per key. */
export function listsOf(row: TaskRow): (key: string) => readonly AttributeValue[] {
  const values = valuesOf(row);
  return (key) => listOf(values.get(key));
}

function numbersOf(of: (key: TaskNumber) => bigint): TaskNumbers {
  return {
    'task.created_ns': of('task.created_ns'),
    'task.polls': of('task.polls'),
    'task.wakes': of('task.wakes'),
    'task.self_wakes': of('task.self_wakes'),
    'task.waker_clones': of('task.waker_clones'),
    'task.waker_drops': of('task.waker_drops'),
    'task.busy_ns': of('task.busy_ns'),
    'task.scheduled_ns': of('task.scheduled_ns'),
    'task.last_wake_ns': of('task.last_wake_ns'),
    'task.poll_started_ns': of('task.poll_started_ns'),
    'task.poll_ended_ns': of('task.poll_ended_ns'),
  };
}

/** @param created Unix nanoseconds */
export function taskKey(span: bigint, created: bigint): TaskId {
  return `${span}-${created}` as TaskId;
}

/** Records of other programs may hold anything under these keys. */
export function bigintOf(value: AttributeValue): bigint {
  if (typeof value === 'bigint') return value > 0n ? value : 0n;
  return typeof value === 'number' && value > 0 && Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n;
}

function listOf(value: AttributeValue): readonly AttributeValue[] {
  return Array.isArray(value) ? (value as readonly AttributeValue[]) : [];
}

function isMap(value: AttributeValue): value is AttributeMap {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
}
