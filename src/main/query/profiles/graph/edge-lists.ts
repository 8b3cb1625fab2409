// The edges of a graph by their ends: callers and callees of a key, heaviest first, then by name.
import type { CallGraph } from './call-graph.ts';
import type { ViewKeys } from '../view/frame-keys.ts';

export interface EdgeLists {
  /** Edges that come in, go out. */
  readonly into: (key: number) => readonly number[];
  readonly outOf: (key: number) => readonly number[];
}

export function edgeLists({ edges }: CallGraph, shown: Uint8Array, { name }: ViewKeys): EdgeLists {
  const into = new Map<number, number[]>();
  const outOf = new Map<number, number[]>();
  for (let edge = 0; edge < edges.count; edge++) {
    if (shown[edge] === 0) continue;
    push(into, edges.to[edge] as number, edge);
    push(outOf, edges.from[edge] as number, edge);
  }
  const sorted = (list: number[] | undefined, other: Int32Array): readonly number[] =>
    (list ?? []).toSorted((a, b) => {
      const byWeight = Math.abs(edges.weight[b] as number) - Math.abs(edges.weight[a] as number);
      if (byWeight !== 0) return byWeight;
      const [one = '', two = ''] = [name[other[a] as number], name[other[b] as number]];
      return one === two ? a - b : one < two ? -1 : 1;
    });
  return {
    into: (key) => sorted(into.get(key), edges.from),
    outOf: (key) => sorted(outOf.get(key), edges.to),
  };
}

function push(lists: Map<number, number[]>, key: number, edge: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [edge]);
  else list.push(edge);
}
