// The selectors of an expression with what stands around them, for explanations and hints.
import type { AggregateExpr, Call, Expr, MatrixSelector, SubqueryExpr, VectorSelector } from '../promql/syntax/ast.ts';
import { childrenOf } from '../promql/syntax/ast.ts';
import { metricName } from '../promql/engine/labels.ts';

export interface SelectorInQuery {
  readonly selector: VectorSelector;
  /** Its range, where it has one. */
  readonly matrix: MatrixSelector | undefined;
  /** From the whole expression down to the one directly around. */
  readonly around: readonly Expr[];
}

/** In the order of the text; the label matchers of info() are none. */
export function selectorsOf(expr: Expr): readonly SelectorInQuery[] {
  const found: SelectorInQuery[] = [];
  const visit = (one: Expr, around: readonly Expr[]): void => {
    if (one.kind === 'VectorSelector' && !one.dataLabels) {
      const parent = around.at(-1);
      found.push({ selector: one, matrix: parent?.kind === 'MatrixSelector' ? parent : undefined, around });
    }
    for (const child of childrenOf(one)) visit(child, [...around, one]);
  };
  visit(expr, []);
  return found;
}

/** The one name that a selector asks for; `undefined` where it asks by a pattern or by labels alone. */
export function nameOf({ name, matchers }: VectorSelector): string | undefined {
  return name !== '' ? name : matchers.find((one) => one.name === metricName && one.op === '=')?.value;
}

/** The innermost call around it that takes its range. */
export function callOf({ around }: SelectorInQuery): Call | undefined {
  return around.findLast((one): one is Call => one.kind === 'Call');
}

export function aggregationsOf({ around }: SelectorInQuery): readonly AggregateExpr[] {
  return around.filter((one): one is AggregateExpr => one.kind === 'AggregateExpr');
}

/** The time that a selector looks at: Unix milliseconds; `undefined` where `@` pins it elsewhere. */
export function reachOf(
  { selector, matrix, around }: SelectorInQuery,
  start: number,
  end: number,
  lookbackMillis: number,
): { readonly from: number; readonly to: number } | undefined {
  const subqueries = around.filter((one): one is SubqueryExpr => one.kind === 'SubqueryExpr');
  if (selector.at !== undefined || subqueries.some(({ at }) => at !== undefined)) return undefined;
  const offset = selector.offsetMillis + subqueries.reduce((sum, one) => sum + one.offsetMillis, 0);
  const back = (matrix?.rangeMillis ?? lookbackMillis) + subqueries.reduce((sum, one) => sum + one.rangeMillis, 0);
  return { from: start - back - offset, to: end - offset };
}
