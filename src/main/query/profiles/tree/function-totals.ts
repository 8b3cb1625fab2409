// Values per key: in it, and in it and everything that it calls. Where a function calls itself, only its outermost
// occurrence counts. One sweep with one counter per key, so the cost does not grow with the depth of stacks.
import type { CallTree } from './call-tree.ts';

export interface FunctionTotals {
  /** By key. */
  readonly self: Float64Array;
  readonly total: Float64Array;
}

/** @param self @param total of the tree's nodes, e.g. of one side */
export function functionTotals(
  { count, depth, key, keys }: CallTree,
  self: Float64Array,
  total: Float64Array,
): FunctionTotals {
  const sums = { self: new Float64Array(keys.count), total: new Float64Array(keys.count) };
  const open = new Int32Array(keys.count);
  const path: number[] = [];
  for (let node = 1; node < count; node++) {
    const level = depth[node] as number;
    while (path.length >= level) {
      const left = path.pop() as number;
      open[left] = (open[left] as number) - 1;
    }
    const own = key[node] as number;
    sums.self[own] = (sums.self[own] as number) + (self[node] as number);
    if (open[own] === 0) sums.total[own] = (sums.total[own] as number) + (total[node] as number);
    open[own] = (open[own] as number) + 1;
    path.push(own);
  }
  return sums;
}
