// Ready-made questions about program points: which points they are about, and by what those are sorted.
import { allocationColumns } from './allocation-columns.ts';
import { pointMaximum } from './allocation-maximum.ts';
import { ratio } from './allocation-significance.ts';
import type { AllocationTree } from './allocation-tree.ts';
import { isLibraryFrame } from './library-frame.ts';
import { frameLabel, framesWith, stackHas } from './regrouped-points.ts';
import { allocationBounds } from '../../../../contract/profiles/allocation-metric.ts';
import {
  allocationQuestions,
  type AllocationPoints,
  type AllocationQuestion,
  type AskedQuestion,
  type AllocationColumn,
} from '../../../../contract/profiles/allocations.ts';
import type { DhatPoints } from '../../../../contract/profiles/dhat.ts';

/** Points that were allocated anew this many times as often as they ever held at once are churn. */
const churnFrom = 10;

interface Question {
  readonly needs: 'lifetimes' | 'accesses' | undefined;
  /** What of a point the question is about; all that it allocated where it does not say. */
  readonly held?: { readonly bytes: AllocationColumn; readonly blocks: AllocationColumn };
  readonly sort: AllocationColumn;
  readonly holds: (points: DhatPoints, point: number) => boolean;
}

const at = (column: Float64Array, point: number): number => column[point] as number;

const questions: Readonly<Record<AllocationQuestion, Question>> = {
  leaks: {
    needs: 'lifetimes',
    held: { bytes: 'endBytes', blocks: 'endBlocks' },
    sort: 'endBytes',
    holds: ({ endBytes }, point) => at(endBytes, point) > 0,
  },
  peak: {
    needs: 'lifetimes',
    held: { bytes: 'peakBytes', blocks: 'peakBlocks' },
    sort: 'peakBytes',
    holds: ({ peakBytes }, point) => at(peakBytes, point) > 0,
  },
  churn: { needs: 'lifetimes', sort: 'totalBytes', holds: (points, point) => turnoverOf(points, point) >= churnFrom },
  'short-lived': {
    needs: 'lifetimes',
    sort: 'totalBlocks',
    holds: ({ lifetimes, totalBlocks, shortLived }, point) =>
      at(totalBlocks, point) > 0 && at(lifetimes, point) / at(totalBlocks, point) <= (shortLived ?? 0),
  },
  tiny: {
    needs: undefined,
    sort: 'totalBlocks',
    holds: ({ totalBytes, totalBlocks }, point) =>
      at(totalBlocks, point) > 0 && at(totalBytes, point) / at(totalBlocks, point) <= allocationBounds.tinyBytes,
  },
  untouched: {
    needs: 'accesses',
    sort: 'totalBytes',
    holds: ({ readBytes, writeBytes }, point) => at(readBytes, point) === 0 && at(writeBytes, point) === 0,
  },
  'never-read': {
    needs: 'accesses',
    sort: 'totalBytes',
    holds: ({ readBytes, writeBytes }, point) => at(readBytes, point) === 0 && at(writeBytes, point) > 0,
  },
  'never-written': {
    needs: 'accesses',
    sort: 'totalBytes',
    holds: ({ readBytes, writeBytes }, point) => at(readBytes, point) > 0 && at(writeBytes, point) === 0,
  },
  'low-access': {
    needs: 'accesses',
    sort: 'totalBytes',
    holds: ({ readBytes, writeBytes, totalBytes }, point) => {
      const [reads, writes, bytes] = [at(readBytes, point), at(writeBytes, point), at(totalBytes, point)];
      if (reads === 0 || writes === 0) return false;
      return reads / bytes <= allocationBounds.lowAccess || writes / bytes <= allocationBounds.lowAccess;
    },
  },
  'high-access': {
    needs: 'accesses',
    sort: 'readBytes',
    holds: ({ readBytes, writeBytes, totalBytes }, point) => {
      const [reads, writes, bytes] = [at(readBytes, point), at(writeBytes, point), at(totalBytes, point)];
      return ratio(reads, bytes) >= allocationBounds.highAccess || ratio(writes, bytes) >= allocationBounds.highAccess;
    },
  },
};

