// Answer of `profiles.top`: functions with their own and their cumulative values.
import { Inlined, type ProfileTableRequest, type ProfileTopAnswer } from '../../../../contract/profiles/tables.ts';
import type { ProfileLibrary } from '../profile-library.ts';
import { keptGraph, type TableGraph } from './kept-graph.ts';
import { tableRows } from './table-rows.ts';

export function topFunctions(request: ProfileTableRequest, library: ProfileLibrary): ProfileTopAnswer {
  const table = keptGraph(library, request.view, request.view.grouping);
  const { functions, keys, running } = tableRows(request, table);
  const { view, graph, facts } = table;
  const calls = callsOf(table);
  return {
    ...facts,
    functions,
    rows: keys.length,
    names: keys.map((key) => view.keys.name[key] as string),
    files: keys.map((key) => fileOf(table, key)),
    flat: Float64Array.from(keys, (key) => graph.flat[key] as number),
    cum: Float64Array.from(keys, (key) => graph.cum[key] as number),
    running,
    inlined: Uint8Array.from(keys, (key) => calls[key] as number),
  };
}

/** The file of a key's function, '' where unknown. */
export function fileOf({ view }: TableGraph, key: number): string {
  const { frames, functions, texts } = view.profile;
  const func = frames.function[view.keys.frame[key] as number] as number;
  return func < 0 ? '' : (texts[functions.file[func] as number] as string);
}

/** Inlined of each key, by the calls that lead to it. */
function callsOf({ view, graph }: TableGraph): Uint8Array {
  const calls = new Uint8Array(view.keys.count);
  const seen = new Uint8Array(view.keys.count);
  const { edges } = graph;
  for (let edge = 0; edge < edges.count; edge++) {
    const key = edges.to[edge] as number;
    const one = edges.inlined[edge] === 1 ? Inlined.always : Inlined.never;
    if (seen[key] === 0) calls[key] = one;
    else if (calls[key] !== one) calls[key] = Inlined.sometimes;
    seen[key] = 1;
  }
  return calls;
}
