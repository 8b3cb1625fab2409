// Aggregations: which operator does what. Groups are found once, then every group is worked through as columns.
import type { AggregateExpr } from '../../syntax/ast.ts';
import { scalarOf, vectorOf } from '../arguments.ts';
import { QueryError } from '../query-error.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, type Value, histogramSample } from '../value.ts';
import { aggregationResult } from '../vector-result.ts';
import { averageGroup } from './average.ts';
import { countValues } from './count-values.ts';
import { countGroup, groupGroup } from './count.ts';
import { extremeGroup } from './extremes.ts';
import { type Group, groupSeries } from './groups.ts';
import { limitK, limitRatio } from './limit.ts';
import { quantileGroup, warnOfQuantiles } from './quantile.ts';
import { deviationGroup } from './deviation.ts';
import { sumGroup } from './sum.ts';
import { topK } from './top-k.ts';

export function aggregate(expr: AggregateExpr, scope: Scope): Value {
  const { session, steps } = scope;
  const held = session.budget.held;
  if (expr.op === 'count_values') return countValues(expr, scope);
  const param = expr.param === undefined ? new Float64Array(steps.count) : scalarOf(expr.param, scope);
  const series = vectorOf(expr.expr, scope);
  const groups = groupSeries(series, expr);
  session.budget.work(series.length * steps.count);
  return aggregationResult(aggregated(expr, { param, series, groups }, scope), held, scope);
}

interface Input {
  readonly param: Float64Array;
  readonly series: readonly StepSeries[];
  readonly groups: readonly Group[];
}

function aggregated(expr: AggregateExpr, { param, series, groups }: Input, scope: Scope): readonly StepSeries[] {
  const { op } = expr;
  switch (op) {
    case 'topk':
    case 'bottomk':
      return topK(expr, op, param, series, groups, scope);
    case 'limitk':
      return limitK(param, series, groups, scope);
    case 'limit_ratio':
      return limitRatio(expr, param, series, scope);
    case 'sum':
      return eachGroup(groups, (group) => sumGroup(group, expr.expr, scope));
    case 'avg':
      return eachGroup(groups, (group) => averageGroup(group, expr.expr, scope));
    case 'count':
      return eachGroup(groups, (group) => countGroup(group, scope));
    case 'group':
      return eachGroup(groups, (group) => groupGroup(group, scope));
    case 'max':
    case 'min':
      tellIgnored(expr, series, scope);
      return eachGroup(groups, (group) => extremeGroup(group, op, scope));
    case 'stddev':
    case 'stdvar':
      tellIgnored(expr, series, scope);
      return eachGroup(groups, (group) => deviationGroup(group, op, scope));
    case 'quantile':
      warnOfQuantiles(param, expr.param ?? expr, scope);
      tellIgnored(expr, series, scope);
      return eachGroup(groups, (group) => quantileGroup(group, param, scope));
    case 'count_values':
      throw new QueryError(`unexpected aggregation ${op}`);
  }
}

function eachGroup(groups: readonly Group[], of: (group: Group) => StepSeries): readonly StepSeries[] {
  return groups.map((group) => withDropName(of(group), group));
}

/** These aggregations only know floats. */
function tellIgnored({ op, expr }: AggregateExpr, series: readonly StepSeries[], { session }: Scope): void {
  if (series.some(hasHistogram)) session.annotations.add({ kind: 'ignored-in-aggregation', aggregation: op }, '', expr);
}

function hasHistogram({ histograms, kinds }: StepSeries): boolean {
  return histograms !== undefined && kinds.includes(histogramSample);
}

/** The result's name is to go if that of a member is which was there at the last step. */
function withDropName(result: StepSeries, { members }: Group): StepSeries {
  if (!members.some((member) => member.dropName)) return result;
  let last = result.kinds.length - 1;
  while (last >= 0 && result.kinds[last] === 0) last--;
  return { ...result, dropName: last >= 0 && members.some((member) => member.dropName && member.kinds[last] !== 0) };
}
