// The door of the engine: a checked expression, a time and a store in, columns out. Pure: it reads nothing but the
// Queryable, and a query that cannot be answered is an answer of kind `failed`.
import type { Expr } from '../syntax/ast.ts';
import { typeOf } from '../syntax/ast.ts';
import { Annotations } from './annotations.ts';
import { Evaluation } from './evaluation.ts';
import { compareLabels } from './labels.ts';
import { mergeSameLabels } from './merge-same-labels.ts';
import { prepare } from './prepare.ts';
import { QueryError } from './query-error.ts';
import type { Queryable } from './queryable.ts';
import { SampleBudget } from './sample-budget.ts';
import type { Session } from './scope.ts';
import { type Steps, stepsOf } from './steps.ts';
import { type RangeSeries, type StepSeries, type Value, constantSeries, withoutMetadata } from './value.ts';

export interface EvaluateOptions {
  /** The text of the expression, for the positions in warnings. */
  readonly query: string;
  /** Unix milliseconds, whole. */
  readonly startMillis: number;
  readonly endMillis: number;
  /** 0 makes an instant query of equal start and end; otherwise it is a range query. */
  readonly stepMillis: number;
  readonly queryable: Queryable;
  /** Throws when nobody waits any more; asked every few thousand samples. What it throws comes out of `evaluate`. */
  readonly alive?: () => void;
  /** How old a sample may be to stand for a step. Default 5 minutes. */
  readonly lookbackMillis?: number;
  /** Most samples in memory at once. Default 50 million. */
  readonly maxSamples?: number;
  /** The step of subqueries that name none. Default 1 minute. */
  readonly defaultSubqueryStepMillis?: number;
  /** Default false, as in Prometheus without feature flags; so are the two below. */
  readonly delayedNameRemoval?: boolean;
  readonly typeAndUnitLabels?: boolean;
  readonly startTimestamps?: boolean;
  /** Longest run, measured by `nowMillis`. */
  readonly timeout?: { readonly millis: number; readonly nowMillis: () => number };
}

/** Series of `vector` have one step and keep the order that sort functions gave them; the others are sorted by labels. */
export type EvaluatedValue =
  | { readonly kind: 'scalar'; readonly timeMillis: number; readonly value: number }
  | { readonly kind: 'string'; readonly timeMillis: number; readonly value: string }
  | { readonly kind: 'vector'; readonly timeMillis: number; readonly series: readonly StepSeries[] }
  | { readonly kind: 'matrix'; readonly steps: Steps; readonly series: readonly StepSeries[] }
  /** An instant query of a range selector: samples at their own times. */
  | { readonly kind: 'ranges'; readonly series: readonly RangeSeries[] };

export type Evaluated = {
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
  /** The most samples that were in memory at once. */
  readonly peakSamples: number;
} & (
  | { readonly kind: 'done'; readonly value: EvaluatedValue }
  | { readonly kind: 'failed'; readonly reason: 'execution' | 'timeout'; readonly message: string }
);

const defaultLookbackMillis = 5 * 60_000;
const defaultMaxSamples = 50_000_000;
const defaultSubqueryStep = 60_000;

/** Evaluates an expression that the parser has checked. */
export function evaluate(expr: Expr, options: EvaluateOptions): Evaluated {
  const annotations = new Annotations();
  const budget = new SampleBudget(options.maxSamples ?? defaultMaxSamples, checkOf(options));
  const told = () => ({ ...annotations.told(options.query), peakSamples: budget.peak });
  try {
    const value = run(expr, options, annotations, budget);
    return { kind: 'done', value, ...told() };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return { kind: 'failed', reason: error.kind, message: error.message, ...told() };
  }
}

function checkOf({ alive, timeout }: EvaluateOptions): () => void {
  const endMillis = timeout === undefined ? undefined : timeout.nowMillis() + timeout.millis;
  return () => {
    alive?.();
    if (timeout !== undefined && endMillis !== undefined && timeout.nowMillis() > endMillis) {
      throw new QueryError('query timed out in expression evaluation', 'timeout');
    }
  };
}

function run(expr: Expr, options: EvaluateOptions, annotations: Annotations, budget: SampleBudget): EvaluatedValue {
  const { startMillis, endMillis, stepMillis } = options;
  const instant = startMillis === endMillis && stepMillis === 0;
  const type = typeOf(expr);
  if (!instant && type !== 'vector' && type !== 'scalar') {
    const documented = type === 'matrix' ? 'range vector' : type;
    throw new QueryError(`invalid expression type "${documented}" for range query, must be Scalar or instant Vector`);
  }
  const prepared = prepare(expr, { startMillis, endMillis, stepMillis });
  const session: Session = {
    queryable: options.queryable,
    lookbackMillis: options.lookbackMillis ?? defaultLookbackMillis,
    subqueryStepMillis: () => options.defaultSubqueryStepMillis ?? defaultSubqueryStep,
    delayedNameRemoval: options.delayedNameRemoval ?? false,
    typeAndUnitLabels: options.typeAndUnitLabels ?? false,
    startTimestamps: options.startTimestamps ?? false,
    budget,
    annotations,
    statisticsOnly: prepared.statisticsOnly,
  };
  const steps = stepsOf(startMillis, endMillis, instant ? 1 : stepMillis);
  const value = cleaned(new Evaluation(steps, session).evaluate(prepared.expr), session, steps);
  return instant ? instantValue(value, startMillis) : rangeValue(value, steps);
}

function instantValue(value: Value, timeMillis: number): EvaluatedValue {
  switch (value.kind) {
    case 'scalar':
      return { kind: 'scalar', timeMillis, value: value.values[0] as number };
    case 'string':
      return { kind: 'string', timeMillis, value: value.value };
    case 'vector':
      return { kind: 'vector', timeMillis, series: value.series };
    case 'ranges':
      return { kind: 'ranges', series: sorted(value.series) };
  }
}

function rangeValue(value: Value, steps: Steps): EvaluatedValue {
  if (value.kind === 'vector') return { kind: 'matrix', steps, series: sorted(value.series) };
  if (value.kind === 'scalar') return { kind: 'matrix', steps, series: [constantSeries(value.values)] };
  throw new QueryError(`unexpected result of kind ${value.kind}`);
}

function sorted<Series extends { readonly labels: StepSeries['labels'] }>(
  series: readonly Series[],
): readonly Series[] {
  return series.toSorted((a, b) => compareLabels(a.labels, b.labels));
}

/** Takes away the names whose removal was put off. */
function cleaned(value: Value, session: Session, steps: Steps): Value {
  if (!session.delayedNameRemoval) return value;
  if (value.kind === 'vector') {
    const series = value.series.map((one) => (one.dropName ? { ...one, labels: withoutMetadata(one.labels) } : one));
    return { kind: 'vector', series: mergeSameLabels(series, steps) };
  }
  if (value.kind === 'ranges') {
    const series = value.series.map((one) => (one.dropName ? { ...one, labels: withoutMetadata(one.labels) } : one));
    return { kind: 'ranges', series };
  }
  return value;
}
