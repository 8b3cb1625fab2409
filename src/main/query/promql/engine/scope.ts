// What every part of the evaluation is given: the steps to evaluate, the query's common state, and the way back into
// the evaluator for sub-expressions.
import type { Expr, VectorSelector } from '../syntax/ast.ts';
import type { Annotations } from './annotations.ts';
import type { Queryable } from './queryable.ts';
import type { SampleBudget } from './sample-budget.ts';
import type { Steps } from './steps.ts';
import type { Value } from './value.ts';

/** Common to all parts of one evaluation. */
export interface Session {
  readonly queryable: Queryable;
  readonly lookbackMillis: number;
  readonly subqueryStepMillis: (rangeMillis: number) => number;
  /** Names go when the whole evaluation ends instead of where a value stops being the metric's. */
  readonly delayedNameRemoval: boolean;
  /** The type label tells counters, not the name's ending. */
  readonly typeAndUnitLabels: boolean;
  /** Functions of counters trust the start times of samples. */
  readonly startTimestamps: boolean;
  readonly budget: SampleBudget;
  readonly annotations: Annotations;
  /** Selectors of which only count and sum of histograms are read. */
  readonly statisticsOnly: ReadonlySet<VectorSelector>;
}

export interface Scope {
  readonly steps: Steps;
  readonly session: Session;
  evaluate(expr: Expr): Value;
  /** The same session at other steps. */
  at(steps: Steps): Scope;
}
