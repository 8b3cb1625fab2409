// limitk: the first k samples of each group; limit_ratio: a share of all series, picked by the hash of their labels, so
// that a ratio and its complement (negative) never pick the same one.
import type { AggregateExpr } from '../../syntax/ast.ts';
import { hashLabels } from '../labels-hash.ts';
import { QueryError } from '../query-error.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, absentSample, floatSample } from '../value.ts';
import type { Group } from './groups.ts';
import { highest, lowest } from './parameter.ts';
import { Picked } from './picked.ts';
import { checkCounts } from './top-k.ts';
import { ValueHeap } from './value-heap.ts';

export function limitK(
  param: Float64Array,
  series: readonly StepSeries[],
  groups: readonly Group[],
  { steps, session }: Scope,
): readonly StepSeries[] {
  if (!checkCounts(param)) return [];
  const picked = new Picked(series);
  const heap = new ValueHeap('lowest-first');
  for (let step = 0; step < steps.count; step++) {
    const k = Math.trunc(param[step] as number);
    for (const { members, places } of groups) {
      heap.clear();
      let taken = 0;
      for (let at = 0; at < members.length && taken < k; at++) {
        const { kinds, values } = members[at] as StepSeries;
        if (kinds[step] === absentSample) continue;
        heap.offer(kinds[step] === floatSample ? (values[step] as number) : 0, places[at] as number, k);
        taken++;
      }
      for (const place of heap.unsorted()) picked.pick(place, step);
      session.budget.work(taken);
    }
  }
  return picked.result();
}

export function limitRatio(
  expr: AggregateExpr,
  param: Float64Array,
  series: readonly StepSeries[],
  { steps, session }: Scope,
): readonly StepSeries[] {
  const [most, least] = [highest(param), lowest(param)];
  if (most === 0 && least === 0) return [];
  if (param.some(Number.isNaN)) throw new QueryError('Ratio value is NaN');
  const warn = (ratio: number, cappedTo: number) =>
    session.annotations.add({ kind: 'invalid-ratio', ratio, cappedTo }, '', expr.param ?? expr);
  if (most > 1) warn(most, 1);
  if (least < -1) warn(least, -1);
  const picked = new Picked(series);
  series.forEach(({ labels, kinds }, place) => {
    session.budget.work(steps.count);
    const share = Number(hashLabels(labels)) / 2 ** 64;
    for (let step = 0; step < steps.count; step++) {
      if (kinds[step] !== absentSample && isWithin(share, param[step] as number)) picked.pick(place, step);
    }
  });
  return picked.result();
}

function isWithin(share: number, ratio: number): boolean {
  return ratio >= 0 ? share < Math.min(ratio, 1) : share >= 1 + Math.max(ratio, -1);
}
