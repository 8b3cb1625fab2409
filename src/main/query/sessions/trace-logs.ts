// The log records of one block that name no session themselves, added up by trace, so that a session can count those that
// belong to it by their trace alone. Columns, found by halving: there are many blocks and many traces in each.
import { bytesOfHex, type TraceId } from '../../../contract/ids.ts';
import type { LogBlock } from '../../store/log-block.ts';
import { failedRecords } from './failed-records.ts';

export interface LogSum {
  readonly logs: number;
  readonly events: number;
  readonly errors: number;
  /** Unix nanoseconds. */
  readonly first: bigint;
  readonly last: bigint;
}

export class TraceLogs {
  /** Keys of traces, rising. */
  readonly #keys: Float64Array;
  readonly #sums: readonly LogSum[];

  /** @param names does the row name a session, or a joining value? */
  constructor(block: LogBlock, times: BigUint64Array, names: (row: number) => boolean) {
    const byTrace = new Map<number, Counting>();
    const failed = failedRecords(block);
    for (let row = 0; row < block.count; row++) {
      const trace = block.trace[row] as number;
      if (trace === 0 || names(row)) continue;
      const time = times[row] as bigint;
      let sum = byTrace.get(trace);
      if (sum === undefined) {
        sum = { logs: 0, events: 0, errors: 0, first: time, last: time };
        byTrace.set(trace, sum);
      }
      if (block.eventName[row] === 0) sum.logs += 1;
      else sum.events += 1;
      if (failed(row)) sum.errors += 1;
      if (time < sum.first) sum.first = time;
      if (time > sum.last) sum.last = time;
    }
    const keyed = Array.from(byTrace, ([trace, sum]) => [keyAt(block.traceIds, 16 * trace), sum] as const);
    keyed.sort(([a], [b]) => a - b);
    this.#keys = Float64Array.from(keyed, ([key]) => key);
    this.#sums = keyed.map(([, sum]) => sum);
  }

  of(key: number): LogSum | undefined {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#keys[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    return this.#keys[low] === key ? this.#sums[low] : undefined;
  }
}

type Counting = { -readonly [Key in keyof LogSum]: LogSum[Key] };

export function traceKey(trace: TraceId): number {
  const bytes = bytesOfHex(trace);
  return bytes === undefined ? Number.NaN : keyAt(bytes, 0);
}

/** 53 bits of all 16 bytes: ids may differ in any of them only. */
function keyAt(bytes: Uint8Array, start: number): number {
  let [high, low] = [0x811c9dc5, 0x9e3779b9];
  for (let i = start; i < start + 16; i++) {
    const byte = bytes[i] as number;
    high = Math.imul(high ^ byte, 0x01000193);
    low = Math.imul(low ^ byte, 0x85ebca6b) ^ (low >>> 13);
  }
  return (high >>> 0) * 0x200000 + (low >>> 11);
}
