// What events about tasks said, read once: the list is asked again every second, and most of what it reads it has read before.
// Kept is what the last two questions looked at, by the records' addresses, which hold from journal to block.
import type { LogSequence } from '../../../contract/logs.ts';
import { taskFacts, TaskStats, type TaskFacts } from './task-facts.ts';
import type { TaskRow } from './task-rows.ts';

/** One per run reader. */
export class ToldTasks {
  readonly #facts = new Kept<TaskFacts>(taskFacts);
  readonly #stats = new Kept<TaskStats>((row) => new TaskStats(row));

  /** A new question begins. */
  turn(): void {
    this.#facts.turn();
    this.#stats.turn();
  }

  facts(row: TaskRow): TaskFacts {
    return this.#facts.of(row);
  }

  stats(row: TaskRow): TaskStats {
    return this.#stats.of(row);
  }
}

class Kept<T> {
  readonly #read: (row: TaskRow) => T;
  #before = new Map<LogSequence, T>();
  #now = new Map<LogSequence, T>();

  constructor(read: (row: TaskRow) => T) {
    this.#read = read;
  }

  turn(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }

  of(row: TaskRow): T {
    const { sequence } = row;
    let found = this.#now.get(sequence);
    if (found !== undefined) return found;
    found = this.#before.get(sequence) ?? this.#read(row);
    this.#now.set(sequence, found);
    return found;
  }
}
