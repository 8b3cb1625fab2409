// `metrics.explain`: why a query is empty. Selectors first; where they all find something, the operators between them.
import type { MetricsMethods, PromqlRequest, QueryFinding } from '../../../contract/metrics.ts';
import type { Alive } from '../../store/reader-face.ts';
import { evaluate } from '../promql/engine/evaluate.ts';
import { floatSample, type StepSeries } from '../promql/engine/value.ts';
import { goFloat } from '../promql/histogram/go-float.ts';
import { type BinaryExpr, type Expr, isComparison, typeOf, walk } from '../promql/syntax/ast.ts';
import { explainSelector, type ExplainContext } from './explain-selector.ts';
import type { MetricFactsKeeper } from './metric-facts.ts';
import type { MetricsRun } from './metrics-run.ts';
import { QueryPlaces } from './remarks.ts';
import { selectorsOf } from './selectors.ts';
import { exprOf } from './series-questions.ts';
import { quantileWithoutLe } from './quantile-without-le.ts';
import { withSamples } from './with-samples.ts';

export function metricsExplain(
  run: MetricsRun,
  keeper: MetricFactsKeeper,
  request: PromqlRequest,
  alive: Alive,
): MetricsMethods['metrics.explain']['answer'] {
  run.refresh(alive);
  const expr = exprOf(request.query);
  const { query, start, end } = request;
  if (run.index(alive).seriesCount === 0)
    return {
      findings: [
        { kind: 'no-metrics', text: 'The run has no metrics yet.', from: 0, to: query.length, suggestions: [] },
      ],
    };
  const context: ExplainContext = { run, keeper, places: new QueryPlaces(query), start, end, alive };
  const findings: QueryFinding[] = [];
  for (const found of selectorsOf(expr)) {
    const finding = explainSelector(context, found);
    if (finding !== undefined) findings.push(finding);
  }
  if (findings.length > 0) return { findings };
  walk(expr, (one) => {
    if (findings.length > 0) return;
    const finding =
      one.kind === 'BinaryExpr'
        ? explainOperator(context, request, one)
        : one.kind === 'Call' && one.func.name === 'histogram_quantile'
          ? quantileWithoutLe(context, one)
          : undefined;
    if (finding !== undefined) findings.push(finding);
  });
  return { findings };
}

/** Of an operator that has something on both sides and yet no result. */
function explainOperator(context: ExplainContext, request: PromqlRequest, expr: BinaryExpr): QueryFinding | undefined {
  if (typeOf(expr) !== 'vector' || expr.op === 'or' || expr.op === 'unless') return undefined;
  const seriesOf = (one: Expr): readonly StepSeries[] => seriesIn(context, request, one);
  if (seriesOf(expr).length > 0) return undefined;
  const [vector, other] = typeOf(expr.lhs) === 'vector' ? [expr.lhs, expr.rhs] : [expr.rhs, expr.lhs];
  const left = seriesOf(vector);
  if (left.length === 0) return undefined;
  const place = context.places.place(expr);
  if (typeOf(other) === 'scalar') {
    if (!isComparison(expr.op)) return undefined;
    const [least, most] = rangeOf(left);
    const text = `No value meets the comparison: they lie between ${goFloat(least)} and ${goFloat(most)}.`;
    return { kind: 'filtered-away', text, ...place, suggestions: [] };
  }
  const right = seriesOf(other);
  if (right.length === 0) return undefined;
  const names = (series: readonly StepSeries[]): Set<string> =>
    new Set(series.flatMap(({ labels }) => labels.names.filter((name) => name !== '__name__')));
  const [leftNames, rightNames] = [names(left), names(right)];
  const { on = false, matchingLabels = [] } = expr.matching ?? {};
  const counts = (name: string): boolean => (on ? matchingLabels.includes(name) : !matchingLabels.includes(name));
  const onlyOne = [...leftNames, ...rightNames]
    .filter((name) => leftNames.has(name) !== rightNames.has(name) && counts(name))
    .toSorted();
  const common = [...leftNames].filter((name) => rightNames.has(name)).toSorted();
  const text =
    onlyOne.length > 0
      ? `Both sides have series, but no two match: only one side has ${onlyOne.join(', ')}.`
      : `Both sides have series, but no two have the same values of ${common.filter(counts).join(', ') || 'any label'}, or never at the same time.`;
  const suggestions =
    onlyOne.length === 0 || common.length === 0
      ? []
      : [{ label: `on (${common.join(', ')})`, query: matchedOn(context, expr, common) }];
  return { kind: 'nothing-matches', text, ...place, suggestions };
}

/** The query with the operator matching on the given labels. */
function matchedOn({ places }: ExplainContext, expr: BinaryExpr, labels: readonly string[]): string {
  const between = { start: expr.lhs.end, end: expr.rhs.start };
  return places.replaced(between, ` ${expr.op} on (${labels.join(', ')}) `);
}

function rangeOf(series: readonly StepSeries[]): readonly [least: number, most: number] {
  let least = Infinity;
  let most = -Infinity;
  for (const { values, kinds } of series) {
    for (let step = 0; step < kinds.length; step++) {
      if (kinds[step] !== floatSample) continue;
      least = Math.min(least, values[step] as number);
      most = Math.max(most, values[step] as number);
    }
  }
  return [least, most];
}

/** Series with samples of a part of the query, at the query's steps; none where it cannot be evaluated. */
export function seriesIn(
  { run, alive }: Pick<ExplainContext, 'run' | 'alive'>,
  { query, start, end, step }: PromqlRequest,
  expr: Expr,
): readonly StepSeries[] {
  const evaluated = evaluate(expr, {
    query,
    startMillis: start,
    endMillis: end,
    stepMillis: step,
    queryable: run.queryable(alive),
    alive,
  });
  if (evaluated.kind === 'failed') return [];
  const { value } = evaluated;
  if (value.kind !== 'matrix' && value.kind !== 'vector') return [];
  return withSamples(value.series, alive);
}
