// From the parsed tree to the one that is evaluated: start(), end(), range() and step() become numbers, durations are
// worked out, `@ start()` and `@ end()` become times, parentheses around arguments go, and what has the same value at
// every step is put into a StepInvariantExpr, as high in the tree as possible.
import type { AtModifier, Call, Expr, NumberLiteral, VectorSelector } from '../syntax/ast.ts';
import { type QueryTimes, durationMillis } from './duration-expression.ts';

export interface Prepared {
  readonly expr: Expr;
  /** Selectors under histogram_count, histogram_sum and histogram_avg, which need no buckets. */
  readonly statisticsOnly: ReadonlySet<VectorSelector>;
}

/** Throws QueryError for a duration that is none. */
export function prepare(expr: Expr, times: QueryTimes): Prepared {
  const preparation = new Preparation(times);
  const root = preparation.visit(expr, []);
  return { expr: root.wrap ? invariant(root.expr) : root.expr, statisticsOnly: preparation.statisticsOnly };
}

interface Visited {
  readonly expr: Expr;
  /** The same at every step. */
  readonly invariant: boolean;
  /** Worth a StepInvariantExpr; literals and range selectors are not. */
  readonly wrap: boolean;
}

/** Functions whose result moves with the evaluation time though their arguments do not. */
const timeDependent: ReadonlySet<string> = new Set([
  'days_in_month',
  'day_of_month',
  'day_of_week',
  'day_of_year',
  'hour',
  'minute',
  'month',
  'year',
  'predict_linear',
  'time',
  'timestamp',
]);

class Preparation {
  readonly statisticsOnly = new Set<VectorSelector>();
  readonly #times: QueryTimes;

  constructor(times: QueryTimes) {
    this.#times = times;
  }

  /** `path`: the expressions around it, outermost first. */
  visit(expr: Expr, path: readonly Expr[]): Visited {
    const inside = [...path, expr];
    switch (expr.kind) {
      case 'NumberLiteral':
      case 'StringLiteral':
      case 'DurationExpr':
        return { expr, invariant: true, wrap: false };
      case 'VectorSelector':
        return this.#selector(expr, path);
      case 'MatrixSelector': {
        const selector = this.#selector(expr.vectorSelector, inside);
        const rangeMillis =
          expr.rangeExpr === undefined ? expr.rangeMillis : durationMillis(expr.rangeExpr, this.#times, 'positive');
        const vectorSelector = selector.expr as VectorSelector;
        return { expr: { ...expr, vectorSelector, rangeMillis }, invariant: selector.invariant, wrap: false };
      }
      case 'SubqueryExpr': {
        const { offsetExpr, rangeExpr, stepExpr } = expr;
        const times = this.#times;
        const offsetMillis = offsetExpr === undefined ? expr.offsetMillis : durationMillis(offsetExpr, times, 'any');
        const stepMillis = stepExpr === undefined ? expr.stepMillis : durationMillis(stepExpr, times, 'positive');
        const rangeMillis = rangeExpr === undefined ? expr.rangeMillis : durationMillis(rangeExpr, times, 'positive');
        const of = this.visit(expr.expr, inside);
        const at = this.#resolved(expr.at);
        const subquery = { ...expr, expr: of.invariant ? invariant(of.expr) : of.expr };
        const resolved = { ...subquery, offsetMillis, stepMillis, rangeMillis, ...(at === undefined ? {} : { at }) };
        return { expr: resolved, invariant: at !== undefined, wrap: false };
      }
      case 'ParenExpr':
      case 'UnaryExpr': {
        const of = this.visit(expr.expr, inside);
        return { ...of, expr: { ...expr, expr: of.expr } };
      }
      case 'StepInvariantExpr':
        return this.visit(expr.expr, path);
      case 'AggregateExpr': {
        const of = this.visit(withoutParens(expr.expr), inside);
        const param = expr.param === undefined ? undefined : this.visit(withoutParens(expr.param), inside);
        const whole = of.invariant && (param === undefined || param.invariant);
        const children = { expr: kept(of, whole), ...(param === undefined ? {} : { param: kept(param, whole) }) };
        return { expr: { ...expr, ...children }, invariant: whole, wrap: whole };
      }
      case 'BinaryExpr': {
        const lhs = this.visit(expr.lhs, inside);
        const rhs = this.visit(expr.rhs, inside);
        const whole = lhs.invariant && rhs.invariant;
        return { expr: { ...expr, lhs: kept(lhs, whole), rhs: kept(rhs, whole) }, invariant: whole, wrap: whole };
      }
      case 'Call':
        return this.#call(expr, inside);
    }
  }

  #selector(selector: VectorSelector, path: readonly Expr[]): Visited {
    const { offsetExpr } = selector;
    const offsetMillis =
      offsetExpr === undefined ? selector.offsetMillis : durationMillis(offsetExpr, this.#times, 'any');
    const at = this.#resolved(selector.at);
    const expr: VectorSelector = { ...selector, offsetMillis, ...(at === undefined ? {} : { at }) };
    if (needsNoBuckets(path)) this.statisticsOnly.add(expr);
    return { expr, invariant: at !== undefined, wrap: at !== undefined };
  }

  #call(call: Call, inside: readonly Expr[]): Visited {
    const constant = this.#constant(call);
    if (constant !== undefined) return { expr: constant, invariant: true, wrap: false };
    const args = call.args.map((arg) => this.visit(withoutParens(arg), inside));
    const fixed = args.every((arg) => arg.invariant);
    // The time of a sample of a pinned selector is fixed, the time of another expression is the step's.
    const pinned = call.func.name === 'timestamp' && args.every((arg) => arg.expr.kind === 'VectorSelector');
    const whole = fixed && (pinned || !timeDependent.has(call.func.name));
    return { expr: { ...call, args: args.map((arg) => kept(arg, whole)) }, invariant: whole, wrap: whole };
  }

