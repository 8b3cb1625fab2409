// Labels, values, series and exemplars of a run, as completion and charts ask for them.
import { ContractError } from '../../../contract/errors.ts';
import type {
  ExemplarsRequest,
  ExemplarTable,
  LabelTable,
  MetricsMethods,
  MetricsTexts,
  SeriesSelection,
} from '../../../contract/metrics.ts';
import { textForm } from '../../../contract/text-form.ts';
import type { Alive } from '../../store/reader-face.ts';
import { compareLabels } from '../promql/engine/labels.ts';
import type { Matcher } from '../promql/engine/matcher.ts';
import { type Expr, walk } from '../promql/syntax/ast.ts';
import { parseExpr, parseMetricSelector } from '../promql/syntax/parse.ts';
import { compareUtf8 } from '../promql/syntax/utf8-order.ts';
import { chosenExemplars } from './chosen-exemplars.ts';
import { chosenLabelNames, chosenLabelValues, chosenSeries, groupedSeries, type ChosenTime } from './chosen-series.ts';
import { labelTable } from './label-table.ts';
import type { MetricsRun } from './metrics-run.ts';

export function metricsLabels(run: MetricsRun, request: SeriesSelection, alive: Alive): MetricsTexts {
  run.refresh(alive);
  return counted(chosenLabelNames(run, matchersOf(request.selectors), timeOf(request), alive), request.limit);
}

export function metricsValues(
  run: MetricsRun,
  request: MetricsMethods['metrics.values']['request'],
  alive: Alive,
): MetricsTexts {
  run.refresh(alive);
  const { label, prefix = '', selectors, limit } = request;
  const counts = chosenLabelValues(run, label, matchersOf(selectors), timeOf(request), alive);
  return counted(prefix === '' ? counts : new Map([...counts].filter(([value]) => value.startsWith(prefix))), limit);
}

export function metricsSeries(
  run: MetricsRun,
  request: SeriesSelection,
  alive: Alive,
): LabelTable & { readonly total: number } {
  run.refresh(alive);
  const found = chosenSeries(run, matchersOf(request.selectors), timeOf(request), alive)
    .map(({ labels }) => labels)
    .toSorted(compareLabels);
  return { ...labelTable(found.slice(0, request.limit)), total: found.length };
}

export function metricsExemplars(run: MetricsRun, request: ExemplarsRequest, alive: Alive): ExemplarTable {
  run.refresh(alive);
  const sets: (readonly Matcher[])[] = [];
  walk(exprOf(request.query), (expr) => {
    if (expr.kind === 'VectorSelector' && !expr.dataLabels) sets.push(expr.matchers);
  });
  const chosen = sets.length === 0 ? [] : groupedSeries(run, sets, { from: undefined, to: undefined }, alive);
  const found = chosenExemplars(run, chosen, request.from, request.to, request.limit + 1, alive);
  const all = found
    .flatMap(({ exemplars }, series) => exemplars.map((exemplar) => ({ series, exemplar })))
    .toSorted((a, b) => b.exemplar.time - a.exemplar.time);
  const rows = all.slice(0, request.limit);
  const traceIds = new Uint8Array(16 * rows.length);
  const spanIds = new Uint8Array(8 * rows.length);
  for (const [row, { exemplar }] of rows.entries()) {
    traceIds.set(exemplar.traceId.subarray(0, 16), 16 * row);
    spanIds.set(exemplar.spanId.subarray(0, 8), 8 * row);
  }
  return {
    rows: rows.length,
    series: Uint32Array.from(rows, ({ series }) => series),
    labels: labelTable(found.map(({ series }) => series.labels)),
    time: Float64Array.from(rows, ({ exemplar }) => exemplar.time),
    value: Float64Array.from(rows, ({ exemplar }) => exemplar.value),
    traceIds,
    spanIds,
    attributes: rows.map(({ exemplar }) =>
      exemplar.attributes.map(({ key, value }) => [key, textForm(value)] as const),
    ),
    more: all.length > rows.length,
  };
}

/** Throws ContractError `bad-request` with the parser's words. */
export function exprOf(query: string): Expr {
  const parsed = parseExpr(query);
  if (parsed.kind === 'wrong') throw new ContractError('bad-request', parsed.error.message);
  return parsed.value;
}

function matchersOf(selectors: readonly string[]): readonly (readonly Matcher[])[] {
  return selectors.map((text) => {
    const parsed = parseMetricSelector(text);
    if (parsed.kind === 'wrong') throw new ContractError('bad-request', parsed.error.message);
    return parsed.value;
  });
}

function timeOf({ from, to }: SeriesSelection): ChosenTime {
  return { from, to };
}

function counted(counts: ReadonlyMap<string, number>, limit: number): MetricsTexts {
  let kept = [...counts];
  if (kept.length > limit) kept = kept.toSorted(([, a], [, b]) => b - a).slice(0, limit);
  kept.sort(([a], [b]) => compareUtf8(a, b));
  return {
    texts: kept.map(([text]) => text),
    series: Uint32Array.from(kept, ([, count]) => count),
    total: counts.size,
  };
}
