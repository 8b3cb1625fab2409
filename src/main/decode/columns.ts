// Making, growing and shrinking the column sets that all signals share (contract/span-batch.ts).
// A set's capacity is the length of its first Uint32Array column.
import type { AttributeColumns, ResourceColumns, ScopeColumns } from '../../contract/span-batch.ts';
import { limits } from './limits.ts';
import { DecodeFault } from './result.ts';

const NO_WORDS = new Uint32Array(0);
const NO_BYTES = new Uint8Array(0);

/** The next capacity when `capacity` rows are full. Throws DecodeFault beyond `limits.rows`. */
export function grownCapacity(capacity: number): number {
  if (capacity >= limits.rows) throw new DecodeFault(`the request holds more than ${limits.rows} rows of one kind`, -1);
  return Math.min(limits.rows, Math.max(64, 2 * capacity));
}

/** The capacity to go on with after a request that used `used` rows: what it was, unless that was far too much. */
export function keptCapacity(capacity: number, used: number, floor: number): number {
  return capacity > floor && 4 * used < capacity ? Math.max(floor, 2 * used) : capacity;
}

export function resizedWords(column: Uint32Array, length: number): Uint32Array {
  const next = new Uint32Array(length);
  next.set(length < column.length ? column.subarray(0, length) : column);
  return next;
}

export function resizedBytes(column: Uint8Array, length: number): Uint8Array {
  const next = new Uint8Array(length);
  next.set(length < column.length ? column.subarray(0, length) : column);
  return next;
}

export function resizedDoubles(column: Float64Array, length: number): Float64Array {
  const next = new Float64Array(length);
  next.set(length < column.length ? column.subarray(0, length) : column);
  return next;
}

export function resizedIntegers(column: Int32Array, length: number): Int32Array {
  const next = new Int32Array(length);
  next.set(length < column.length ? column.subarray(0, length) : column);
  return next;
}

export function makeAttributes(): AttributeColumns {
  return {
    count: 0,
    keyStart: NO_WORDS,
    keyLength: NO_WORDS,
    kind: NO_BYTES,
    valueStart: NO_WORDS,
    valueLength: NO_WORDS,
    words: NO_WORDS,
  };
}

export function resizeAttributes(columns: AttributeColumns, rows: number): void {
  columns.keyStart = resizedWords(columns.keyStart, rows);
  columns.keyLength = resizedWords(columns.keyLength, rows);
  columns.kind = resizedBytes(columns.kind, rows);
  columns.valueStart = resizedWords(columns.valueStart, rows);
  columns.valueLength = resizedWords(columns.valueLength, rows);
  columns.words = resizedWords(columns.words, 2 * rows);
}

export function makeResources(): ResourceColumns {
  return {
    count: 0,
    rawStart: NO_WORDS,
    rawLength: NO_WORDS,
    attributeStart: NO_WORDS,
    attributeCount: NO_WORDS,
    dropped: NO_WORDS,
    serviceStart: NO_WORDS,
    serviceLength: NO_WORDS,
    schemaUrlStart: NO_WORDS,
    schemaUrlLength: NO_WORDS,
  };
}

export function resizeResources(columns: ResourceColumns, rows: number): void {
  columns.rawStart = resizedWords(columns.rawStart, rows);
  columns.rawLength = resizedWords(columns.rawLength, rows);
  columns.attributeStart = resizedWords(columns.attributeStart, rows);
  columns.attributeCount = resizedWords(columns.attributeCount, rows);
  columns.dropped = resizedWords(columns.dropped, rows);
  columns.serviceStart = resizedWords(columns.serviceStart, rows);
  columns.serviceLength = resizedWords(columns.serviceLength, rows);
  columns.schemaUrlStart = resizedWords(columns.schemaUrlStart, rows);
  columns.schemaUrlLength = resizedWords(columns.schemaUrlLength, rows);
}

export function makeScopes(): ScopeColumns {
  return {
    count: 0,
    rawStart: NO_WORDS,
    rawLength: NO_WORDS,
    nameStart: NO_WORDS,
    nameLength: NO_WORDS,
    versionStart: NO_WORDS,
    versionLength: NO_WORDS,
    attributeStart: NO_WORDS,
    attributeCount: NO_WORDS,
    dropped: NO_WORDS,
    schemaUrlStart: NO_WORDS,
    schemaUrlLength: NO_WORDS,
  };
}

export function resizeScopes(columns: ScopeColumns, rows: number): void {
  columns.rawStart = resizedWords(columns.rawStart, rows);
  columns.rawLength = resizedWords(columns.rawLength, rows);
  columns.nameStart = resizedWords(columns.nameStart, rows);
  columns.nameLength = resizedWords(columns.nameLength, rows);
  columns.versionStart = resizedWords(columns.versionStart, rows);
  columns.versionLength = resizedWords(columns.versionLength, rows);
  columns.attributeStart = resizedWords(columns.attributeStart, rows);
  columns.attributeCount = resizedWords(columns.attributeCount, rows);
  columns.dropped = resizedWords(columns.dropped, rows);
  columns.schemaUrlStart = resizedWords(columns.schemaUrlStart, rows);
  columns.schemaUrlLength = resizedWords(columns.schemaUrlLength, rows);
}
