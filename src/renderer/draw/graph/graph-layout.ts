// Places the boxes of a graph in layers, from left to right or downwards as fits the room better, and the curves between them. The same graph always gets the
// same places. A graph that grew keeps the places it had: what is new is put beside its neighbours, and nothing jumps.
import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from '@dagrejs/dagre';

export interface GraphNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface GraphEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Room that its label takes; without one, arrows may lie closer. */
  readonly label: { readonly width: number; readonly height: number } | undefined;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Centre of a box. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Flow = 'right' | 'down';

export interface GraphLayout {
  /** The way that arrows go. */
  readonly flow: Flow;
  readonly places: ReadonlyMap<string, Place>;
  /** Where arrows with a label pass, by id: the middle of the label. */
  readonly bends: ReadonlyMap<string, Point>;
  /** Of everything; starts at 0, 0 in a fresh layout. */
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** Room between layers, and between boxes of a layer; labels of edges stand in it. */
const between = { right: { layers: 64, boxes: 22 }, down: { layers: 48, boxes: 30 } } as const;

/** `width` and `height`: the room that there is; the flow is the one that fills it with larger boxes. */
export function layOutGraph(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  width: number,
  height: number,
): GraphLayout {
  const scaleOf = ({ bounds }: GraphLayout): number =>
    Math.min(width / (bounds.width + 1), height / (bounds.height + 1));
  const right = flowing('right', nodes, edges);
  const down = flowing('down', nodes, edges);
  return scaleOf(down) > 1.1 * scaleOf(right) && scaleOf(right) < 1 ? down : right;
}

function flowing(flow: Flow, nodes: readonly GraphNode[], edges: readonly GraphEdge[]): GraphLayout {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({
    rankdir: flow === 'right' ? 'LR' : 'TB',
    ranksep: between[flow].layers,
    nodesep: between[flow].boxes,
    marginx: 0,
    marginy: 0,
  });
  graph.setDefaultEdgeLabel((): EdgeLabel => ({}));
  // Where calls run in a circle, the one that calls more than it is called comes first.
  const lead = new Map<string, number>();
  for (const { from, to } of edges) {
    lead.set(from, (lead.get(from) ?? 0) + 1);
    lead.set(to, (lead.get(to) ?? 0) - 1);
  }
  const sorted = nodes.toSorted((a, b) => (lead.get(b.id) ?? 0) - (lead.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
  for (const { id, width, height } of sorted) graph.setNode(id, { width, height } satisfies NodeLabel);
  const drawn = edges.filter(({ from, to }) => from !== to).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const { from, to, label } of drawn)
    graph.setEdge(from, to, label === undefined ? {} : ({ ...label, labelpos: 'c' } satisfies EdgeLabel));
  layout(graph);
  const places = new Map(
    sorted.map(({ id, width, height }): [string, Place] => {
      const { x = 0, y = 0 } = graph.node(id);
      return [id, { x, y, width, height }];
    }),
  );
  const bends = new Map<string, Point>();
  for (const { id, from, to, label } of drawn) {
    const { x, y } = graph.edge(from, to);
    if (label !== undefined && x !== undefined && y !== undefined) bends.set(id, { x, y });
  }
  return { flow, places, bends, bounds: boundsOf(places.values()) };
}

/** Keeps the places of `former`, but for nodes that are gone; `undefined` when none is left. */
export function growGraph(
  former: GraphLayout,
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
): GraphLayout | undefined {
  const { flow } = former;
  const places = new Map<string, Place>();
  for (const { id, width, height } of nodes) {
    const place = former.places.get(id);
    // The left edge stays where it is, too.
    if (place !== undefined) places.set(id, { x: place.x + (width - place.width) / 2, y: place.y, width, height });
  }
  if (places.size === 0) return undefined;
  for (const node of nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (places.has(node.id)) continue;
    const caller = edges.find(({ from, to }) => to === node.id && places.has(from));
    const callee = edges.find(({ from, to }) => from === node.id && places.has(to));
    const beside = {
      caller: caller && places.get(caller.from),
      callee: callee && places.get(callee.to),
    };
    places.set(node.id, freePlace(flow, node, places, beside));
  }
  return { flow, places, bends: former.bends, bounds: boundsOf(places.values()) };
}

interface Beside {
  readonly caller: Place | undefined;
  readonly callee: Place | undefined;
}

/** After its caller, or before what it calls, or beyond everything; moved aside until nothing is in the way. */
function freePlace(
  flow: Flow,
  { width, height }: GraphNode,
  places: ReadonlyMap<string, Place>,
  { caller, callee }: Beside,
): Place {
  const [along, across] = flow === 'right' ? (['x', 'y'] as const) : (['y', 'x'] as const);
  const sizeAlong = flow === 'right' ? ('width' as const) : ('height' as const);
  const sizeAcross = flow === 'right' ? ('height' as const) : ('width' as const);
  const { layers, boxes } = between[flow];
  const own = { width, height };
  const bounds = boundsOf(places.values());
  const place = { x: bounds.x + width / 2, y: bounds.y + height / 2, width, height };
  const neighbour = caller ?? callee;
  if (neighbour === undefined) place[across] = bounds[across] + bounds[sizeAcross] + boxes + own[sizeAcross] / 2;
  else {
    const distance = (neighbour[sizeAlong] + own[sizeAlong]) / 2 + 2 * layers;
    place[along] = neighbour[along] + (caller === undefined ? -distance : distance);
    place[across] = neighbour[across];
  }
  const inTheWay = (other: Place): boolean =>
    Math.abs(other.x - place.x) < (other.width + width) / 2 + 12 &&
    Math.abs(other.y - place.y) < (other.height + height) / 2 + 12;
  const all = [...places.values()];
  for (let other = all.find(inTheWay); other !== undefined; other = all.find(inTheWay))
    place[across] = other[across] + (other[sizeAcross] + own[sizeAcross]) / 2 + boxes;
  return place;
}

function boundsOf(places: Iterable<Place>): GraphLayout['bounds'] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of places) {
    left = Math.min(left, x - width / 2);
    right = Math.max(right, x + width / 2);
    top = Math.min(top, y - height / 2);
    bottom = Math.max(bottom, y + height / 2);
  }
  return left > right
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}
