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

export function sortedChildren(sorted: SortedTree, node: number): readonly SortedChild[] {
  const { tree, field, states } = sorted;
  const column = tree.sums[field];
  const { totalBytes } = tree.sums;
  if (isDull(sorted, node)) {
    return Array.from(insignificantChildren(sorted, node), (child) => ({ kind: 'node', node: child }));
  }
  const children: { readonly child: SortedChild; readonly value: number; readonly bytes: number }[] = [];
  let folded = false;
  for (let child = node + 1; child < (tree.end[node] as number); child = tree.end[child] as number) {
    if (states[child] !== Significance.none) {
      children.push({
        child: { kind: 'node', node: child },
        value: column[child] as number,
        bytes: totalBytes[child] as number,
      });
    } else if (!folded) {
      // Among equals the aggregate has the place of the first that it stands for.
      folded = true;
      const nodes = insignificantChildren(sorted, node);
      children.push({
        child: { kind: 'aggregate', parent: node, nodes },
        value: sumOf(column, nodes),
        bytes: sumOf(totalBytes, nodes),
      });
    }
  }
  return children.toSorted((x, y) => y.value - x.value || y.bytes - x.bytes).map(({ child }) => child);
}

/** Below what is insignificant itself nothing is folded: whoever opens it wants to see it. */
export function isDull({ states }: SortedTree, node: number): boolean {
  return node > 0 && states[node] === Significance.none;
}

/** Those that an aggregate stands for, sorted like all others. */
export function insignificantChildren({ tree, field, states }: SortedTree, node: number): Int32Array {
  const others: number[] = [];
  for (let child = node + 1; child < (tree.end[node] as number); child = tree.end[child] as number) {
    if (states[child] === Significance.none) others.push(child);
  }
  const column = tree.sums[field];
  const { totalBytes } = tree.sums;
  const order = (values: Float64Array, a: number, b: number): number => (values[b] as number) - (values[a] as number);
  return Int32Array.from(others).sort((a, b) => order(column, a, b) || order(totalBytes, a, b) || a - b);
}

export function sumOf(column: Float64Array, nodes: Int32Array): number {
  let sum = 0;
  for (const node of nodes) sum += column[node] as number;
  return sum;
}
