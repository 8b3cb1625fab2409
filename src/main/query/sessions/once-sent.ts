// Spans that came more than once (sent again, or sent and fetched) stand on a timeline once.
import { EqualRows } from '../id-table.ts';
import type { TracePart } from '../trace-parts.ts';

/** Of the spans of one trace with the same id and start, the one that ends last. */
export function onceSent(parts: readonly TracePart[]): readonly TracePart[] {
  const total = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  if (total < 2) return parts;
  const ids = new Uint8Array(8 * total);
  const starts = new BigUint64Array(total);
  const ends = new BigUint64Array(total);
  let at = 0;
  for (const { block, rows } of parts)
    for (const row of rows) {
      for (let i = 0; i < 8; i++) ids[8 * at + i] = block.spanIds[8 * row + i] as number;
      starts[at] = block.start[row] as bigint;
      ends[at] = block.end[row] as bigint;
      at += 1;
    }
  const table = new EqualRows([new Uint32Array(ids.buffer), new Uint32Array(starts.buffer)], total);
  const kept = Array.from({ length: total }, (_, i) => i);
  let all = true;
  for (let i = 0; i < total; i++) {
    const first = table.add(i);
    if (first === i) continue;
    all = false;
    if ((ends[i] as bigint) > (ends[kept[first] as number] as bigint)) kept[first] = i;
    kept[i] = -1;
  }
  if (all) return parts;
  const shown = new Set(kept);
  let before = 0;
  return parts.flatMap(({ block, rows }) => {
    const from = before;
    before += rows.length;
    const left = rows.filter((_, i) => shown.has(from + i));
    return left.length === 0 ? [] : [{ block, rows: left }];
  });
}
