// Types: what an expression may be made of. Mistakes are told in the order in which Prometheus finds them, the first one
// only. The checked tree has `matching` only between vectors, many-to-many for set operators, and knows info()'s labels.
import {
  type AggregateExpr,
  type BinaryExpr,
  type Call,
  type Expr,
  isComparison,
  isSetOperator,
  type Span,
  typeOf,
  type ValueType,
  type VectorSelector,
} from './ast.ts';
import { quoteGo } from './go-quote.ts';

/** Fails for a place and a reason; never returns. */
export type Fail = (span: Span, reason: string) => never;

/** The place of a binary expression's operator: from behind the left side to before the right one. */
export type OperatorSpan = (lhs: Span, rhs: Span) => Span;

export interface Checks {
  readonly fail: Fail;
  readonly operatorSpan: OperatorSpan;
}

const typeNames: Readonly<Record<ValueType, string>> = {
  none: 'none',
  scalar: 'scalar',
  vector: 'instant vector',
  matrix: 'range vector',
  string: 'string',
};

export function checkTypes(expr: Expr, checks: Checks): Expr {
  switch (expr.kind) {
    case 'AggregateExpr':
      return checkAggregate(expr, checks);
    case 'BinaryExpr':
      return checkBinary(expr, checks);
    case 'Call':
      return checkCall(expr, checks);
    case 'ParenExpr':
    case 'StepInvariantExpr':
      return { ...expr, expr: checkTypes(expr.expr, checks) };
    case 'UnaryExpr': {
      const inner = checkTypes(expr.expr, checks);
      const type = typeOf(inner);
      if (type !== 'scalar' && type !== 'vector') {
        const allowed = 'unary expression only allowed on expressions of type scalar or instant vector';
        checks.fail(expr, `${allowed}, got ${quoteGo(typeNames[type])}`);
      }
      return { ...expr, expr: inner };
    }
    case 'SubqueryExpr': {
      const inner = checkTypes(expr.expr, checks);
      const type = typeOf(inner);
      if (type !== 'vector') checks.fail(expr, `subquery is only allowed on instant vector, got ${type} instead`);
      return { ...expr, expr: inner };
    }
    case 'MatrixSelector':
      checkSelector(expr.vectorSelector, checks);
      return expr;
    case 'VectorSelector':
      checkSelector(expr, checks);
      return expr;
    case 'DurationExpr':
    case 'NumberLiteral':
    case 'StringLiteral':
      return expr;
  }
}

function expectType(expr: Expr, wanted: ValueType, context: string, checks: Checks): Expr {
  const checked = checkTypes(expr, checks);
  const type = typeOf(checked);
  if (type !== wanted) {
    checks.fail(expr, `expected type ${typeNames[wanted]} in ${context}, got ${typeNames[type]}`);
  }
  return checked;
}

function checkAggregate(expr: AggregateExpr, checks: Checks): Expr {
  const inner = expectType(expr.expr, 'vector', 'aggregation expression', checks);
  if (expr.param === undefined) return { ...expr, expr: inner };
  const wanted = expr.op === 'count_values' ? 'string' : 'scalar';
  return { ...expr, expr: inner, param: expectType(expr.param, wanted, 'aggregation parameter', checks) };
}

