// What concerns reversed stacks without making their tree: where a path leads, and what matches in stacks of which narrow
// parts were not followed. Asked of the tree that was reversed.
import {
  nameHash,
  nextHigh,
  nextLow,
  pathText,
  rootPathHash,
  type FramePath,
} from '../../../../contract/profiles/frame-path.ts';
import { beatOf } from '../../../../contract/beat.ts';
import type { Alive } from '../../../store/reader-face.ts';
import type { CallTree } from './call-tree.ts';
import { reachedBy } from './reversed-stacks.ts';

/** Keys from the innermost frame to the one that the path names; `undefined` where there is none. */
export function reversedKeysAt(
  { key, keys, parent }: CallTree,
  starts: Int32Array,
  path: FramePath,
  alive: Alive,
): readonly number[] | undefined {
  if (path === '') return [];
  const high = new Uint32Array(keys.count);
  const low = new Uint32Array(keys.count);
  for (let at = 0; at < keys.count; at++) {
    const hash = nameHash(keys.nameOf(at));
    high[at] = hash.high;
    low[at] = hash.low;
  }
  const wanted = Math.floor(Number.parseInt(path, 36) / 2 ** 20);
  const beat = beatOf(alive);
  for (const start of starts) {
    let above = rootPathHash.high;
    let aboveLow = rootPathHash.low;
    const passed: number[] = [];
    for (let node = start; node > 0; node = parent[node] as number) {
      const own = key[node] as number;
      beat(1);
      passed.push(own);
      above = nextHigh(above, high[own] as number);
      aboveLow = nextLow(aboveLow, low[own] as number);
      if (above === wanted && pathText({ high: above, low: aboveLow }) === path) return passed;
    }
  }
  return undefined;
}

/**
 * Sums of the starts whose stack, from the zoomed frame outwards, has a frame that matches: the outermost-only sum of the
 * reversed tree, however much of it was made.
 * @param zoom keys from the innermost frame to the zoomed one; none for everything
 */
export function reversedMatch(
  tree: CallTree,
  starts: Int32Array,
  chosen: Uint8Array,
  zoom: readonly number[],
): { readonly value: number; readonly left: number; readonly right: number } {
  const { key, parent, self, sides } = tree;
  const matches = new Uint8Array(tree.count);
  for (let node = 1; node < tree.count; node++) {
    matches[node] = matches[parent[node] as number] === 1 ? 1 : (chosen[key[node] as number] as number);
  }
  const sum = { value: 0, left: 0, right: 0 };
  for (const start of starts) {
    const from = zoom.length === 0 ? start : reachedBy(tree, start, zoom);
    if (from < 0 || matches[from] === 0) continue;
    sum.value += self[start] as number;
    sum.left += sides?.leftSelf[start] ?? 0;
    sum.right += sides?.rightSelf[start] ?? 0;
  }
  return sum;
}
