// When a span begins, and which times may shape a picture. Senders without a clock send zero, and overflowing ones the year 2262
// (2^63-1 ns); such spans are kept and shown with their exact numbers, but do not stretch the time axis.

import type { SpanBlock } from '../store/span-block.ts';

const earliest = 631_152_000_000_000_000n; // 1990-01-01
const latest = 7_258_118_400_000_000_000n; // 2200-01-01

export function isPlausible(time: bigint): boolean {
  return time >= earliest && time < latest;
}

/** A span without a start begins at its end, as in the summaries of traces and blocks (docs/run-file.md). */
export function effectiveStart(block: SpanBlock, row: number): bigint {
  const start = block.start[row] as bigint;
  return start === 0n ? (block.end[row] as bigint) : start;
}