function checkBinary(expr: BinaryExpr, checks: Checks): Expr {
  const { op, returnBool, matching: written } = expr;
  const lhs = checkTypes(expr.lhs, checks);
  const rhs = checkTypes(expr.rhs, checks);
  const left = typeOf(lhs);
  const right = typeOf(rhs);
  const failAtOperator = (reason: string): never => checks.fail(checks.operatorSpan(lhs, rhs), reason);
  if (returnBool && !isComparison(op)) failAtOperator('bool modifier can only be used on comparison operators');
  if (isComparison(op) && !returnBool && left === 'scalar' && right === 'scalar') {
    failAtOperator('comparisons between scalars must use BOOL modifier');
  }
  const twice =
    written?.on === true ? written.matchingLabels.find((name) => written.include.includes(name)) : undefined;
  if (twice !== undefined) failAtOperator(`label ${quoteGo(twice)} must not occur in ON and GROUP clause at once`);
  for (const [side, type] of [
    [lhs, left],
    [rhs, right],
  ] as const) {
    if (type === 'scalar' || type === 'vector') continue;
    checks.fail(side, 'binary expression must contain only scalar and instant vector types');
  }
  const fills = written?.fillLeft !== undefined || written?.fillRight !== undefined;
  const { matching: _, ...bare } = { ...expr, lhs, rhs };
  if (left !== 'vector' || right !== 'vector') {
    if ((written?.matchingLabels.length ?? 0) > 0) {
      checks.fail(expr, 'vector matching only allowed between instant vectors');
    }
    if (fills) checks.fail(expr, 'filling in missing series only allowed between instant vectors');
    if (isSetOperator(op)) checks.fail(expr, `set operator ${quoteGo(op)} not allowed in binary scalar expression`);
    return bare;
  }
  if (written === undefined || !isSetOperator(op)) return { ...expr, lhs, rhs };
  if (written.cardinality === 'many-to-one' || written.cardinality === 'one-to-many') {
    checks.fail(expr, `no grouping allowed for ${quoteGo(op)} operation`);
  }
  if (fills) checks.fail(expr, 'filling in missing series not allowed for set operators');
  return { ...bare, matching: { ...written, cardinality: 'many-to-many' } };
}

function checkCall(expr: Call, checks: Checks): Expr {
  const { func } = expr;
  const given = expr.args.length;
  const quoted = quoteGo(func.name);
  const least = func.variadic === 0 ? func.argTypes.length : func.argTypes.length - 1;
  if (func.variadic === 0 && given !== least) {
    checks.fail(expr, `expected ${least} argument(s) in call to ${quoted}, got ${given}`);
  }
  if (given < least) checks.fail(expr, `expected at least ${least} argument(s) in call to ${quoted}, got ${given}`);
  const most = least + func.variadic;
  if (func.variadic > 0 && given > most) {
    checks.fail(expr, `expected at most ${most} argument(s) in call to ${quoted}, got ${given}`);
  }
  const withLabels = func.name === 'info' ? infoLabels(expr, checks) : expr.args;
  const args = withLabels.map((arg, at) => {
    const wanted = func.argTypes[Math.min(at, func.argTypes.length - 1)] as ValueType;
    return expectType(arg, wanted, `call to function ${quoted}`, checks);
  });
  return { ...expr, args };
}

/** The second argument of info() is no vector but conditions on the labels to add. */
function infoLabels(expr: Call, checks: Checks): readonly Expr[] {
  const [vector, labels] = expr.args;
  if (vector === undefined || labels === undefined) return expr.args;
  const type = typeOf(labels);
  if (type !== 'vector') {
    checks.fail(expr, `expected type instant vector in call to function "info", got ${typeNames[type]}`);
  }
  if (labels.kind !== 'VectorSelector') return checks.fail(labels, 'expected label selectors only');
  if (labels.name !== '') checks.fail(labels, 'expected label selectors only, got vector selector instead');
  return [vector, { ...labels, dataLabels: true }];
}

function checkSelector(selector: VectorSelector, checks: Checks): void {
  const { name, matchers } = selector;
  if (name !== '') {
    const second = matchers.slice(0, -1).find((matcher) => matcher.name === '__name__');
    if (second !== undefined) {
      checks.fail(selector, `metric name must not be set twice: ${quoteGo(name)} or ${quoteGo(second.value)}`);
    }
    return;
  }
  if (selector.dataLabels || matchers.some((matcher) => !matcher.matches(''))) return;
  checks.fail(selector, 'vector selector must contain at least one non-empty matcher');
}
