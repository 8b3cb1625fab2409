// Answers of `profiles.tree` and `profiles.peek`: functions with what calls them and what they call.
import type {
  CallLists,
  ProfilePeekRequest,
  ProfileTableRequest,
  ProfileTreeAnswer,
} from '../../../../contract/profiles/tables.ts';
import { edgeLists } from '../graph/edge-lists.ts';
import type { ProfileLibrary } from '../profile-library.ts';
import { keptGraph, type TableGraph } from './kept-graph.ts';
import { tableRows, type TableRows } from './table-rows.ts';

export function callTable(request: ProfileTableRequest, library: ProfileLibrary): ProfileTreeAnswer {
  const table = keptGraph(library, request.view, request.view.grouping);
  return answerOf(table, tableRows(request, table));
}

export function peekFunction({ view, frame }: ProfilePeekRequest, library: ProfileLibrary): ProfileTreeAnswer {
  const table = keptGraph(library, view, view.grouping);
  const keys = [...table.keys].filter((key) => table.view.keys.name[key] === frame);
  const running = Float64Array.from(keys, (key) => table.graph.flat[key] as number);
  return answerOf(table, { functions: keys.length, keys, running });
}

function answerOf(table: TableGraph, { functions, keys, running }: TableRows): ProfileTreeAnswer {
  const { view, graph, facts } = table;
  const names: string[] = [];
  const numbers = new Map<number, number>();
  const nameOf = (key: number): number => {
    let number = numbers.get(key);
    if (number === undefined) {
      number = names.push(view.keys.name[key] as string) - 1;
      numbers.set(key, number);
    }
    return number;
  };
  const wanted = new Uint8Array(view.keys.count);
  for (const key of keys) wanted[key] = 1;
  const { from, to } = graph.edges;
  const shown = Uint8Array.from(from, (key, edge) => (wanted[key] === 1 || wanted[to[edge] as number] === 1 ? 1 : 0));
  const lists = edgeLists(graph, shown, view.keys);
  const calls = (edgesOf: (key: number) => readonly number[], other: Int32Array): CallLists => {
    const starts = new Int32Array(keys.length + 1);
    const edges: number[] = [];
    for (const [row, key] of keys.entries()) {
      edges.push(...edgesOf(key));
      starts[row + 1] = edges.length;
    }
    return {
      starts,
      name: Int32Array.from(edges, (edge) => nameOf(other[edge] as number)),
      weight: Float64Array.from(edges, (edge) => graph.edges.weight[edge] as number),
      inlined: Uint8Array.from(edges, (edge) => graph.edges.inlined[edge] as number),
    };
  };
  const name = Int32Array.from(keys, nameOf);
  return {
    ...facts,
    functions,
    rows: keys.length,
    name,
    flat: Float64Array.from(keys, (key) => graph.flat[key] as number),
    cum: Float64Array.from(keys, (key) => graph.cum[key] as number),
    running,
    callers: calls(lists.into, from),
    callees: calls(lists.outOf, to),
    names,
  };
}
