// histogram_quantile over an aggregation that drops the label by which it knows the buckets: it has no answer, or a wrong one.
import type { QueryFinding } from '../../../contract/metrics.ts';
import type { Call, Expr } from '../promql/syntax/ast.ts';
import { printExpr } from '../promql/syntax/print.ts';
import type { HintContext } from './hint-context.ts';
import { nameOf, selectorsOf } from './selectors.ts';

/** Classic buckets without their bounds are no histogram any more. */
export function quantileWithoutLe({ places }: Pick<HintContext, 'places'>, call: Call): QueryFinding | undefined {
  const argument = inner(call.args[1]);
  if (argument?.kind !== 'AggregateExpr') return undefined;
  const keeps = argument.without !== argument.grouping.includes('le');
  const classic = selectorsOf(argument).some(({ selector }) => nameOf(selector)?.endsWith('_bucket') === true);
  if (keeps || !classic) return undefined;
  const grouping = argument.without ? argument.grouping.filter((name) => name !== 'le') : ['le', ...argument.grouping];
  return {
    kind: 'quantile-without-le',
    text: 'The aggregation takes the label le away, by which histogram_quantile knows the buckets.',
    ...places.place(argument),
    suggestions: [{ label: 'keep le', query: places.replaced(argument, printExpr({ ...argument, grouping })) }],
  };
}

function inner(expr: Expr | undefined): Expr | undefined {
  return expr?.kind === 'ParenExpr' ? inner(expr.expr) : expr;
}
