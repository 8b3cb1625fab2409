// The info series that may match a vector: those with a job and an instance that occur in it, at the time that the
// selector of the vector looks at.
import { type Expr, type VectorSelector, childrenOf } from '../../syntax/ast.ts';
import { type Found, findInstant } from '../instant-selector.ts';
import type { Matcher } from '../matcher.ts';
import { QueryError } from '../query-error.ts';
import type { Scope } from '../scope.ts';
import type { StepSeries } from '../value.ts';

/** Labels by which series and info series belong together. */
export const identifyingLabels = ['instance', 'job'] as const;

export function findInfoSeries(
  baseArg: Expr,
  series: readonly StepSeries[],
  matchers: readonly Matcher[],
  scope: Scope,
): readonly Found[] {
  const identity = identifyingLabels.flatMap((name) => {
    const values = new Set(series.map(({ labels }) => labels.get(name)));
    values.delete('');
    return values.size === 0 ? [] : [oneOf(name, values)];
  });
  if (identity.length === 0) return [];
  const at = timeOf(baseArg);
  const found = findInstant({ ...at, matchers: [...identity, ...matchers] }, scope, 'info');
  for (const { columns, rows } of found) {
    scope.session.budget.take(rows.length);
    if (columns.histograms === undefined) continue;
    if (rows.some((row) => row >= 0 && columns.histograms?.[row] !== undefined)) {
      throw new QueryError(`this should be an info metric, with float samples: ${columns.labels.toString()}`);
    }
  }
  return found;
}

function oneOf(name: string, values: ReadonlySet<string>): Matcher {
  const exactly = [...values];
  const escaped = exactly.map((value) => value.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&'));
  return { name, op: '=~', value: escaped.join('|'), matches: (text) => values.has(text), exactly };
}

type Reference = Pick<VectorSelector, 'at' | 'offsetMillis'>;

/**
 * The time that the first selector of an expression looks at: the innermost `@` of it and the subqueries around it,
 * shifted by the offsets inside.
 */
function timeOf(expr: Expr): Reference {
  return referenceIn(expr, []) ?? { offsetMillis: 0 };
}

function referenceIn(expr: Expr, around: readonly Reference[]): Reference | undefined {
  if (expr.kind === 'VectorSelector') {
    let at = expr.at;
    let { offsetMillis } = expr;
    for (const subquery of around.toReversed()) {
      if (at !== undefined) break;
      offsetMillis += subquery.offsetMillis;
      at = subquery.at;
    }
    return { offsetMillis, ...(at === undefined ? {} : { at }) };
  }
  const inside = expr.kind === 'SubqueryExpr' ? [...around, expr] : around;
  for (const child of childrenOf(expr)) {
    const reference = referenceIn(child, inside);
    if (reference !== undefined) return reference;
  }
  return undefined;
}
