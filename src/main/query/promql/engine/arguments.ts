// Arguments of functions and operators by the type that the type checker has promised.
import type { Call, Expr } from '../syntax/ast.ts';
import { QueryError } from './query-error.ts';
import type { Scope } from './scope.ts';
import type { StepSeries } from './value.ts';

export function argumentAt(call: Call, at: number): Expr {
  const expr = call.args[at];
  if (expr === undefined) throw new QueryError(`${call.func.name}: argument ${at + 1} is missing`);
  return expr;
}

export function vectorOf(expr: Expr, scope: Scope): readonly StepSeries[] {
  const value = scope.evaluate(expr);
  if (value.kind !== 'vector') throw new QueryError(`unexpected ${value.kind} where an instant vector is expected`);
  return value.series;
}

/** One value per step. */
export function scalarOf(expr: Expr, scope: Scope): Float64Array {
  const value = scope.evaluate(expr);
  if (value.kind !== 'scalar') throw new QueryError(`unexpected ${value.kind} where a scalar is expected`);
  return value.values;
}

export function textOf(expr: Expr): string {
  if (expr.kind !== 'StringLiteral') throw new QueryError(`unexpected ${expr.kind} where a string is expected`);
  return expr.value;
}
