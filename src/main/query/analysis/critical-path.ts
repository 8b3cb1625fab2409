// The critical path of a trace: walked back from its end, always into what was finished last. docs/trace-analysis.md
// describes the method with its sources; this file is the whole of it. Iterative, so that depth does not matter.
import type { TraceColumns } from '../../../contract/traces.ts';
import type { Alive } from '../../store/reader-face.ts';
import { childRows, rootRows } from './child-rows.ts';
import type { EffectiveTimes } from './effective-times.ts';

/** Ordered by time, disjoint, each inside of its span. Nanoseconds from the trace's start. */
export interface PathSegments {
  readonly count: number;
  readonly row: Uint32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly total: number;
}

/** Clocks tick coarsely: what ends at most this much after the next begins still counts as finished before it. */
const mostOverlap = 1_000_000;
const overlapShare = 0.01;

/** Something that ended: a child's whole subtree, or the child alone while its subtree went on. */
interface Ended {
  readonly row: number;
  readonly at: number;
}

/** A span on the way back. `time` is the moment up to which its part of the path is known. */
interface Step {
  /** -1 for the whole trace, which stands above the roots and never runs itself. */
  readonly row: number;
  /** The path does not go back beyond this moment inside of the step. */
  readonly floor: number;
  time: number;
  /** Latest first. */
  readonly ended: readonly Ended[];
  next: number;
}

export function criticalPath(columns: TraceColumns, times: EffectiveTimes, alive: Alive): PathSegments {
  const path = new Backwards();
  const roots = rootRows(columns);
  const reach = roots.reduce((latest, row) => Math.max(latest, times.reach[row] as number), 0);
  const steps: Step[] = [{ row: -1, floor: 0, time: reach, ended: endings(roots, times), next: 0 }];
  for (let taken = 0, step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
    if (++taken % 4096 === 0) alive();
    const before = finishedBefore(step, times);
    const until = before === undefined ? step.floor : Math.min(before.at, step.time);
    if (step.row >= 0) path.add(step.row, until, Math.min(step.time, times.end[step.row] as number));
    step.time = until;
    if (before === undefined) {
      steps.pop();
      const above = steps.at(-1);
      if (above !== undefined) above.time = step.floor;
      continue;
    }
    const floor = Math.max(step.floor, times.start[before.row] as number);
    const children = childRows(columns, before.row, times.start);
    steps.push({ row: before.row, floor, time: until, ended: endings(children, times), next: 0 });
  }
  return path.forwards();
}

/** What ended last before the step's time; `undefined` when nothing did. Moves the step's place in the list. */
function finishedBefore(step: Step, { start }: EffectiveTimes): Ended | undefined {
  for (; step.next < step.ended.length; step.next++) {
    const one = step.ended[step.next] as Ended;
    if (one.at <= step.floor) return undefined;
    const begin = start[one.row] as number;
    const overlap = Math.min(mostOverlap, overlapShare * (one.at - begin));
    if (one.at > step.time + overlap || Math.min(one.at, step.time) <= Math.max(begin, step.floor)) continue;
    step.next++;
    return one;
  }
  return undefined;
}

/** Latest first; of equal ones the longer, then the one that stands above. */
function endings(rows: readonly number[], { start, end, reach }: EffectiveTimes): readonly Ended[] {
  const all: Ended[] = [];
  for (const row of rows) {
    const whole = reach[row] as number;
    const alone = end[row] as number;
    all.push({ row, at: whole });
    if (alone < whole && alone > (start[row] as number)) all.push({ row, at: alone });
  }
  return all.length < 2
    ? all
    : all.sort((a, b) => b.at - a.at || (start[a.row] as number) - (start[b.row] as number) || a.row - b.row);
}

/** Collects segments from the last to the first. */
class Backwards {
  readonly #row: number[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];

  add(row: number, from: number, to: number): void {
    if (to <= from) return;
    const last = this.#row.length - 1;
    if (this.#row[last] === row && this.#from[last] === to) {
      this.#from[last] = from;
      return;
    }
    this.#row.push(row);
    this.#from.push(from);
    this.#to.push(to);
  }

  forwards(): PathSegments {
    const from = Float64Array.from(this.#from).reverse();
    const to = Float64Array.from(this.#to).reverse();
    let total = 0;
    for (let i = 0; i < from.length; i++) total += (to[i] as number) - (from[i] as number);
    return { count: from.length, row: Uint32Array.from(this.#row).reverse(), from, to, total };
  }
}
