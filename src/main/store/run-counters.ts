// The `run` table: what a run says about itself, and its counters.
import type { Database, Statement } from 'better-sqlite3';

export const counterNames = [
  'cursor',
  'traces',
  'spans',
  'logs',
  'evicted_spans',
  'evicted_logs',
  'evicted_blocks',
  'samples',
  'streams',
  'evicted_samples',
  'duplicate_samples',
  'late_samples',
  'refused_samples',
  'samples_epoch',
  'profiles',
  'evicted_profiles',
] as const;
export type CounterName = (typeof counterNames)[number];

/** Counters in memory, written when they moved. */
export class RunCounters {
  readonly #set: Statement;
  readonly #db: Database;
  readonly #stored: Map<CounterName, number> = new Map();
  readonly #now: Map<CounterName, number> = new Map();

  constructor(db: Database) {
    this.#db = db;
    this.#set = db.prepare('INSERT INTO run VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
    this.reset();
  }

  get(name: CounterName): number {
    return this.#now.get(name) ?? 0;
  }

  add(name: CounterName, amount: number): void {
    this.#now.set(name, this.get(name) + amount);
  }

  /** Inside a transaction. */
  write(): void {
    for (const name of counterNames) {
      const value = this.get(name);
      if (this.#stored.get(name) === value) continue;
      this.#set.run(name, value);
      this.#stored.set(name, value);
    }
  }

  /** Back to what the file says. */
  reset(): void {
    for (const name of counterNames) {
      const value = Number(factOf(this.#db, name) ?? 0);
      this.#stored.set(name, value);
      this.#now.set(name, value);
    }
  }

  text(key: string): string | undefined {
    const value = factOf(this.#db, key);
    return value === undefined ? undefined : String(value);
  }

  setText(key: string, value: string): void {
    this.#set.run(key, value);
  }
}

function factOf(db: Database, key: string): string | number | undefined {
  return (
    (db.prepare('SELECT value FROM run WHERE key = ?').pluck().get(key) as string | number | null | undefined) ??
    undefined
  );
}
