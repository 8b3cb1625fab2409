// Answers allocations.*: questions about the program points of a stored DHAT file. What they are made of (trees, rows in
// sight, tables) is kept by the content of the file, so that another metric or page costs no more than itself.
import type { ProfileContext } from './profile-context.ts';
import { ContractError } from '../../contract/errors.ts';
import type { AnswerOf, RequestOf } from '../../contract/methods.ts';
import {
  allocationMetricLabel,
  allocationMetrics,
  hasAllocationMetric,
  type AllocationMetric,
} from '../../contract/profiles/allocation-metric.ts';
import type { AllocationFile, AllocationView, AllocationsMethods } from '../../contract/profiles/allocations.ts';
import type { DhatPoints } from '../../contract/profiles/dhat.ts';
import { rootNumbers } from '../query/profiles/dhat/allocation-columns.ts';
import { allocationDiff, diffTable, type DiffTable } from '../query/profiles/dhat/allocation-diff.ts';
import { allocationNode } from '../query/profiles/dhat/allocation-node.ts';
import {
  allocationPoints,
  askedQuestions,
  leavesOfPoints,
  pointsOfQuestion,
} from '../query/profiles/dhat/allocation-points.ts';
import { allocationRows } from '../query/profiles/dhat/allocation-rows.ts';
import { significance } from '../query/profiles/dhat/allocation-significance.ts';
import { allocationSymbols, symbolTable, type SymbolTable } from '../query/profiles/dhat/allocation-symbols.ts';
import { allocationText } from '../query/profiles/dhat/allocation-text.ts';
import { allocationTree, type AllocationTree } from '../query/profiles/dhat/allocation-tree.ts';
import { regroupedPoints } from '../query/profiles/dhat/regrouped-points.ts';
import type { SortedTree } from '../query/profiles/dhat/sorted-children.ts';
import { visibleRows } from '../query/profiles/dhat/visible-rows.ts';

/** What an answer needs of a ProfileContext. */
export type AllocationContext = Pick<ProfileContext, 'decoded' | 'contentOf' | 'keep' | 'alive'>;

/** Characters of the tree as text: what a window puts on a clipboard. */
const mostText = 16_000_000;
const asItIs = { frames: 'line', from: 'allocation', filter: '' } as const;

type AllocationAnswers = {
  readonly [M in keyof AllocationsMethods]: (request: RequestOf<M>, context: AllocationContext) => AnswerOf<M>;
};

export const allocationAnswers: AllocationAnswers = {
  'allocations.open': (file, context) => {
    const points = pointsOf(file, context);
    const { mode, verb, hasLifetimes, hasAccesses, units, shortLived } = points;
    const { command, processId, timeAtEnd, timeAtPeak, maximumIsLowerBound } = points;
    return {
      facts: {
        mode,
        verb,
        hasLifetimes,
        hasAccesses,
        units,
        shortLived,
        command,
        processId,
        timeAtEnd,
        timeAtPeak,
        maximumIsLowerBound,
      },
      points: points.count,
      totals: rootNumbers(treeOf({ ...file, ...asItIs }, context)),
      notes: context.decoded(file).profiles[0]?.notes ?? [],
    };
  },

  'allocations.tree': (request, context) => {
    const sorted = sortedTree(request, context);
    const toggled = [...request.folded, ...request.opened].toSorted((a, b) => a - b);
    const rows = context.keep(
      `${viewKey(request, context)} rows ${toggled.join()}`,
      () => visibleRows(sorted, new Set(toggled), context.alive),
      ({ count }) => count * 25,
    );
    const whole = treeOf({ ...request, ...asItIs }, context);
    return allocationRows(
      sorted,
      rows,
      metricOf(request),
      { root: rootNumbers(whole), points: whole.points.count },
      request,
    );
  },

  'allocations.node': (request, context) => {
    const sorted = sortedTree(request, context);
    const of = request.node < 0 ? -1 - request.node : request.node;
    if (of >= sorted.tree.count) throw new ContractError('not-found', `There is no node ${request.node} in this tree.`);
    return allocationNode(sorted, request.node, context.alive);
  },

  'allocations.text': (request, context) => ({
    text: allocationText(treeOf(request, context), metricFor(request, context), context.alive, mostText),
  }),

  'allocations.questions': (file, context) => ({
    questions: context.keep(
      `${context.contentOf(file)} questions`,
      () => askedQuestions(pointsOf(file, context), context.alive),
      () => 1000,
    ),
  }),

  'allocations.points': (request, context) => {
    const { question, filter, offset, limit } = request;
    const key = `${context.contentOf(request)} points`;
    const tree = treeOf({ ...request, ...asItIs }, context);
    const leaves = context.keep(`${key} leaves`, () => leavesOfPoints(tree), bytesOf);
    const found = context.keep(
      `${key} ${question} ${filter}`,
      () => pointsOfQuestion(tree.points, question, filter, context.alive),
      bytesOf,
    );
    return allocationPoints(tree, leaves, found, offset, limit);
  },

  'allocations.bySymbol': (request, context) => {
    const table = context.keep(
      `${context.contentOf(request)} symbols`,
      () => symbolTable(pointsOf(request, context), context.alive),
      symbolBytes,
    );
    return allocationSymbols(treeOf({ ...request, ...asItIs }, context), table, request);
  },

  'allocations.diff': (request, context) => {
    const { base, column, by, filter, offset, limit } = request;
    const table = context.keep(
      `${context.contentOf(request)} against ${context.contentOf(base)} ${column} ${by}`,
      () => diffTable(pointsOf(base, context), pointsOf(request, context), column, by, context.alive),
      diffBytes,
    );
    return allocationDiff(table, filter, offset, limit);
  },
};

