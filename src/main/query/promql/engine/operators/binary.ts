// Binary operators: which kinds of operands go where.
import type { BinaryExpr } from '../../syntax/ast.ts';
import { isSetOperator } from '../../syntax/ast.ts';
import { QueryError } from '../query-error.ts';
import type { Scope } from '../scope.ts';
import type { Value } from '../value.ts';
import { scalarResult, vectorResult } from '../vector-result.ts';
import { floatOperator, isArithmetic } from './float-operators.ts';
import { combineSets } from './set-operators.ts';
import { StepNotes } from './step-notes.ts';
import { VectorMatch } from './vector-match.ts';
import { vectorWithScalar } from './vector-with-scalar.ts';

export function evaluateBinary(expr: BinaryExpr, scope: Scope): Value {
  const { session } = scope;
  const held = session.budget.held;
  const notes = new StepNotes();
  const left = scope.evaluate(expr.lhs);
  const right = scope.evaluate(expr.rhs);
  if (left.kind === 'scalar' && right.kind === 'scalar') {
    return scalarResult(scalars(expr, left.values, right.values), held, scope);
  }
  if (left.kind === 'vector' && right.kind === 'scalar') {
    const series = left.series.map((one) => vectorWithScalar(expr, one, right.values, 'right', scope, notes));
    notes.tell(expr, scope);
    return vectorResult(series, held, isArithmetic(expr.op) || expr.returnBool ? 'changed' : 'kept', scope);
  }
  if (left.kind === 'scalar' && right.kind === 'vector') {
    const series = right.series.map((one) => vectorWithScalar(expr, one, left.values, 'left', scope, notes));
    notes.tell(expr, scope);
    return vectorResult(series, held, isArithmetic(expr.op) || expr.returnBool ? 'changed' : 'kept', scope);
  }
  if (left.kind === 'vector' && right.kind === 'vector') {
    const { matching, op } = expr;
    if (matching === undefined) throw new QueryError(`operator ${op} without matching`);
    if (isSetOperator(op)) {
      const combined = combineSets(op, left.series, right.series, matching, scope);
      return vectorResult(combined, held, op === 'or' ? 'changed' : 'kept', scope);
    }
    const { series, labels } = new VectorMatch(expr, matching, scope).combine(left.series, right.series);
    return vectorResult(series, held, labels, scope);
  }
  throw new QueryError(`operator ${expr.op} not allowed for ${left.kind} and ${right.kind}`);
}

function scalars(expr: BinaryExpr, left: Float64Array, right: Float64Array): Float64Array {
  const operator = floatOperator(expr.op);
  switch (operator.kind) {
    case 'arithmetic':
      return left.map((value, step) => operator.of(value, right[step] as number));
    case 'comparison':
      return left.map((value, step) => Number(operator.of(value, right[step] as number)));
    case 'none':
      throw new QueryError(`operator "${expr.op}" not allowed for Scalar operations`);
  }
}
