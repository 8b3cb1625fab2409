// From the spans of one trace in any order to waterfall order: who is whose child, in which row, how deep.
// Pure and iterative: chains of 100,000 spans, cycles, repeated ids and missing parents all come out as rows.
// trace-get.ts gathers the input from blocks and turns the output into TraceColumns.
import { SpanMark } from '../../contract/traces.ts';
import { IdTable } from './id-table.ts';
import { linkParents, rootParent } from './parent-links.ts';
import { isPlausible } from './plausible-time.ts';
import { nestByTime } from './time-nesting.ts';

/** End of a list of children. */
const none = -1;

/** Spans of one trace, one entry per span received (exact resends already left out), in order of arrival. */
export interface SpanRows {
  readonly count: number;
  /** 8 bytes per span; a parent id of zero is a root's. */
  readonly spanIds: Uint8Array;
  readonly parentIds: Uint8Array;
  /** Unix nanoseconds. */
  readonly start: BigUint64Array;
  readonly end: BigUint64Array;
  /** 1 where the span is an error. */
  readonly error: Uint8Array;
  /** 1 where a root is placed by its time, as its sender names no parents. */
  readonly byTime?: Uint8Array | undefined;
}

export interface TraceLayout {
  /** Rows: spans and placeholders of missing parents. */
  readonly rows: number;
  /** Per row: index of the span in the input, or -1 for a placeholder. */
  readonly span: Int32Array;
  readonly spanIds: Uint8Array;
  readonly parent: Int32Array;
  readonly depth: Uint16Array;
  readonly subtree: Uint32Array;
  readonly errorsBelow: Uint32Array;
  /** SpanMark bits that follow from the shape of the tree: orphan, duplicate, cycle. */
  readonly marks: Uint8Array;
  /** Exact start and end per row; a placeholder has the hull of its children. */
  readonly start: BigUint64Array;
  readonly end: BigUint64Array;
  /** Hull of all plausible times (of all times when none is plausible). */
  readonly hullStart: bigint;
  readonly hullEnd: bigint;
}

/** Throws nothing; any input gives a forest in which each span is exactly one row. */
export function layOutTrace(spans: SpanRows): TraceLayout {
  const { count } = spans;
  const ids = wordsOf(spans.spanIds, count);
  const links = linkParents(ids, wordsOf(spans.parentIds, count), count);
  const nodes = count + links.missingCount;
  const nodeIds = new Uint32Array(2 * nodes);
  nodeIds.set(ids);
  nodeIds.set(links.missingIds.subarray(0, 2 * links.missingCount), 2 * count);
  if (spans.byTime !== undefined) nestByTime(links.parent, spans, spans.byTime);
  const start = new BigUint64Array(nodes);
  const end = new BigUint64Array(nodes);
  start.set(spans.start.subarray(0, count));
  end.set(spans.end.subarray(0, count));
  coverChildren(start, end, links.parent, count);

  const order = byStartThenId(start, nodeIds, nodes);
  const marks = new Uint8Array(nodes);
  cutCycles(links.parent, order, marks);
  markOddities(marks, links.parent, links.selfParent, ids, count);
  const tree = preOrder(links.parent, order, nodes);
  return arrange(tree, { nodes, count, nodeIds, start, end, marks, error: spans.error });
}

/** Ids as big-endian words, so that comparing words is comparing hex texts. */
function wordsOf(bytes: Uint8Array, count: number): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = new Uint32Array(2 * count);
  for (let i = 0; i < words.length; i++) words[i] = view.getUint32(4 * i);
  return words;
}

/** Gives each placeholder the hull of its children's plausible times, or of all their times when none is. */
function coverChildren(start: BigUint64Array, end: BigUint64Array, parent: Int32Array, count: number): void {
  const good = new Uint8Array(start.length);
  for (let span = 0; span < count; span++) {
    const node = parent[span] as number;
    if (node < count) continue;
    const from = start[span] as bigint;
    const until = end[span] as bigint;
    const plausible = isPlausible(from) ? 2 : 1;
    if (plausible < (good[node] as number)) continue;
    const until2 = until < from || (plausible === 2 && !isPlausible(until)) ? from : until;
    if (plausible > (good[node] as number)) {
      good[node] = plausible;
      start[node] = from;
      end[node] = until2;
      continue;
    }
    if (from < (start[node] as bigint)) start[node] = from;
    if (until2 > (end[node] as bigint)) end[node] = until2;
  }
}

/** All nodes by start, then by id, then by arrival. */
function byStartThenId(start: BigUint64Array, ids: Uint32Array, nodes: number): Uint32Array {
  const times = new Uint32Array(start.buffer, start.byteOffset, 2 * nodes);
  const order = new Uint32Array(nodes);
  for (let node = 0; node < nodes; node++) order[node] = node;
  return order.toSorted(
    (a, b) =>
      (times[2 * a + 1] as number) - (times[2 * b + 1] as number) ||
      (times[2 * a] as number) - (times[2 * b] as number) ||
      (ids[2 * a] as number) - (ids[2 * b] as number) ||
      (ids[2 * a + 1] as number) - (ids[2 * b + 1] as number) ||
      a - b,
  );
}

