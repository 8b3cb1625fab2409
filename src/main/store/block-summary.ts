// What a reader keeps of every sealed block, and how it asks a block's filter and texts without opening it.
import type { Database, Statement } from 'better-sqlite3';
import { unixNanos, type UnixNanos } from '../../contract/time.ts';
import { durationOfBytes, timeOfBytes } from './block-rows.ts';
import { ColumnReader, MAX_ROWS, unpackColumn } from './column-codec.ts';
import { filterMayHold } from './pair-filter.ts';
import { SignalNumber } from './schema.ts';
import type { BlockSummary } from './span-block.ts';
import { damaged } from './store-error.ts';
import { hashesOfPair, hashText } from './value-hash.ts';

/** Later than every time. */
const LATEST = (1n << 64n) - 1n;
/** SeverityNumbers: 0 to 24. */
export const SEVERITIES = 25;

/** What a summary asks its reader for. */
export interface SummarySource {
  /** The stored bits of a block's filter. */
  filter(block: number): Uint8Array;
  /** Whether a text of the block, or a text form of one of its values, may contain the lower-case needle. */
  textMayContain(block: StoredSummary, needle: string, severities: number | undefined): boolean;
  /** Whether the block, its resources or its scopes may have exactly this text, as a key or otherwise. */
  textMayBe(block: StoredSummary, text: string): boolean;
  /** The stored bits of a log block's filter of values inside of bodies; `undefined` where it has none. */
  bodyFilter(block: number): Uint8Array | undefined;
  /** The stored bits of a log block's filter of trace ids; `undefined` where it has none. */
  traceFilter(block: number): Uint8Array | undefined;
  /** The stored column `severities` of a log block; `undefined` where it has none. */
  severities(block: number): Uint8Array | undefined;
}

type Row = [
  block: number,
  signal: number,
  count: number,
  minStart: Buffer,
  maxStart: Buffer,
  minDuration: Buffer,
  maxDuration: Buffer,
  errors: number,
  summary: Buffer,
];

export function selectBlocks(db: Database): Statement {
  return db
    .prepare(
      'SELECT block, signal, count, min_start, max_start, min_duration, max_duration, errors, summary FROM blocks WHERE block > ? ORDER BY block',
    )
    .raw();
}

/** In a damaged file a cell can hold anything. */
function isSound([block, , count, minStart, maxStart, minDuration, maxDuration, errors, summary]: Row): boolean {
  return (
    [block, count, errors].every((value) => Number.isSafeInteger(value) && value >= 0) &&
    count <= MAX_ROWS &&
    [minStart, maxStart, minDuration, maxDuration].every((value) => Buffer.isBuffer(value) && value.length === 8) &&
    Buffer.isBuffer(summary)
  );
}

export class StoredSummary implements BlockSummary {
  readonly block: number;
  readonly signal: 'traces' | 'logs';
  readonly count: number;
  /** Set by the reader, which knows what came before. */
  first = 0;
  readonly minStart: UnixNanos;
  readonly maxStart: UnixNanos;
  readonly minDuration: bigint;
  readonly maxDuration: bigint;
  readonly errors: number;
  readonly resources: readonly number[];
  readonly scopes: readonly number[];
  readonly #services: ReadonlySet<number>;
  readonly #operations: ReadonlySet<number>;
  readonly #source: SummarySource;
  #severities: { readonly counts: Uint32Array | undefined } | undefined;

  constructor(row: unknown, source: SummarySource) {
    if (!isSound(row as Row)) throw damaged('the summary of a block cannot be read');
    const [block, signal, count, minStart, maxStart, minDuration, maxDuration, errors, summary] = row as Row;
    this.block = block;
    this.signal = signal === SignalNumber.traces ? 'traces' : 'logs';
    this.count = count;
    this.minStart = unixNanos(timeOfBytes(minStart));
    // In files of the first program log records without a time of their own count as 0.
    const unknown = this.signal === 'logs' && this.minStart === 0n;
    this.maxStart = unixNanos(unknown ? LATEST : timeOfBytes(maxStart));
    this.minDuration = durationOfBytes(minDuration);
    this.maxDuration = durationOfBytes(maxDuration);
    this.errors = errors;
    this.#source = source;
    const reader = new ColumnReader(unpackColumn(summary));
    const next = (): number[] => Array.from(reader.ints(reader.u32()));
    this.#services = new Set(next());
    this.#operations = new Set(next());
    this.resources = next();
    this.scopes = next();
  }

  hasService(service: number): boolean {
    return this.#services.has(service);
  }

  hasOperation(operation: number): boolean {
    return this.#operations.has(operation);
  }

  /** Attributes of the spans (or logs), of their events, links, resources and scopes. */
  mayHold(key: string, value: string): boolean {
    // The filter knows the bytes that came, not the replacement characters that they are read with.
    if (`${key}${value}`.includes('\ufffd')) return true;
    const filter = this.#source.filter(this.block);
    return hashesOfPair(key, value).some((hash) => filterMayHold(filter, hash));
  }

  /** Names, messages, keys and values, those of resources and scopes included. */
  mayContain(needle: string, severities?: number): boolean {
    return this.#source.textMayContain(this, needle, severities);
  }

  /** Keys, names, messages and values that are texts, those of resources and scopes included. */
  mayHave(text: string): boolean {
    return this.#source.textMayBe(this, text);
  }

  get severities(): Uint32Array | undefined {
    if (this.signal !== 'logs') return undefined;
    this.#severities ??= { counts: severityCounts(this.#source.severities(this.block)) };
    return this.#severities.counts;
  }

  mayHoldInBody(key: string, value: string): boolean {
    if (`${key}${value}`.includes('\ufffd')) return true;
    const filter = this.#source.bodyFilter(this.block);
    return filter === undefined || hashesOfPair(key, value).some((hash) => filterMayHold(filter, hash));
  }

  mayHoldTrace(traceId: Uint8Array): boolean {
    const filter = this.#source.traceFilter(this.block);
    return filter === undefined || filterMayHold(filter, hashText(traceId));
  }
}

function severityCounts(column: Uint8Array | undefined): Uint32Array | undefined {
  return column === undefined ? undefined : new ColumnReader(column).ints(SEVERITIES);
}
