// topk and bottomk: at every step the k highest or lowest floats of each group, with all their labels. An instant vector
// has them in order.
import { goFloat } from '../../histogram/go-float.ts';
import type { AggregateExpr } from '../../syntax/ast.ts';
import { QueryError } from '../query-error.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, floatSample, histogramSample } from '../value.ts';
import type { Group } from './groups.ts';
import { highest, lowest } from './parameter.ts';
import { Picked } from './picked.ts';
import { ValueHeap } from './value-heap.ts';

/** Numbers beyond these cannot be counts: the limits of 64 bits, as far as floats can tell. */
const maxCount = 9223372036854774784;
const minCount = -9223372036854775808;

/** Whether there is a step with k of at least 1. Throws QueryError for what is no count. */
export function checkCounts(param: Float64Array): boolean {
  const [most, least] = [highest(param), lowest(param)];
  if (most < 1) return false;
  if (param.some(Number.isNaN)) throw new QueryError('Parameter value is NaN');
  if (least <= minCount) throw new QueryError(`Scalar value ${goFloat(least)} underflows int64`);
  if (most >= maxCount) throw new QueryError(`Scalar value ${goFloat(most)} overflows int64`);
  return true;
}

export function topK(
  expr: AggregateExpr,
  op: 'topk' | 'bottomk',
  param: Float64Array,
  series: readonly StepSeries[],
  groups: readonly Group[],
  { steps, session }: Scope,
): readonly StepSeries[] {
  if (!checkCounts(param)) return [];
  const picked = new Picked(series);
  const heap = new ValueHeap(op === 'topk' ? 'lowest-first' : 'highest-first');
  for (let step = 0; step < steps.count; step++) {
    const k = Math.min(Math.trunc(param[step] as number), series.length);
    if (k < 1) continue;
    for (const { members, places } of groups) {
      session.budget.work(members.length);
      heap.clear();
      for (let at = 0; at < members.length; at++) {
        const { kinds, values } = members[at] as StepSeries;
        const kind = kinds[step];
        if (kind === histogramSample) {
          session.annotations.add({ kind: 'ignored-in-aggregation', aggregation: op }, '', expr);
        } else if (kind === floatSample) heap.offer(values[step] as number, places[at] as number, k);
      }
      for (const place of heap.sorted()) picked.pick(place, step);
    }
  }
  return picked.result();
}
