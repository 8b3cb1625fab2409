// What top, tree and peek are made of: the trimmed graph of a profile, the total that percentages are of, and the one unit
// that fits its smallest and its largest value.
import { graphLines, profileLines } from './report-header.ts';
import type { ReportInput } from './report-input.ts';
import { edgeLists, type EdgeLists } from '../graph/edge-lists.ts';
import { trimmedGraph, type TrimmedGraph } from '../graph/trimmed-graph.ts';
import { nodeValues } from '../view/node-values.ts';
import { profileTotal } from '../view/profile-total.ts';
import { type StackView, viewOf } from '../view/view-of.ts';
import { autoUnit, commonUnit, formatScaled } from '../../../../contract/profiles/units.ts';

export interface GraphReport {
  readonly view: StackView;
  readonly trimmed: TrimmedGraph;
  readonly edges: EdgeLists;
  readonly total: number;
  readonly format: (value: number) => string;
  readonly header: readonly string[];
}

export function graphReport(input: ReportInput): GraphReport {
  const { filter, grouping, noInlines, type } = input;
  const view = viewOf(input.profile, filter, grouping, { noInlines, type });
  const column = view.profile.samples.values[type] as Float64Array;
  const trimmed = trimmedGraph(view, nodeValues(view, column), input.trim);
  const total = profileTotal(input.profile, column);
  const own = input.profile.sampleTypes[type]?.unit ?? '';
  const unit = input.unit === autoUnit ? unitOf(trimmed, total, own) : input.unit;
  return {
    view,
    trimmed,
    edges: edgeLists(trimmed.graph, trimmed.shownEdges, view.keys),
    total,
    format: (value) => formatScaled(value, own, unit),
    header: [...profileLines(input, total, unit), ...graphLines(input, trimmed, total, unit)],
  };
}

/** By the smallest value of a node: what it has itself, or what goes through it where it has nothing. */
function unitOf({ graph, nodes }: TrimmedGraph, total: number, own: string): string {
  if (nodes.length === 0) return autoUnit;
  let least = 0;
  for (const key of nodes) {
    const flat = Math.abs(graph.flat[key] as number);
    const value = flat === 0 ? Math.abs(graph.cum[key] as number) : flat;
    if (value > 0 && (least === 0 || value < least)) least = value;
  }
  return commonUnit(least, total, own);
}
