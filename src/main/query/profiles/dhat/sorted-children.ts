// The children of a node as they are shown: the significant ones sorted by the metric, the others as one aggregate that
// has its place among them.
import { Significance } from './allocation-significance.ts';
import type { AllocationTree } from './allocation-tree.ts';

/** A view of the tree by one metric. */
export interface SortedTree {
  readonly tree: AllocationTree;
  readonly field: keyof AllocationTree['sums'];
  /** A state of `Significance` per node. */
  readonly states: Uint8Array;
}

export type SortedChild =
  | { readonly kind: 'node'; readonly node: number }
  /** Children of `parent` without anything significant; sorted too. */
  | { readonly kind: 'aggregate'; readonly parent: number; readonly nodes: Int32Array };

export function sortedChildren({ tree, field, states }: SortedTree, node: number): readonly SortedChild[] {
  const column = tree.sums[field];
  const { totalBytes } = tree.sums;
  const significant: number[] = [];
  const others: number[] = [];
  for (let child = node + 1; child < (tree.end[node] as number); child = tree.end[child] as number) {
    (states[child] === Significance.none ? others : significant).push(child);
  }
  const children: { readonly child: SortedChild; readonly value: number; readonly bytes: number }[] = significant.map(
    (child) => ({
      child: { kind: 'node', node: child },
      value: column[child] as number,
      bytes: totalBytes[child] as number,
    }),
  );
  if (others.length > 0) {
    const nodes = Int32Array.from(others).sort(
      (a, b) =>
        (column[b] as number) - (column[a] as number) || (totalBytes[b] as number) - (totalBytes[a] as number) || a - b,
    );
    children.push({
      child: { kind: 'aggregate', parent: node, nodes },
      value: sumOf(column, nodes),
      bytes: sumOf(totalBytes, nodes),
    });
  }
  return children.toSorted((a, b) => b.value - a.value || b.bytes - a.bytes).map(({ child }) => child);
}

export function sumOf(column: Float64Array, nodes: Int32Array): number {
  let sum = 0;
  for (const node of nodes) sum += column[node] as number;
  return sum;
}
