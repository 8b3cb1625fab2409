// The tree of an expression as `/parse_query` answers it.
import type { AtModifier, DurationExpr, Expr, NumberLiteral, VectorSelector } from '../promql/syntax/ast.ts';
import type { Matcher } from '../promql/engine/matcher.ts';
import { goPlainFloat } from '../promql/histogram/go-float.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What JSON.stringify turns into Prometheus' answer. */
export function treeJson(expr: Expr): Json {
  switch (expr.kind) {
    case 'AggregateExpr': {
      const { op, grouping, without } = expr;
      const param = expr.param === undefined ? null : treeJson(expr.param);
      return { type: 'aggregation', op, expr: treeJson(expr.expr), param, grouping, without };
    }
    case 'BinaryExpr': {
      const { op, returnBool, matching } = expr;
      const card = matching && {
        card: matching.cardinality,
        labels: matching.matchingLabels,
        on: matching.on,
        include: matching.include,
        fillValues: { lhs: matching.fillLeft ?? null, rhs: matching.fillRight ?? null },
      };
      const sides = { lhs: treeJson(expr.lhs), rhs: treeJson(expr.rhs) };
      return { type: 'binaryExpr', op, ...sides, matching: card ?? null, bool: returnBool };
    }
    case 'Call': {
      const { name, argTypes, variadic, returnType } = expr.func;
      return { type: 'call', func: { name, argTypes, variadic, returnType }, args: expr.args.map(treeJson) };
    }
    case 'MatrixSelector': {
      const range = { range: expr.rangeMillis, rangeExpr: durationJson(expr.rangeExpr) };
      return { type: 'matrixSelector', ...range, ...selectorJson(expr.vectorSelector) };
    }
    case 'SubqueryExpr':
      return {
        type: 'subquery',
        expr: treeJson(expr.expr),
        range: expr.rangeMillis,
        rangeExpr: durationJson(expr.rangeExpr),
        offset: expr.offsetMillis,
        offsetExpr: durationJson(expr.offsetExpr),
        step: expr.stepMillis,
        stepExpr: durationJson(expr.stepExpr),
        ...atJson(expr.at),
      };
    case 'DurationExpr':
      return durationJson(expr);
    case 'NumberLiteral':
      return { type: 'numberLiteral', val: goPlainFloat(expr.value) };
    case 'ParenExpr':
      return { type: 'parenExpr', expr: treeJson(expr.expr) };
    case 'StringLiteral':
      return { type: 'stringLiteral', val: expr.value };
    case 'UnaryExpr':
      return { type: 'unaryExpr', op: expr.op, expr: treeJson(expr.expr) };
    case 'VectorSelector':
      return { type: 'vectorSelector', ...selectorJson(expr) };
    case 'StepInvariantExpr':
      return treeJson(expr.expr);
  }
}

function selectorJson(selector: VectorSelector): Readonly<Record<string, Json>> {
  const { name, offsetMillis, offsetExpr, matchers, anchored, smoothed } = selector;
  const offset = { offset: offsetMillis, offsetExpr: durationJson(offsetExpr) };
  return { name, ...offset, matchers: matchers.map(matcherJson), ...atJson(selector.at), anchored, smoothed };
}

function matcherJson({ name, value, op }: Matcher): Json {
  return { name, value, type: op };
}

function atJson(at: AtModifier | undefined): Readonly<Record<string, Json>> {
  if (at === undefined) return { timestamp: null, startOrEnd: null };
  return at.kind === 'time' ? { timestamp: at.timeMillis, startOrEnd: null } : { timestamp: null, startOrEnd: at.kind };
}

function durationJson(expr: DurationExpr | NumberLiteral | undefined): Json {
  if (expr === undefined) return null;
  if (expr.kind === 'NumberLiteral')
    return { type: 'numberLiteral', val: goPlainFloat(expr.value), duration: expr.duration };
  const sides = { lhs: durationJson(expr.lhs), rhs: durationJson(expr.rhs) };
  return { type: 'durationExpr', op: expr.op, ...sides, wrapped: expr.wrapped };
}
