// The evaluator: one kind of node after the other, each to columns over all steps.
import {
  type Call,
  type Expr,
  type MatrixSelector,
  type StepInvariantExpr,
  type SubqueryExpr,
  type UnaryExpr,
  typeOf,
} from '../syntax/ast.ts';
import { multiplyHistogram } from '../histogram/scale.ts';
import { aggregate } from './aggregations/aggregate.ts';
import { argumentAt, vectorOf } from './arguments.ts';
import { callRange, rangeArgument } from './call-range.ts';
import { implementations } from './functions/functions.ts';
import { mapFloats, mapHistograms, withoutName } from './functions/map-values.ts';
import { selectInstant } from './instant-selector.ts';
import { mergeSameLabels } from './merge-same-labels.ts';
import { evaluateBinary } from './operators/binary.ts';
import { QueryError } from './query-error.ts';
import { evaluateRange } from './range-value.ts';
import { selectSubquery } from './range-selector.ts';
import type { Scope, Session } from './scope.ts';
import { selectSmoothed } from './smoothed-selector.ts';
import { type Steps, stepsOf } from './steps.ts';
import { type StepSeries, type Value, noTimes, sampleCount } from './value.ts';
import { scalarResult, vectorResult } from './vector-result.ts';

export class Evaluation implements Scope {
  readonly steps: Steps;
  readonly session: Session;
  /** The function or aggregation around the expression that is evaluated. */
  readonly #around: string;

  constructor(steps: Steps, session: Session, around = '') {
    this.steps = steps;
    this.session = session;
    this.#around = around;
  }

  at(steps: Steps): Scope {
    return new Evaluation(steps, this.session, this.#around);
  }

  evaluate(expr: Expr): Value {
    const { steps, session } = this;
    if (steps.count === 0) return nothing(expr);
    const { budget } = session;
    switch (expr.kind) {
      case 'NumberLiteral':
        return scalarResult(new Float64Array(steps.count).fill(expr.value), budget.held, this);
      case 'StringLiteral':
        return { kind: 'string', value: expr.value };
      case 'ParenExpr':
        return this.evaluate(expr.expr);
      case 'UnaryExpr':
        return this.#unary(expr);
      case 'BinaryExpr':
        return evaluateBinary(expr, this.#inside(''));
      case 'AggregateExpr':
        return aggregate(expr, this.#inside(expr.op));
      case 'Call':
        return this.#call(expr);
      case 'VectorSelector':
        if (expr.smoothed) return selectSmoothed(expr, this, this.#around);
        return { kind: 'vector', series: selectInstant(expr, this, this.#around) };
      case 'MatrixSelector':
        return this.#range(expr);
      case 'SubqueryExpr':
        return this.#subquery(expr);
      case 'StepInvariantExpr':
        return this.#invariant(expr);
      case 'DurationExpr':
        throw new QueryError('a duration is no value');
    }
  }

  #inside(around: string): Scope {
    return new Evaluation(this.steps, this.session, around);
  }

  #call(call: Call): Value {
    const { name } = call.func;
    const implementation = implementations.get(name);
    if (implementation === undefined) throw new QueryError(`unknown function with name "${name}"`);
    const scope = this.#inside(name);
    switch (implementation.kind) {
      case 'call':
        return implementation.run(call, scope);
      case 'range': {
        const at = rangeArgument(call);
        if (at === undefined) throw new QueryError(`${name}: a range vector is missing`);
        return callRange(call, at, implementation, scope);
      }
      case 'floats':
      case 'histograms': {
        const held = this.session.budget.held;
        const series = vectorOf(argumentAt(call, 0), scope).map((one) =>
          implementation.kind === 'floats'
            ? mapFloats(one, implementation.of, scope)
            : mapHistograms(one, implementation.of, scope),
        );
        return vectorResult(series, held, 'changed', this);
      }
    }
  }

  #unary(expr: UnaryExpr): Value {
    const value = this.evaluate(expr.expr);
    if (expr.op === '+') return value;
    if (value.kind === 'scalar') return { kind: 'scalar', values: value.values.map((one) => -one) };
    if (value.kind !== 'vector') throw new QueryError(`unexpected ${value.kind} behind a sign`);
    const series = value.series.map((one): StepSeries => {
      const histograms = one.histograms?.map((histogram) => histogram && multiplyHistogram(histogram, -1));
      return { ...withoutName(one, this), values: one.values.map((sample) => -sample), histograms };
    });
    return { kind: 'vector', series: this.session.delayedNameRemoval ? series : mergeSameLabels(series, this.steps) };
  }

  #range(expr: MatrixSelector): Value {
    if (!this.steps.instant) throw new QueryError('cannot do range evaluation of matrix selector');
    return { kind: 'ranges', series: evaluateRange(expr, this, this.#around) };
  }

  #subquery(expr: SubqueryExpr): Value {
    const { series } = selectSubquery(expr, this);
    return { kind: 'ranges', series };
  }

  /** Evaluates the first step and repeats it. */
  #invariant({ expr }: StepInvariantExpr): Value {
    const { startMillis, intervalMillis, count } = this.steps;
    const value = this.at(stepsOf(startMillis, startMillis, intervalMillis)).evaluate(expr);
    const { budget } = this.session;
    if (value.kind === 'scalar') {
      budget.take(count - 1);
      return { kind: 'scalar', values: new Float64Array(count).fill(value.values[0] as number) };
    }
    if (value.kind !== 'vector') return value;
    const series = value.series.map((one) => {
      budget.take(sampleCount(one) * (count - 1));
      return repeated(one, count);
    });
    return { kind: 'vector', series };
  }
}

function repeated({ labels, values, kinds, histograms, dropName }: StepSeries, count: number): StepSeries {
  return {
    labels,
    dropName,
    values: new Float64Array(count).fill(values[0] as number),
    kinds: new Uint8Array(count).fill(kinds[0] as number),
    histograms: histograms && Array.from({ length: count }, () => histograms[0]),
  };
}

/** The value without any step. */
function nothing(expr: Expr): Value {
  const type = typeOf(expr);
  if (type === 'scalar') return { kind: 'scalar', values: noTimes };
  if (type === 'matrix') return { kind: 'ranges', series: [] };
  if (expr.kind === 'StringLiteral') return { kind: 'string', value: expr.value };
  return { kind: 'vector', series: [] };
}
