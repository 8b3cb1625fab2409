// The tasks of one connection: what each of them is, its newest numbers, and which have to be told.
import type { NewTask, TaskStats, TaskUpdate } from './read-tasks.ts';

export interface KnownTask {
  readonly task: NewTask;
  readonly stats: TaskStats;
}

interface HeldTask {
  task: NewTask | undefined;
  stats: TaskStats | undefined;
  /** Unix nanoseconds at which it was told as a whole. */
  toldAt: bigint;
}

export interface Telling {
  /** To be told as a whole: new, ended, or not for a while. */
  readonly whole: readonly KnownTask[];
  /** Numbers that changed. */
  readonly changed: readonly KnownTask[];
  /** Tasks whose turn has not come yet. */
  readonly waiting: number;
  /** Tasks that began and ended while others were told, of which nothing is kept. */
  readonly left: number;
}

export interface TellingLimits {
  readonly whole: number;
  readonly changed: number;
  readonly repeated: number;
  readonly waiting: number;
  readonly repeatNanos: bigint;
}

/** As many ended tasks as a first message can hold, and more. */
const mostOver = 100_000;

export class TaskMemory {
  readonly #held = new Map<bigint, HeldTask>();
  /** Ids in the order in which they began or ended, or changed. */
  readonly #whole = new Set<bigint>();
  readonly #changed = new Set<bigint>();
  /** Nanoseconds of tasks that are over, and how many they are. */
  #endedBusy = 0n;
  ended = 0;

  readonly #over: Set<string>;

  /** @param over tasks that were told with their end; servers go on to send them, also in a next connection. Grows here. */
  constructor(over: Set<string>) {
    this.#over = over;
  }

  take(update: TaskUpdate): void {
    for (const task of update.tasks) {
      const held = this.#held.get(task.id);
      if (held === undefined) this.#held.set(task.id, { task, stats: undefined, toldAt: 0n });
      else held.task = task;
    }
    for (const [id, stats] of update.stats) {
      const held = this.#held.get(id);
      if (held === undefined) continue;
      if (stats.dropped !== undefined && this.#over.has(keyOf(id, stats))) {
        this.#held.delete(id);
        continue;
      }
      const ends = stats.dropped !== undefined && held.stats?.dropped === undefined;
      if (ends) {
        this.#endedBusy += stats.busy;
        this.ended += 1;
      }
      if (held.stats === undefined || ends) this.#whole.add(id);
      else this.#changed.add(id);
      held.stats = stats;
    }
  }

  /** Takes out what is to be told now, at most so much of each; what is over and told is forgotten. */
  tell(now: bigint, limits: TellingLimits): Telling {
    const left = this.#shed(limits.waiting);
    const whole = this.#some(this.#whole, limits.whole);
    let repeated = 0;
    for (const [id, { toldAt, stats }] of this.#held) {
      if (repeated >= limits.repeated || this.#whole.has(id)) continue;
      if (stats === undefined || toldAt === 0n || now - toldAt < limits.repeatNanos) continue;
      whole.push(id);
      repeated += 1;
    }
    for (const id of whole) this.#changed.delete(id);
    const changed = this.#some(this.#changed, limits.changed).flatMap((id) => this.#known(id));
    const told = whole.flatMap((id) => this.#known(id));
    for (const id of whole) {
      const held = this.#held.get(id);
      if (held?.stats?.dropped !== undefined) this.#forget(id, held.stats);
      else if (held !== undefined) held.toldAt = now;
    }
    return { whole: told, changed, waiting: this.#whole.size + this.#changed.size, left };
  }

  *live(): Generator<TaskStats> {
    for (const { stats } of this.#held.values()) if (stats !== undefined && stats.dropped === undefined) yield stats;
  }

  /** Nanoseconds that all tasks were polled until then. */
  busyUntil(now: bigint): bigint {
    let busy = this.#endedBusy;
    for (const { busy: own, pollStarted, pollEnded } of this.live()) {
      busy += own;
      if (pollStarted !== undefined && pollStarted > (pollEnded ?? 0n) && now > pollStarted) busy += now - pollStarted;
    }
    return busy;
  }

  #known(id: bigint): KnownTask[] {
    const held = this.#held.get(id);
    return held?.task === undefined || held.stats === undefined ? [] : [{ task: held.task, stats: held.stats }];
  }

  #some(from: Set<bigint>, most: number): bigint[] {
    const some: bigint[] = [];
    for (const id of from) {
      if (some.length >= most) break;
      some.push(id);
    }
    for (const id of some) from.delete(id);
    return some;
  }

  /** Forgets the oldest that are over, where more wait than may. */
  #shed(most: number): number {
    let left = 0;
    for (const id of this.#whole) {
      if (this.#whole.size <= most) break;
      const stats = this.#held.get(id)?.stats;
      if (stats?.dropped === undefined) continue;
      this.#whole.delete(id);
      this.#forget(id, stats);
      left += 1;
    }
    return left;
  }

  #forget(id: bigint, stats: TaskStats): void {
    this.#held.delete(id);
    this.#over.add(keyOf(id, stats));
    if (this.#over.size > mostOver)
      for (const first of this.#over) {
        this.#over.delete(first);
        break;
      }
  }
}

/** Numbers of spans are used again. */
function keyOf(id: bigint, { created }: TaskStats): string {
  return `${id} ${created}`;
}
