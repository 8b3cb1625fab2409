// The node that a path names, found in one sweep.
import {
  nameHash,
  nextHigh,
  nextLow,
  pathText,
  rootPathHash,
  type FramePath,
} from '../../../../contract/profiles/frame-path.ts';
import type { CallTree } from './call-tree.ts';

/** Node 0 for ''; the first of several where names repeat (siblings in time order); `undefined` where there is none. */
export function nodeAt({ count, depth, key, keys }: CallTree, path: FramePath): number | undefined {
  if (path === '') return 0;
  const named = new Uint8Array(keys.count);
  const highs = new Uint32Array(keys.count);
  const lows = new Uint32Array(keys.count);
  const highAt: number[] = [rootPathHash.high];
  const lowAt: number[] = [rootPathHash.low];
  const wanted = Math.floor(Number.parseInt(path, 36) / 2 ** 20);
  for (let node = 1; node < count; node++) {
    const own = key[node] as number;
    if (named[own] === 0) {
      const hash = nameHash(keys.nameOf(own));
      highs[own] = hash.high;
      lows[own] = hash.low;
      named[own] = 1;
    }
    const level = depth[node] as number;
    const high = nextHigh(highAt[level - 1] as number, highs[own] as number);
    highAt[level] = high;
    lowAt[level] = nextLow(lowAt[level - 1] as number, lows[own] as number);
    if (high === wanted && pathText({ high, low: lowAt[level] }) === path) return node;
  }
  return undefined;
}
