// Where the spans of one trace lie: the blocks that hold some of them, oldest block first, the head last.
import type { RunReader } from '../store/reader-face.ts';
import type { SpanBlock } from '../store/span-block.ts';

export interface TracePart {
  readonly block: SpanBlock;
  /** Rows of the block that belong to the trace, ascending; at least one. */
  readonly rows: Uint32Array;
}

/** `traceId`: 16 bytes. Empty when the run does not hold the trace. */
export function tracePartsOf(reader: RunReader, traceId: Uint8Array): TracePart[] {
  const numbers = [...reader.blocksOfTrace(traceId)].toSorted((a, b) => a - b);
  const parts: TracePart[] = [];
  for (const number of numbers) addPart(parts, reader.openSpanBlock(number), traceId);
  addPart(parts, reader.headSpans(), traceId);
  return parts;
}

function addPart(parts: TracePart[], block: SpanBlock, traceId: Uint8Array): void {
  const rows = block.rowsOfTrace(traceId).toSorted();
  if (rows.length > 0) parts.push({ block, rows });
}
