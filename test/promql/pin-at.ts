// Rewrites an expression so that it looks at one time wherever it is evaluated: every selector and subquery without `@`
// gets one. What is inside a pinned subquery is pinned with it.
import type { Expr, VectorSelector } from '../../src/main/query/promql/syntax/ast.ts';

/** Functions whose result depends on when they are evaluated, whatever their arguments look at. */
const timeDependent: ReadonlySet<string> = new Set([
  'days_in_month',
  'day_of_month',
  'day_of_week',
  'day_of_year',
  'end',
  'hour',
  'minute',
  'month',
  'year',
  'predict_linear',
  'range',
  'start',
  'step',
  'time',
  'timestamp',
]);

/** The expression pinned to a time in milliseconds, or undefined when that would change what it means. */
export function pinAt(expr: Expr, timeMillis: number): Expr | undefined {
  const at = { kind: 'time', timeMillis } as const;
  const pinSelector = (selector: VectorSelector): VectorSelector =>
    selector.at?.kind === 'time' ? selector : { ...selector, at };
  let possible = true;
  const pin = (one: Expr): Expr => {
    switch (one.kind) {
      case 'VectorSelector':
        return pinSelector(one);
      case 'MatrixSelector':
        return { ...one, vectorSelector: pinSelector(one.vectorSelector) };
      case 'SubqueryExpr':
        return one.at?.kind === 'time' ? one : { ...one, at };
      case 'AggregateExpr':
        return { ...one, expr: pin(one.expr), ...(one.param === undefined ? {} : { param: pin(one.param) }) };
      case 'BinaryExpr':
        return { ...one, lhs: pin(one.lhs), rhs: pin(one.rhs) };
      case 'Call':
        if (timeDependent.has(one.func.name)) possible = false;
        return { ...one, args: one.args.map(pin) };
      case 'ParenExpr':
      case 'StepInvariantExpr':
      case 'UnaryExpr':
        return { ...one, expr: pin(one.expr) };
      case 'DurationExpr':
      case 'NumberLiteral':
      case 'StringLiteral':
        return one;
    }
  };
  const pinned = pin(expr);
  return possible ? pinned : undefined;
}
