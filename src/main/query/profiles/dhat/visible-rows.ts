// The rows of a sorted tree that are in sight: every significant branch is open, aggregates and what is insignificant are
// closed, and what the user opened or closed is the other way round.
import { Significance } from './allocation-significance.ts';
import { isDull, sortedChildren, type SortedChild, type SortedTree } from './sorted-children.ts';

export interface VisibleRows {
  readonly count: number;
  /** -1 - n is the aggregate below node n. */
  readonly node: Int32Array;
  readonly parentRow: Int32Array;
  readonly depth: Int32Array;
  readonly place: Int32Array;
  readonly siblings: Int32Array;
  /** Children as shown, of an aggregate those it stands for. */
  readonly children: Int32Array;
  readonly open: Uint8Array;
}

interface Waiting {
  readonly node: number;
  /** Of an aggregate. */
  readonly nodes: Int32Array | undefined;
  readonly parentRow: number;
  readonly place: number;
  readonly siblings: number;
}

/** @param toggled nodes and aggregates that are not as they would be by themselves */
export function visibleRows(sorted: SortedTree, toggled: ReadonlySet<number>, alive: () => void): VisibleRows {
  const rows = {
    node: [] as number[],
    parentRow: [] as number[],
    depth: [] as number[],
    place: [] as number[],
    siblings: [] as number[],
    children: [] as number[],
    open: [] as number[],
  };
  const waiting: Waiting[] = [{ node: 0, nodes: undefined, parentRow: -1, place: 1, siblings: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, nodes, parentRow } = next;
    const row = rows.node.length;
    if (row % 4096 === 0) alive();
    const childCount = nodes?.length ?? shownChildren(sorted, node);
    const open = childCount > 0 && isOpenByItself(sorted, node) !== toggled.has(node);
    rows.node.push(node);
    rows.parentRow.push(parentRow);
    rows.depth.push(parentRow < 0 ? 0 : (rows.depth[parentRow] as number) + 1);
    rows.place.push(next.place);
    rows.siblings.push(next.siblings);
    rows.children.push(childCount);
    rows.open.push(open ? 1 : 0);
    if (!open) continue;
    const children = nodes === undefined ? sortedChildren(sorted, node) : nodesOf(nodes);
    for (let at = children.length - 1; at >= 0; at--) {
      const child = children[at] as SortedChild;
      waiting.push({
        node: child.kind === 'node' ? child.node : -1 - child.parent,
        nodes: child.kind === 'node' ? undefined : child.nodes,
        parentRow: row,
        place: at + 1,
        siblings: children.length,
      });
    }
  }
  return {
    count: rows.node.length,
    node: Int32Array.from(rows.node),
    parentRow: Int32Array.from(rows.parentRow),
    depth: Int32Array.from(rows.depth),
    place: Int32Array.from(rows.place),
    siblings: Int32Array.from(rows.siblings),
    children: Int32Array.from(rows.children),
    open: Uint8Array.from(rows.open),
  };
}

export function isOpenByItself({ states }: SortedTree, node: number): boolean {
  return node === 0 || (node > 0 && states[node] !== Significance.none);
}

/** `1.2.3`: places from the root down to a row. */
export function rowId(rows: VisibleRows, row: number): string {
  const places: number[] = [];
  for (let at = row; at >= 0; at = rows.parentRow[at] as number) places.push(rows.place[at] as number);
  return places.toReversed().join('.');
}

const nodesOf = (nodes: Int32Array): readonly SortedChild[] => Array.from(nodes, (node) => ({ kind: 'node', node }));

/** Significant children, and one for all others. */
function shownChildren(sorted: SortedTree, node: number): number {
  const { tree, states } = sorted;
  if (isDull(sorted, node)) return tree.childCount[node] as number;
  let significant = 0;
  for (let child = node + 1; child < (tree.end[node] as number); child = tree.end[child] as number) {
    if (states[child] !== Significance.none) significant++;
  }
  return significant + (significant < (tree.childCount[node] as number) ? 1 : 0);
}
