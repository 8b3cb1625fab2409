// The graph that tables of one view share, kept by the worker.
import type { SampleType } from '../../../../contract/profiles/profile.ts';
import { commonUnit } from '../../../../contract/profiles/units.ts';
import type { ProfileGrouping, ProfileView } from '../../../../contract/profiles/view.ts';
import { callGraph, type CallGraph } from '../graph/call-graph.ts';
import { comparedProfile, inWords } from '../compared-profile.ts';
import { sampleTypeOf, viewKey } from '../kept-view.ts';
import type { ProfileLibrary } from '../profile-library.ts';
import { nodeValues } from '../view/node-values.ts';
import { profileTotal } from '../view/profile-total.ts';
import { type StackView, viewOf } from '../view/view-of.ts';

export interface TableGraph {
  readonly view: StackView;
  readonly graph: CallGraph;
  /** Keys that any sample with a value has. */
  readonly keys: Int32Array;
  readonly values: Float64Array;
  readonly facts: TableFacts;
}

export interface TableFacts {
  readonly sampleType: SampleType;
  readonly total: number;
  readonly sum: number;
  readonly unit: string;
  readonly notes: readonly string[];
}

/** Throws ContractError, `bad-request` for an expression that cannot be read or profiles that measure different things. */
export function keptGraph(library: ProfileLibrary, view: ProfileView, grouping: ProfileGrouping): TableGraph {
  const { filter, type, base } = view;
  const against = base === undefined ? '' : `${viewKey(library, base, filter, grouping)} ${view.normalized}`;
  const key = `graph ${type} ${viewKey(library, view, filter, grouping)} ${against}`;
  return library.keep(key, () => made(library, view, grouping), heldBytes);
}

function made(library: ProfileLibrary, view: ProfileView, grouping: ProfileGrouping): TableGraph {
  const own = comparedProfile(library, view);
  const sampleType = sampleTypeOf(own, view.type);
  const shown = inWords(() => viewOf(own, view.filter, grouping, { type: view.type, alive: library.alive }));
  library.alive();
  const values = shown.profile.samples.values[view.type] as Float64Array;
  const nodes = nodeValues(shown, values);
  library.alive();
  const graph = callGraph(shown, nodes, undefined, library.alive);
  const keys: number[] = [];
  let least = 0;
  for (let key = 0; key < shown.keys.count; key++) {
    const [flat, cum] = [Math.abs(graph.flat[key] as number), Math.abs(graph.cum[key] as number)];
    if (flat === 0 && cum === 0) continue;
    keys.push(key);
    const value = flat === 0 ? cum : flat;
    if (least === 0 || value < least) least = value;
  }
  const total = profileTotal(own, values);
  return {
    view: shown,
    graph,
    keys: Int32Array.from(keys),
    values,
    facts: {
      sampleType,
      total,
      sum: nodes.sum,
      unit: commonUnit(least, total, sampleType.unit),
      notes: [...own.notes, ...shown.unmatched.map((name) => `${name} matches nothing.`)],
    },
  };
}

function heldBytes({ view, graph }: TableGraph): number {
  return view.count * 9 + view.sampleNode.length * 4 + view.keys.count * 32 + graph.edges.count * 17;
}
