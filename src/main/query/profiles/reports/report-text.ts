// The text reports of a profile by their names, with what pprof trims where nothing else is asked for.
import { rawText } from './raw-text.ts';
import type { ReportInput } from './report-input.ts';
import { tagsText } from './tags-text.ts';
import { topText } from './top-text.ts';
import { tracesText } from './traces-text.ts';
import { treeText } from './tree-text.ts';
import { wholeGraph, type GraphTrim } from '../graph/trimmed-graph.ts';

export const reportKinds = ['top', 'tree', 'peek', 'traces', 'tags', 'raw'] as const;
export type ReportKind = (typeof reportKinds)[number];

export interface ReportRequest extends Omit<ReportInput, 'trim'> {
  readonly kind: ReportKind;
  /** Which functions `peek` shows. */
  readonly pattern: string;
  /** What is not given is pprof's: half a percent of nodes, a tenth of a percent of edges, 80 nodes of a tree. */
  readonly trim: Partial<GraphTrim>;
}

/** @throws RegexError, or Error in words when nothing matches */
export function reportText(request: ReportRequest): string {
  const { kind } = request;
  const order = request.trim.order ?? 'flat';
  const usual = { nodeFraction: 0.005, edgeFraction: 0.001, nodeCount: kind === 'tree' ? 80 : 0, order };
  const input = { ...request, trim: kind === 'peek' ? { ...wholeGraph, order } : { ...usual, ...request.trim } };
  switch (kind) {
    case 'top':
      return topText(input);
    case 'tree':
      return treeText(input);
    case 'peek':
      return treeText(input, request.pattern);
    case 'traces':
      return tracesText(input);
    case 'tags':
      return tagsText(input);
    case 'raw':
      return rawText(input);
  }
}