  /** The number that a function of the query's own times stands for. */
  #constant({ func, start, end }: Call): NumberLiteral | undefined {
    const { startMillis, endMillis, stepMillis } = this.#times;
    const number = (value: number): NumberLiteral => ({ kind: 'NumberLiteral', value, duration: false, start, end });
    switch (func.name) {
      case 'start':
        return number(startMillis / 1000);
      case 'end':
        return number(endMillis / 1000);
      case 'range':
        return number((endMillis - startMillis) / 1000);
      case 'step':
        return number(startMillis === endMillis ? 0 : stepMillis / 1000);
      default:
        return undefined;
    }
  }

  #resolved(at: AtModifier | undefined): AtModifier | undefined {
    if (at === undefined || at.kind === 'time') return at;
    return { kind: 'time', timeMillis: at.kind === 'start' ? this.#times.startMillis : this.#times.endMillis };
  }
}

function invariant(expr: Expr): Expr {
  return { kind: 'StepInvariantExpr', expr, start: expr.start, end: expr.end };
}

/** A child of a node that is wrapped as a whole, or else on its own. */
function kept(child: Visited, whole: boolean): Expr {
  return !whole && child.wrap ? invariant(child.expr) : child.expr;
}

function withoutParens(expr: Expr): Expr {
  return expr.kind === 'ParenExpr' ? withoutParens(expr.expr) : expr;
}

function needsNoBuckets(path: readonly Expr[]): boolean {
  let statistics = false;
  for (const around of path.toReversed()) {
    if (around.kind === 'SubqueryExpr') return false;
    if (around.kind === 'BinaryExpr' && (around.op === '</' || around.op === '>/')) return false;
    if (around.kind !== 'Call') continue;
    switch (around.func.name) {
      case 'histogram_count':
      case 'histogram_sum':
      case 'histogram_avg':
        statistics = true;
        break;
      case 'histogram_quantile':
      case 'histogram_quantiles':
      case 'histogram_fraction':
        return false;
    }
  }
  return statistics;
}
