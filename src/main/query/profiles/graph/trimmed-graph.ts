// What pprof shows of a call graph: nodes with a share that matters, at most so many, and the edges between them.
import { callGraph, type CallGraph } from './call-graph.ts';
import type { NodeValues } from '../view/node-values.ts';
import type { StackView } from '../view/view-of.ts';

export interface GraphTrim {
  /** Share of the whole below which a node (by cum) or an edge goes; pprof's are 0.005 and 0.001. */
  readonly nodeFraction: number;
  readonly edgeFraction: number;
  /** 0 for no limit. */
  readonly nodeCount: number;
  readonly order: GraphOrder;
}

export type GraphOrder = 'flat' | 'cum';

export interface TrimmedGraph {
  readonly graph: CallGraph;
  /** Keys, in order. */
  readonly nodes: Int32Array;
  /** 1 per edge that is shown. */
  readonly shownEdges: Uint8Array;
  /** How many nodes went because of their share. */
  readonly dropped: number;
  /** Nodes before the limit of their number. */
  readonly before: number;
}

export const wholeGraph: GraphTrim = { nodeFraction: 0, edgeFraction: 0, nodeCount: 0, order: 'flat' };

export function trimmedGraph(view: StackView, values: NodeValues, trim: GraphTrim): TrimmedGraph {
  let graph = callGraph(view, values);
  let nodes = graphNodes(graph);
  // pprof's cut is of what is shown, not of the whole that percentages are of.
  const sum = nodes.reduce((total, key) => total + (graph.flat[key] as number), 0);
  const nodeCut = Math.abs(Math.trunc(sum * trim.nodeFraction));
  const edgeCut = Math.abs(Math.trunc(sum * trim.edgeFraction));
  const rebuild = (left: Int32Array): void => {
    const kept = new Uint8Array(view.keys.count);
    for (const key of left) kept[key] = 1;
    graph = callGraph(view, values, kept);
    nodes = graphNodes(graph);
  };
  const all = nodes.length;
  if (nodeCut > 0) {
    const left = nodes.filter((key) => Math.abs(graph.cum[key] as number) >= nodeCut);
    if (left.length < all) rebuild(left);
  }
  const dropped = all - nodes.length;
  const before = nodes.length;
  nodes = sortNodes(view, graph, nodes, trim.order);
  if (trim.nodeCount > 0 && trim.nodeCount < before) {
    rebuild(nodes.subarray(0, trim.nodeCount));
    nodes = sortNodes(view, graph, nodes, trim.order);
  }
  const shownEdges = Uint8Array.from(graph.edges.weight, (weight) => (Math.abs(weight) < edgeCut ? 0 : 1));
  return { graph, nodes, shownEdges, dropped, before };
}

/** Keys that any sample with a value has. */
function graphNodes({ flat, cum }: CallGraph): Int32Array {
  const nodes: number[] = [];
  for (let key = 0; key < cum.length; key++) if (cum[key] !== 0 || flat[key] !== 0) nodes.push(key);
  return Int32Array.from(nodes);
}

/** By value without its sign, then by name, then by the other value. */
function sortNodes(view: StackView, { flat, cum }: CallGraph, nodes: Int32Array, order: GraphOrder): Int32Array {
  const [first, second] = order === 'flat' ? [flat, cum] : [cum, flat];
  const { name } = view.keys;
  return nodes.toSorted((a, b) => {
    const byFirst = Math.abs(first[b] as number) - Math.abs(first[a] as number);
    if (byFirst !== 0) return byFirst;
    const [one = '', other = ''] = [name[a], name[b]];
    if (one !== other) return one < other ? -1 : 1;
    return Math.abs(second[b] as number) - Math.abs(second[a] as number) || a - b;
  });
}
