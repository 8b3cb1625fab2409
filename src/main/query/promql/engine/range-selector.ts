// Range selectors and subqueries: the series, and for every step the window (end - range, end] of samples.
import type { MatrixSelector, SubqueryExpr } from '../syntax/ast.ts';
import { pinnedMillis, referenceTimes } from './at-time.ts';
import { rangeSeriesOf, rangeSeriesOfSteps } from './range-series.ts';
import type { Scope } from './scope.ts';
import { statisticsOf } from './statistics-only.ts';
import { stepMillis, stepsOf } from './steps.ts';
import type { RangeSeries } from './value.ts';

/** Where the windows of a range lie, for each step. */
export interface WindowBounds {
  /** The right edges, inclusive; Unix milliseconds. */
  readonly ends: Float64Array;
  readonly rangeMillis: number;
  /** How much more is read to the left and to the right, for anchored and smoothed selectors. */
  readonly beforeMillis: number;
  readonly afterMillis: number;
}

export interface SelectedRange {
  readonly bounds: WindowBounds;
  readonly series: readonly RangeSeries[];
}

export function windowBounds(expr: MatrixSelector, scope: Scope): WindowBounds {
  const { vectorSelector, rangeMillis } = expr;
  const { lookbackMillis } = scope.session;
  const { anchored, smoothed } = vectorSelector;
  return {
    ends: referenceTimes(vectorSelector, scope.steps),
    rangeMillis,
    beforeMillis: anchored || smoothed ? lookbackMillis : 0,
    afterMillis: smoothed ? lookbackMillis : 0,
  };
}

export function selectRange(expr: MatrixSelector, scope: Scope, func: string): SelectedRange {
  const { steps, session } = scope;
  const selector = expr.vectorSelector;
  const bounds = windowBounds(expr, scope);
  const { ends, rangeMillis, beforeMillis, afterMillis } = bounds;
  const min = (ends[0] as number) - rangeMillis - beforeMillis + 1;
  const max = (ends[ends.length - 1] as number) + afterMillis;
  const hints = { stepMillis: steps.instant ? 0 : steps.intervalMillis, rangeMillis, func };
  const selected = session.queryable.select(selector.matchers, min, max, hints);
  const statistics = session.statisticsOnly.has(selector);
  const series = selected.map((columns) => {
    session.budget.work(1);
    return rangeSeriesOf(statistics ? statisticsOf(columns) : columns);
  });
  return { bounds, series };
}

/** Evaluates a subquery on its own grid: the multiples of its step since the epoch. */
export function selectSubquery(expr: SubqueryExpr, scope: Scope): SelectedRange {
  const { steps } = scope;
  const { rangeMillis } = expr;
  const stepOfGrid = expr.stepMillis === 0 ? scope.session.subqueryStepMillis(rangeMillis) : expr.stepMillis;
  const pinned = pinnedMillis(expr);
  const firstEnd = pinned ?? steps.startMillis - expr.offsetMillis;
  const lastEnd = pinned ?? stepMillis(steps, steps.count - 1) - expr.offsetMillis;
  const left = firstEnd - rangeMillis;
  let start = stepOfGrid * Math.trunc(left / stepOfGrid);
  if (start <= left) start += stepOfGrid;
  const grid = stepsOf(start, lastEnd, stepOfGrid);
  const value = scope.at(grid).evaluate(expr.expr);
  const times = Float64Array.from({ length: grid.count }, (_, step) => stepMillis(grid, step));
  const series = value.kind === 'vector' ? value.series.map((one) => rangeSeriesOfSteps(one, times)) : [];
  const bounds = { ends: referenceTimes(expr, steps), rangeMillis, beforeMillis: 0, afterMillis: 0 };
  return { bounds, series };
}
