// Which nodes matter for a metric: by themselves, by what is below them, or not at all.
import {
  allocationBounds,
  type AllocationCondition,
  type AllocationMetric,
} from '../../../../contract/profiles/allocation-metric.ts';
import type { AllocationTree } from './allocation-tree.ts';

export const Significance = { none: 0, below: 1, self: 2 } as const;

/** A state of `Significance` per node. */
export function significance(tree: AllocationTree, metric: AllocationMetric, alive: () => void): Uint8Array {
  const states = new Uint8Array(tree.count);
  const column = tree.sums[metric.field];
  const least = significantFrom(tree, metric);
  const holds = condition(tree, metric.condition);
  for (let node = tree.count - 1; node >= 0; node--) {
    if (node % 65_536 === 0) alive();
    if ((column[node] as number) >= least && holds(node)) states[node] = Significance.self;
    const up = tree.parent[node] as number;
    if (up >= 0 && states[node] !== Significance.none) states[up] = Significance.below;
  }
  return states;
}

/** The least number of the metric's field that is significant. */
export function significantFrom(tree: AllocationTree, metric: AllocationMetric): number {
  return (tree.sums[metric.field][0] as number) * metric.threshold;
}

function condition(tree: AllocationTree, kind: AllocationCondition): (node: number) => boolean {
  const { totalBytes, totalBlocks, lifetimes, readBytes, writeBytes } = tree.sums;
  const { tinyBytes, lowAccess, highAccess } = allocationBounds;
  const at = (column: Float64Array, node: number): number => column[node] as number;
  switch (kind) {
    case 'none':
      return () => true;
    case 'tiny':
      return (node) => ratio(at(totalBytes, node), at(totalBlocks, node)) <= tinyBytes;
    case 'short-lived': {
      const most = tree.points.shortLived ?? 0;
      return (node) => ratio(at(lifetimes, node), at(totalBlocks, node)) <= most;
    }
    case 'zero-access':
      return (node) => at(readBytes, node) === 0 || at(writeBytes, node) === 0;
    case 'low-access':
      return (node) => {
        const [bytes, reads, writes] = [at(totalBytes, node), at(readBytes, node), at(writeBytes, node)];
        if (reads === 0 || writes === 0) return false;
        return ratio(reads, bytes) <= lowAccess || ratio(writes, bytes) <= lowAccess;
      };
    case 'high-access':
      return (node) => {
        const bytes = at(totalBytes, node);
        return ratio(at(readBytes, node), bytes) >= highAccess || ratio(at(writeBytes, node), bytes) >= highAccess;
      };
  }
}

/** 0/0 is 0, as the reference viewer has it. */
export function ratio(part: number, whole: number): number {
  return part === 0 && whole === 0 ? 0 : part / whole;
}
