// The most that a program point held at once. Valgrind notes it only when the whole heap reaches a maximum, so the true one
// is at least what the point held at the moments that are known, and at least one block of its average size.
import type { AllocationTree } from './allocation-tree.ts';
import type { AllocationNode } from '../../../../contract/profiles/allocations.ts';

/** `undefined` for what is no single program point, and where lifetimes are not recorded. */
export function maximumOf(tree: AllocationTree, node: number): AllocationNode['maximum'] {
  const { points, nextSame } = tree;
  const point = tree.point[node] as number;
  if (point < 0 || !points.hasLifetimes || nextSame[point] !== -1) return undefined;
  return pointMaximum(tree, point);
}

export function pointMaximum(
  { points }: Pick<AllocationTree, 'points'>,
  point: number,
): NonNullable<AllocationNode['maximum']> {
  const bytes = points.maximumBytes[point] as number;
  const blocks = points.maximumBlocks[point] as number;
  if (!points.maximumIsLowerBound) return { bytes, blocks, atLeastBytes: bytes, atLeastBlocks: blocks };
  const all = points.totalBlocks[point] as number;
  const block = all > 0 ? Math.ceil((points.totalBytes[point] as number) / all) : 0;
  const least = (most: number, peak: Float64Array, end: Float64Array, one: number): number =>
    Math.max(most, peak[point] as number, end[point] as number, one);
  return {
    bytes,
    blocks,
    atLeastBytes: least(bytes, points.peakBytes, points.endBytes, block),
    atLeastBlocks: least(blocks, points.peakBlocks, points.endBlocks, Math.min(all, 1)),
  };
}