export function askedQuestions(points: DhatPoints, alive: () => void): readonly AskedQuestion[] {
  return allocationQuestions.map((question) => {
    alive();
    const { needs, holds, held = { bytes: 'totalBytes', blocks: 'totalBlocks' } } = questions[question];
    const missing = missingFor(points, needs);
    let [count, bytes, blocks] = [0, 0, 0];
    for (let point = 0; missing === undefined && point < points.count; point++) {
      if (!holds(points, point)) continue;
      count++;
      bytes += at(points[held.bytes], point);
      blocks += at(points[held.blocks], point);
    }
    return { question, missing, points: count, bytes, blocks };
  });
}

/** Points that a question is about, sorted: the answer of `allocationPoints` is a page of them. */
export function pointsOfQuestion(
  points: DhatPoints,
  question: AllocationQuestion,
  filter: string,
  alive: () => void,
): Int32Array {
  const { needs, sort, holds } = questions[question];
  if (missingFor(points, needs) !== undefined) return new Int32Array(0);
  const wanted = filter === '' ? undefined : framesWith(points, filter);
  const found: number[] = [];
  for (let point = 0; point < points.count; point++) {
    if (point % 8192 === 0) alive();
    if (holds(points, point) && (wanted === undefined || stackHas(points, point, wanted))) found.push(point);
  }
  const column = points[sort];
  return Int32Array.from(found).sort((a, b) => at(column, b) - at(column, a) || a - b);
}

/** @param tree of the points as the file has them */
export function allocationPoints(
  tree: AllocationTree,
  leafOf: Int32Array,
  found: Int32Array,
  offset: number,
  limit: number,
): AllocationPoints {
  const { points } = tree;
  const page = found.subarray(offset, offset + limit);
  const frames = (point: number): readonly string[] =>
    Array.from(
      points.frames.subarray(points.frameStarts[point], points.frameStarts[point + 1]),
      (frame) => points.frameTable[frame] as string,
    );
  return {
    ...allocationColumns(points, page.length, (field, row) => points[field][page[row] as number] as number),
    offset,
    total: found.length,
    node: Int32Array.from(page, (point) => leafOf[point] as number),
    site: Array.from(page, (point) => frameLabel(frames(point)[0] ?? '')),
    caller: Array.from(page, (point) => frameLabel(callerOf(frames(point)))),
    turnover: Float64Array.from(page, (point) => (points.hasLifetimes ? turnoverOf(points, point) : Number.NaN)),
  };
}

/** The first caller that is no library's; where there is none, the first one. */
function callerOf([, ...callers]: readonly string[]): string {
  return callers.find((frame) => !isLibraryFrame(frame)) ?? callers[0] ?? '';
}

/** Per point the leaf of the tree that it is in. */
export function leavesOfPoints(tree: AllocationTree): Int32Array {
  const leaves = new Int32Array(tree.points.count);
  for (let node = 0; node < tree.count; node++) {
    for (let point = tree.point[node] as number; point >= 0; point = tree.nextSame[point] as number)
      leaves[point] = node;
  }
  return leaves;
}

function turnoverOf(points: DhatPoints, point: number): number {
  const { atLeastBytes } = pointMaximum({ points }, point);
  // It held a block of its average size at least.
  const block = ratio(at(points.totalBytes, point), at(points.totalBlocks, point));
  return ratio(at(points.totalBytes, point), Math.max(Number.isNaN(atLeastBytes) ? 0 : atLeastBytes, block));
}

function missingFor(
  { hasLifetimes, hasAccesses }: DhatPoints,
  needs: Question['needs'],
): 'lifetimes' | 'accesses' | undefined {
  if (needs === 'lifetimes') return hasLifetimes ? undefined : 'lifetimes';
  if (needs === 'accesses') return hasAccesses ? undefined : 'accesses';
  return undefined;
}
