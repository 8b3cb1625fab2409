// A slow and obvious way to lay out a trace, to compare trace-layout.ts against: objects, texts, recursion.
import { isPlausible } from '../../../src/main/query/plausible-time.ts';

export interface NaiveSpan {
  readonly id: string;
  /** '' for a root. */
  readonly parentId: string;
  readonly start: bigint;
  readonly end: bigint;
  readonly error: boolean;
}

export interface NaiveRow {
  readonly span: number;
  readonly id: string;
  readonly parent: number;
  readonly depth: number;
  readonly subtree: number;
  readonly errorsBelow: number;
  readonly orphan: boolean;
  readonly duplicate: boolean;
  readonly cycle: boolean;
}

interface Node {
  readonly span: number;
  readonly id: string;
  readonly start: bigint;
  readonly error: boolean;
  readonly arrival: number;
  above: Node | undefined;
  orphan: boolean;
  duplicate: boolean;
  cycle: boolean;
}

function compare(a: Node, b: Node): number {
  if (a.start !== b.start) return a.start < b.start ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return a.arrival - b.arrival;
}

function earliestOf(starts: readonly bigint[]): bigint {
  const good = starts.filter(isPlausible);
  return (good.length > 0 ? good : starts).reduce((a, b) => (b < a ? b : a));
}

export function naiveForest(spans: readonly NaiveSpan[]): NaiveRow[] {
  const nodes: Node[] = spans.map((span, index) => ({
    span: index,
    id: span.id,
    start: span.start,
    error: span.error,
    arrival: index,
    above: undefined,
    orphan: false,
    duplicate: spans.filter((other) => other.id === span.id).length > 1,
    cycle: false,
  }));
  const byId = new Map<string, Node>();
  for (const node of nodes) if (!byId.has(node.id)) byId.set(node.id, node);
  const missing = new Map<string, Node>();
  spans.forEach((span, index) => {
    const node = nodes[index] as Node;
    if (span.parentId === '') return;
    if (span.parentId === span.id) {
      node.cycle = true;
      return;
    }
    node.above = byId.get(span.parentId);
    if (node.above !== undefined) return;
    node.orphan = true;
    let placeholder = missing.get(span.parentId);
    if (placeholder === undefined) {
      const start = earliestOf(spans.filter((other) => other.parentId === span.parentId).map((other) => other.start));
      placeholder = {
        span: -1,
        id: span.parentId,
        start,
        error: false,
        arrival: spans.length + missing.size,
        above: undefined,
        orphan: false,
        duplicate: false,
        cycle: false,
      };
      missing.set(span.parentId, placeholder);
    }
    node.above = placeholder;
  });
  const all = [...nodes, ...missing.values()].toSorted(compare);
  for (const node of all) {
    const path = [node];
    for (let at = node.above; at !== undefined && !path.includes(at); at = at.above) path.push(at);
    const back = (path.at(-1) as Node).above;
    if (back === undefined) continue;
    const members = path.slice(path.indexOf(back)).toSorted(compare);
    const first = members[0] as Node;
    first.above = undefined;
    first.cycle = true;
  }
  const rows: NaiveRow[] = [];
  const visit = (node: Node, parent: number, depth: number): { size: number; errors: number } => {
    const row = rows.length;
    rows.push({
      span: node.span,
      id: node.id,
      parent,
      depth,
      subtree: 0,
      errorsBelow: 0,
      orphan: node.orphan,
      duplicate: node.duplicate,
      cycle: node.cycle,
    });
    let size = 1;
    let errors = 0;
    for (const child of all.filter((other) => other.above === node)) {
      const below = visit(child, row, depth + 1);
      size += below.size;
      errors += below.errors + (child.error ? 1 : 0);
    }
    rows[row] = { ...(rows[row] as NaiveRow), subtree: size, errorsBelow: errors };
    return { size, errors };
  };
  for (const node of all) if (node.above === undefined) visit(node, -1, 0);
  return rows;
}
