// Everything about one node: the reference viewer's lines, its stack, its accesses, and how it is reached in the tree.
import { accessCounts, hasWrapped } from './access-counts.ts';
import { accessLines, aggregateNumbers, allocationLines, frameLines, nodeNumbers } from './allocation-lines.ts';
import { maximumOf } from './allocation-maximum.ts';
import type { AllocationTree } from './allocation-tree.ts';
import { allocationColumns } from './allocation-columns.ts';
import { insignificantChildren, isDull, sortedChildren, type SortedTree } from './sorted-children.ts';
import { isOpenByItself } from './visible-rows.ts';
import { Significance } from './allocation-significance.ts';
import type { AllocationNode, AllocationNumbers } from '../../../../contract/profiles/allocations.ts';

/** @param node -1 - n is the aggregate below node n */
export function allocationNode(sorted: SortedTree, node: number, alive: () => void): AllocationNode {
  const { tree } = sorted;
  const of = node < 0 ? -1 - node : node;
  const nodes = node < 0 ? insignificantChildren(sorted, of) : undefined;
  const numbers = nodes === undefined ? nodeNumbers(tree, of) : aggregateNumbers(tree, nodes);
  const accesses = node < 0 ? new Float64Array(0) : accessCounts(tree, node, alive);
  const { id, siblings } = placeOf(sorted, node);
  const children = node < 0 ? 0 : sortedChildren(sorted, node).length;
  const columns = allocationColumns(tree.points, 1, (field) => numbers[field]);
  const above = path(sorted, node).slice(1);
  return {
    id,
    lines: [
      `PP ${id}/${siblings} ${children > 0 ? `(${children} children) ` : ''}{`,
      ...allocationLines(tree, numbers, undefined, node <= 0 ? -1 : (tree.point[node] as number)).map(indented),
      ...(accesses.length > 0 ? ['  Accesses: {', ...accessLines(accesses).map((line) => `    ${line}`), '  }'] : []),
      `  ${tree.points.verb} at {`,
      ...(nodes === undefined ? frameLines(tree, node, true) : [`[${nodes.length} insignificant]`]).map(
        (line) => `    ${line}`,
      ),
      '  }',
      '}',
    ],
    numbers: Object.fromEntries(
      Object.entries(columns).map(([field, column]) => [field, column[0]]),
    ) as unknown as AllocationNumbers,
    stack: stackOf(tree, of),
    own: (tree.frameStarts[of + 1] as number) - (tree.frameStarts[of] as number) - (of === 0 ? 1 : 0),
    points: pointsOf(tree, nodes ?? [node]),
    maximum: node < 0 ? undefined : maximumOf(tree, node),
    accesses,
    wrapped: node >= 0 && someWrapped(tree, node, alive),
    closedAbove: above.filter((one) => !isOpenByItself(sorted, one)),
    above,
  };
}

const indented = (line: string): string => `  ${line}`;

/** From the node upwards, with the aggregates that stand between. */
function path(sorted: SortedTree, node: number): readonly number[] {
  const steps: number[] = [];
  let at = node;
  if (at < 0) {
    steps.push(at);
    at = -1 - at;
  }
  for (; at >= 0; at = sorted.tree.parent[at] as number) {
    steps.push(at);
    const up = sorted.tree.parent[at] as number;
    if (up >= 0 && sorted.states[at] === Significance.none && !isDull(sorted, up)) steps.push(-1 - up);
  }
  return steps;
}

function placeOf(sorted: SortedTree, node: number): { readonly id: string; readonly siblings: number } {
  const steps = path(sorted, node).toReversed();
  const places: number[] = [];
  let siblings = 1;
  for (const [at, step] of steps.entries()) {
    if (at === 0) {
      places.push(1);
      continue;
    }
    const above = steps[at - 1] as number;
    const children =
      above < 0
        ? [...insignificantChildren(sorted, -1 - above)]
        : sortedChildren(sorted, above).map((child) => (child.kind === 'node' ? child.node : -1 - child.parent));
    places.push(children.indexOf(step) + 1);
    siblings = children.length;
  }
  return { id: places.join('.'), siblings };
}

function stackOf(tree: AllocationTree, node: number): readonly string[] {
  const nodes: number[] = [];
  for (let at = node; at >= 0; at = tree.parent[at] as number) nodes.push(at);
  return nodes.toReversed().flatMap((one) => {
    const begin = (tree.frameStarts[one] as number) + (one === 0 ? 1 : 0);
    return Array.from(
      tree.frames.subarray(begin, tree.frameStarts[one + 1]),
      (frame) => tree.points.frameTable[frame] as string,
    );
  });
}

function pointsOf(tree: AllocationTree, nodes: Iterable<number>): number {
  let points = 0;
  for (const node of nodes) {
    for (let at = node; at < (tree.end[node] as number); at++) {
      for (let point = tree.point[at] as number; point >= 0; point = tree.nextSame[point] as number) points++;
    }
  }
  return points;
}

/** Only where access counts are shown: of nodes that have them. */
function someWrapped(tree: AllocationTree, node: number, alive: () => void): boolean {
  if (tree.accessLengths[node] === 0) return false;
  for (let at = node; at < (tree.end[node] as number); at++) {
    alive();
    for (let point = tree.point[at] as number; point >= 0; point = tree.nextSame[point] as number) {
      if (hasWrapped(tree.points, point)) return true;
    }
  }
  return false;
}
