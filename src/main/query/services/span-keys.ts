// Spans of any trace by a 64-bit hash of trace id and span id, as two words each: what parents are looked up by across
// the traces of a block. Two spans share a hash by chance once in many billions.
import type { SpanBlock } from '../../store/span-block.ts';

export interface SpanKeys {
  /** Two words per row. */
  readonly own: Uint32Array;
  /** Two words per row; both zero where the span has no parent. */
  readonly parents: Uint32Array;
}

export function spanKeysOf(block: SpanBlock): SpanKeys {
  const { count } = block;
  const traces = words(block.traceIds, 4 * block.traceCount);
  const ids = words(block.spanIds, 2 * count);
  const parentIds = words(block.parentIds, 2 * count);
  const own = new Uint32Array(2 * count);
  const parents = new Uint32Array(2 * count);
  for (let row = 0; row < count; row++) {
    const trace = 4 * (block.trace[row] as number);
    writeKey(own, row, traces, trace, ids);
    if (parentIds[2 * row] !== 0 || parentIds[2 * row + 1] !== 0) writeKey(parents, row, traces, trace, parentIds);
  }
  return { own, parents };
}

/** A copy of ids as words; their bytes need not be aligned. */
function words(bytes: Uint8Array, count: number): Uint32Array {
  const copy = new Uint32Array(count);
  new Uint8Array(copy.buffer).set(bytes.subarray(0, 4 * count));
  return copy;
}

/** Two words made of the four of a trace id and the two of a span id. Never both zero, which stands for "no parent". */
function writeKey(target: Uint32Array, row: number, traces: Uint32Array, trace: number, ids: Uint32Array): void {
  let one = 0x9e3779b9;
  let two = 0x85ebca6b;
  for (let i = 0; i < 6; i++) {
    const word = (i < 4 ? traces[trace + i] : ids[2 * row + i - 4]) as number;
    one = Math.imul(one ^ word, 0xcc9e2d51);
    one ^= one >>> 15;
    two = Math.imul(two ^ (word + one), 0x1b873593);
    two ^= two >>> 13;
  }
  target[2 * row] = one;
  target[2 * row + 1] = two | 1;
}