/** Makes a root of the first member (by `order`) of each cycle in `parent`. */
function cutCycles(parent: Int32Array, order: Uint32Array, marks: Uint8Array): void {
  const rank = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) rank[order[i] as number] = i;
  const seenOn = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const walk = i + 1;
    let node = order[i] as number;
    while (node >= 0 && seenOn[node] === 0) {
      seenOn[node] = walk;
      node = parent[node] as number;
    }
    if (node < 0 || seenOn[node] !== walk) continue;
    let first = node;
    for (let at = parent[node] as number; at !== node; at = parent[at] as number) {
      if ((rank[at] as number) < (rank[first] as number)) first = at;
    }
    parent[first] = rootParent;
    marks[first] = SpanMark.cycle;
  }
}

function markOddities(
  marks: Uint8Array,
  parent: Int32Array,
  selfParent: Uint8Array,
  ids: Uint32Array,
  count: number,
): void {
  const table = new IdTable(ids, count);
  for (let span = 0; span < count; span++) {
    const first = table.add(span);
    if (first !== span) {
      marks[span] = (marks[span] as number) | SpanMark.duplicate;
      marks[first] = (marks[first] as number) | SpanMark.duplicate;
    }
    if ((parent[span] as number) >= count) marks[span] = (marks[span] as number) | SpanMark.orphan;
    if (selfParent[span] === 1) marks[span] = (marks[span] as number) | SpanMark.cycle;
  }
}

interface Tree {
  readonly node: Uint32Array;
  readonly parent: Int32Array;
  readonly depth: Uint16Array;
}

function preOrder(parentOf: Int32Array, order: Uint32Array, nodes: number): Tree {
  const firstChild = new Int32Array(nodes).fill(none);
  const next = new Int32Array(nodes).fill(none);
  let firstRoot = none;
  for (let i = nodes - 1; i >= 0; i--) {
    const node = order[i] as number;
    const above = parentOf[node] as number;
    if (above < 0) {
      next[node] = firstRoot;
      firstRoot = node;
    } else {
      next[node] = firstChild[above] as number;
      firstChild[above] = node;
    }
  }
  const tree = { node: new Uint32Array(nodes), parent: new Int32Array(nodes), depth: new Uint16Array(nodes) };
  const rowOf = new Int32Array(nodes);
  let node = firstRoot;
  let depth = 0;
  for (let row = 0; row < nodes; row++) {
    const above = parentOf[node] as number;
    tree.node[row] = node;
    tree.parent[row] = above < 0 ? -1 : (rowOf[above] as number);
    tree.depth[row] = Math.min(depth, 65535);
    rowOf[node] = row;
    if (firstChild[node] !== none) {
      node = firstChild[node] as number;
      depth++;
      continue;
    }
    while (next[node] === none && (parentOf[node] as number) >= 0) {
      node = parentOf[node] as number;
      depth--;
    }
    node = next[node] as number;
  }
  return tree;
}

interface Nodes {
  readonly nodes: number;
  readonly count: number;
  readonly nodeIds: Uint32Array;
  readonly start: BigUint64Array;
  readonly end: BigUint64Array;
  readonly marks: Uint8Array;
  readonly error: Uint8Array;
}

function arrange(tree: Tree, from: Nodes): TraceLayout {
  const rows = from.nodes;
  const span = new Int32Array(rows);
  const spanIds = new Uint8Array(8 * rows);
  const idView = new DataView(spanIds.buffer);
  const marks = new Uint8Array(rows);
  const start = new BigUint64Array(rows);
  const end = new BigUint64Array(rows);
  for (let row = 0; row < rows; row++) {
    const node = tree.node[row] as number;
    span[row] = node < from.count ? node : -1;
    idView.setUint32(8 * row, from.nodeIds[2 * node] as number);
    idView.setUint32(8 * row + 4, from.nodeIds[2 * node + 1] as number);
    marks[row] = from.marks[node] as number;
    start[row] = from.start[node] as bigint;
    end[row] = from.end[node] as bigint;
  }
  const subtree = new Uint32Array(rows).fill(1);
  const errorsBelow = new Uint32Array(rows);
  for (let row = rows - 1; row >= 0; row--) {
    const above = tree.parent[row] as number;
    if (above < 0) continue;
    const own = (span[row] as number) >= 0 && from.error[span[row] as number] === 1 ? 1 : 0;
    subtree[above] = (subtree[above] as number) + (subtree[row] as number);
    errorsBelow[above] = (errorsBelow[above] as number) + (errorsBelow[row] as number) + own;
  }
  const hull = hullOf(start, end);
  const { parent, depth } = tree;
  return { rows, span, spanIds, parent, depth, subtree, errorsBelow, marks, start, end, ...hull };
}

function hullOf(start: BigUint64Array, end: BigUint64Array): { hullStart: bigint; hullEnd: bigint } {
  return coverTimes(start, end, isPlausible) ?? coverTimes(start, end, () => true) ?? { hullStart: 0n, hullEnd: 0n };
}

function coverTimes(
  start: BigUint64Array,
  end: BigUint64Array,
  counts: (time: bigint) => boolean,
): { hullStart: bigint; hullEnd: bigint } | undefined {
  let hullStart: bigint | undefined;
  let hullEnd = 0n;
  for (let row = 0; row < start.length; row++) {
    const from = start[row] as bigint;
    if (!counts(from)) continue;
    const until = end[row] as bigint;
    if (hullStart === undefined || from < hullStart) hullStart = from;
    if (from > hullEnd) hullEnd = from;
    if (until > hullEnd && counts(until)) hullEnd = until;
  }
  return hullStart === undefined ? undefined : { hullStart, hullEnd };
}
