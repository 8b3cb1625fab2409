// Queries of tests as trees.
import type { Matcher } from '../../src/main/query/promql/engine/matcher.ts';
import type { Expr } from '../../src/main/query/promql/syntax/ast.ts';
import { parseExpr } from '../../src/main/query/promql/syntax/parse.ts';
import { printMatcher } from '../../src/main/query/promql/syntax/print.ts';
import { compareUtf8 } from '../../src/main/query/promql/syntax/utf8-order.ts';

/** The checked tree of a query that is right; throws with the message otherwise. */
export function parsed(query: string): Expr {
  const result = parseExpr(query);
  if (result.kind === 'wrong') throw new Error(`${query}: ${result.error.message}`);
  return result.value;
}

/** A tree without places, to compare what two texts mean. Conditions are compared by their texts, in any order. */
export function withoutPlaces(expr: Expr): unknown {
  return JSON.parse(JSON.stringify(expr, comparable));
}

function comparable(name: string, value: unknown): unknown {
  if (name === 'start' || name === 'end') return undefined;
  if (name === 'matchers') return (value as readonly Matcher[]).map(printMatcher).toSorted(compareUtf8);
  return typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)) ? `number ${value}` : value;
}
