// Finds each span's parent by id, and names the parents that were never received. Part of trace-layout.ts.
import { IdTable } from './id-table.ts';

/** The parent of a root. */
export const rootParent = -1;

export interface ParentLinks {
  /**
   * Per node: the node above it, or `rootParent`. Nodes [0, count) are spans; nodes from `count` on are missing
   * parents (roots, all of them).
   */
  readonly parent: Int32Array;
  readonly selfParent: Uint8Array;
  readonly missingCount: number;
  /** Two words per missing parent. */
  readonly missingIds: Uint32Array;
}

/** Of several spans with one id, the first received is the parent. A span that names itself becomes a root. */
export function linkParents(ids: Uint32Array, parentIds: Uint32Array, count: number): ParentLinks {
  const table = new IdTable(ids, count);
  for (let span = 0; span < count; span++) table.add(span);
  const found = new Int32Array(count);
  const selfParent = new Uint8Array(count);
  const missingIds = new Uint32Array(2 * count);
  const missing = new IdTable(missingIds, count);
  let missingCount = 0;
  for (let span = 0; span < count; span++) {
    const high = parentIds[2 * span] as number;
    const low = parentIds[2 * span + 1] as number;
    if (high === 0 && low === 0) {
      found[span] = rootParent;
      continue;
    }
    if (high === ids[2 * span] && low === ids[2 * span + 1]) {
      found[span] = rootParent;
      selfParent[span] = 1;
      continue;
    }
    const known = table.find(high, low);
    if (known >= 0) {
      found[span] = known;
      continue;
    }
    missingIds[2 * missingCount] = high;
    missingIds[2 * missingCount + 1] = low;
    const placeholder = missing.add(missingCount);
    if (placeholder === missingCount) missingCount++;
    found[span] = count + placeholder;
  }
  const parent = new Int32Array(count + missingCount).fill(rootParent);
  parent.set(found);
  return { parent, selfParent, missingCount, missingIds };
}
