// Accesses per byte of a node: of a program point as the file has them, above that the sums of all points.
import { saturatedAccess, type DhatPoints } from '../../../../contract/profiles/dhat.ts';
import type { AllocationTree } from './allocation-tree.ts';

/** One count per byte, Infinity where one is saturated; empty where the points of the node do not have the same bytes. */
export function accessCounts(tree: AllocationTree, node: number, alive: () => void): Float64Array {
  const length = tree.accessLengths[node] as number;
  const counts = new Float64Array(length);
  if (length === 0) return counts;
  for (let at = node; at < (tree.end[node] as number); at++) {
    if (at % 1024 === 0) alive();
    for (let point = tree.point[at] as number; point >= 0; point = tree.nextSame[point] as number) {
      addCounts(tree.points, point, counts);
    }
  }
  return counts;
}

/** Valgrind's counters have 16 bits: what is missing of the reads and writes is a multiple of 65,536 when one wrapped. */
export function hasWrapped(points: DhatPoints, point: number): boolean {
  if (points.accessLengths[point] === 0) return false;
  const counts = new Float64Array(points.accessLengths[point] as number);
  addCounts(points, point, counts);
  let sum = 0;
  for (const count of counts) sum += count;
  const missing = (points.readBytes[point] as number) + (points.writeBytes[point] as number) - sum;
  return missing > 0 && missing % 65_536 === 0;
}

function addCounts(points: DhatPoints, point: number, counts: Float64Array): void {
  let at = 0;
  let repeat = 1;
  const end = points.accessStarts[point + 1] as number;
  for (let run = points.accessStarts[point] as number; run < end; run++) {
    const number = points.accesses[run] as number;
    if (number < 0) {
      repeat = -number;
      continue;
    }
    const count = number === saturatedAccess ? Infinity : number;
    for (const to = at + repeat; at < to; at++) counts[at] = (counts[at] as number) + count;
    repeat = 1;
  }
}