function pointsOf({ run, profile }: AllocationFile, context: AllocationContext): DhatPoints {
  const { dhat } = context.decoded({ run, profile });
  if (dhat === undefined) {
    throw new ContractError('bad-request', 'This profile is not from DHAT: it has no program points.');
  }
  return dhat;
}

type TreeView = AllocationFile & Pick<AllocationView, 'frames' | 'from' | 'filter'>;

function treeKey({ run, profile, frames, from, filter }: TreeView, context: AllocationContext): string {
  return `${context.contentOf({ run, profile })} tree ${frames} ${from} ${filter.toLowerCase()}`;
}

function viewKey(view: AllocationView, context: AllocationContext): string {
  return `${treeKey(view, context)} by ${view.metric}`;
}

function treeOf(view: TreeView, context: AllocationContext): AllocationTree {
  return context.keep(
    treeKey(view, context),
    () => allocationTree(regroupedPoints(pointsOf(view, context), view, context.alive), context.alive),
    ({ count, frames, points }) => count * 104 + frames.length * 8 + points.count * 4,
  );
}

function metricOf({ metric }: Pick<AllocationView, 'metric'>): AllocationMetric {
  const found = allocationMetrics[metric];
  if (found === undefined) throw new ContractError('bad-request', `There is no metric ${metric}.`);
  return found;
}

/** Throws `bad-request` where the file does not record what the metric needs. */
function metricFor(view: AllocationView, context: AllocationContext): AllocationMetric {
  const metric = metricOf(view);
  const points = pointsOf(view, context);
  if (!hasAllocationMetric(metric, points)) {
    const label = allocationMetricLabel(metric, points.units);
    throw new ContractError('bad-request', `"${label}" needs ${metric.needs}, which this file does not record.`);
  }
  return metric;
}

function sortedTree(view: AllocationView, context: AllocationContext): SortedTree {
  const metric = metricFor(view, context);
  const tree = treeOf(view, context);
  const states = context.keep(
    `${viewKey(view, context)} states`,
    () => significance(tree, metric, context.alive),
    bytesOf,
  );
  return { tree, field: metric.field, states };
}

const bytesOf = (array: Int32Array | Uint8Array): number => array.byteLength;

function symbolBytes({ names }: SymbolTable): number {
  return names.length * (100 + 18 * 8 + 8);
}

function diffBytes({ keys, labels }: DiffTable): number {
  const texts = [...keys, ...labels].reduce((sum, one) => sum + 2 * one.length + 24, 0);
  return texts + keys.length * 4 * 8;
}
