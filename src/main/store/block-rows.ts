// Writes the rows of one sealed block: its summary, its columns, its filter.
import type { Database, Statement } from 'better-sqlite3';
import { packColumn, type ColumnWriter } from './column-codec.ts';
import { SignalNumber, type StoredSignal } from './schema.ts';
import type { Columns } from './span-columns.ts';

/** What is known of a block without opening it. Times in nanoseconds; durations may be negative. */
export interface BlockFacts {
  readonly signal: StoredSignal;
  readonly count: number;
  readonly minStart: bigint;
  readonly maxStart: bigint;
  readonly minDuration: bigint;
  readonly maxDuration: bigint;
  readonly errors: number;
  /** Distinct numbers, any order. */
  readonly services: ReadonlySet<number>;
  readonly operations: ReadonlySet<number>;
  readonly resources: ReadonlySet<number>;
  readonly scopes: ReadonlySet<number>;
}

export class BlockRows {
  readonly #insert: Statement;
  readonly #insertColumn: Statement;
  readonly #writer: ColumnWriter;

  constructor(db: Database, writer: ColumnWriter) {
    this.#insert = db.prepare('INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#insertColumn = db.prepare('INSERT INTO block_columns VALUES (?, ?, ?)');
    this.#writer = writer;
  }

  /** Inside the writer's transaction. The filter is stored as it is: it does not compress. */
  write(block: number, facts: BlockFacts, columns: Columns, filter: Uint8Array): void {
    for (const set of [facts.services, facts.operations, facts.resources, facts.scopes]) {
      const numbers = Uint32Array.from(set).sort();
      this.#writer.u32(numbers.length);
      this.#writer.ints(numbers, numbers.length);
    }
    const summary = packColumn(this.#writer.take());
    this.#insert.run(
      block,
      SignalNumber[facts.signal],
      facts.count,
      bytesOfTime(facts.minStart),
      bytesOfTime(facts.maxStart),
      bytesOfTime(facts.minDuration),
      bytesOfTime(facts.maxDuration),
      facts.errors,
      summary,
    );
    for (const [name, bytes] of columns) this.#insertColumn.run(block, name, packColumn(bytes));
    this.#insertColumn.run(block, 'filter', filter);
  }
}

/** 8 bytes, big-endian two's complement: unsigned times sort as blobs do. */
export function bytesOfTime(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, value));
  return bytes;
}

export function timeOfBytes(bytes: Buffer): bigint {
  return bytes.readBigUInt64BE();
}

export function durationOfBytes(bytes: Buffer): bigint {
  return bytes.readBigInt64BE();
}

/** Smallest and largest of 64-bit times given as words, low first. Zero and zero when there are none. */
export function timeRange(words: Uint32Array, count: number): readonly [bigint, bigint] {
  if (count === 0) return [0n, 0n];
  let min = 0;
  let max = 0;
  for (let i = 1; i < count; i++) {
    if (before(words, i, min)) min = i;
    else if (before(words, max, i)) max = i;
  }
  return [wordsToBigint(words, min), wordsToBigint(words, max)];
}

function before(words: Uint32Array, a: number, b: number): boolean {
  const highA = words[2 * a + 1] as number;
  const highB = words[2 * b + 1] as number;
  return highA === highB ? (words[2 * a] as number) < (words[2 * b] as number) : highA < highB;
}

export function wordsToBigint(words: Uint32Array, i: number): bigint {
  return (BigInt(words[2 * i + 1] as number) << 32n) | BigInt(words[2 * i] as number);
}
