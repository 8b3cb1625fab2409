// Tells whether an answer about a trace speaks of the same rows as the columns at hand: spans may have come in between.
import type { OfRows } from './trace-analysis.ts';

/** FNV-1a over the span ids in row order, 32 bits. */
export function rowsFingerprint(spanIds: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < spanIds.length; i++) hash = Math.imul(hash ^ (spanIds[i] as number), 0x01000193);
  return hash >>> 0;
}

export function ofRows({ rows, spanIds }: { readonly rows: number; readonly spanIds: Uint8Array }): OfRows {
  return { rows, fingerprint: rowsFingerprint(spanIds) };
}
