// What there is: `/labels`, `/label/<name>/values`, `/series`, `/metadata` and `/query_exemplars`.
import { hex } from '../../../contract/ids.ts';
import { textForm } from '../../../contract/text-form.ts';
import type { Alive, ExemplarRow } from '../../store/reader-face.ts';
import { chosenExemplars } from '../metric-answers/chosen-exemplars.ts';
import {
  chosenLabelNames,
  chosenLabelValues,
  chosenSeries,
  groupedSeries,
  type ChosenTime,
} from '../metric-answers/chosen-series.ts';
import { metadataOf } from '../metric-answers/metadata.ts';
import type { MetricsRun } from '../metric-answers/metrics-run.ts';
import { compareLabels, Labels } from '../promql/engine/labels.ts';
import type { Matcher } from '../promql/engine/matcher.ts';
import { goJsonFloat } from '../promql/histogram/go-float.ts';
import { walk } from '../promql/syntax/ast.ts';
import { parseExpr, parseMetricSelector } from '../promql/syntax/parse.ts';
import { compareUtf8 } from '../promql/syntax/utf8-order.ts';
import { ApiFailure, wrongParameter } from './api-failure.ts';
import { earliest, integerOf, latest, type ApiParams } from './api-params.ts';
import { labelsJson, timeText } from './result-json.ts';
import { unescapeName } from './unescape-name.ts';

/** The `data` of an answer as JSON, with its warnings. */
export interface ApiData {
  readonly data: string;
  readonly warnings: readonly string[];
}

export function apiLabelNames(run: MetricsRun, params: ApiParams, alive: Alive): ApiData {
  const limit = params.limit('limit');
  const time = timeOf(params);
  const sets = selectorsOf(params);
  run.refresh(alive);
  return texts([...chosenLabelNames(run, sets, time, alive).keys()], limit);
}

export function apiLabelValues(run: MetricsRun, name: string, params: ApiParams, alive: Alive): ApiData {
  const label = unescapeName(name);
  if (label === '') throw new ApiFailure('bad_data', 'invalid label name: ""');
  const limit = params.limit('limit');
  const time = timeOf(params);
  const sets = selectorsOf(params);
  run.refresh(alive);
  return texts([...chosenLabelValues(run, label, sets, time, alive).keys()], limit);
}

export function apiSeries(run: MetricsRun, params: ApiParams, alive: Alive): ApiData {
  if (params.all('match[]').length === 0) throw new ApiFailure('bad_data', 'no match[] parameter provided');
  const limit = params.limit('limit');
  const time = timeOf(params);
  const sets = selectorsOf(params, (message) => wrongParameter('match[]', message));
  run.refresh(alive);
  const found = chosenSeries(run, sets, time, alive)
    .map(({ labels }) => labels)
    .toSorted(compareLabels);
  const told = limit > 0 ? found.slice(0, limit) : found;
  return { data: `[${told.map(labelsJson).join(',')}]`, warnings: truncation(found.length, limit) };
}

export function apiMetadata(run: MetricsRun, params: ApiParams, alive: Alive): ApiData {
  const limit = numberOf(params, 'limit');
  const perMetric = numberOf(params, 'limit_per_metric');
  run.refresh(alive);
  const asked = params.first('metric');
  const data: Record<string, unknown> = {};
  let metrics = 0;
  for (const [name, all] of metadataOf(run, alive)) {
    if (asked !== '' && asked !== name) continue;
    if (limit >= 0 && metrics >= limit) break;
    metrics += 1;
    // A name such as `__proto__` is a key like any other.
    Object.defineProperty(data, name, { value: perMetric > 0 ? all.slice(0, perMetric) : all, enumerable: true });
  }
  return { data: JSON.stringify(data), warnings: [] };
}

/** `undefined` where the query has no selector: then there is nothing to answer. */
export function apiExemplars(run: MetricsRun, params: ApiParams, alive: Alive): ApiData | undefined {
  const from = params.optionalTime('start', earliest);
  const to = params.optionalTime('end', latest);
  if (to < from) throw new ApiFailure('bad_data', 'end timestamp must not be before start timestamp');
  const parsed = parseExpr(params.first('query'));
  if (parsed.kind === 'wrong') throw new ApiFailure('bad_data', parsed.error.message);
  const sets: (readonly Matcher[])[] = [];
  walk(parsed.value, (expr) => {
    if (expr.kind === 'VectorSelector') sets.push(expr.matchers);
  });
  if (sets.length === 0) return undefined;
  run.refresh(alive);
  const chosen = groupedSeries(run, sets, { from: undefined, to: undefined }, alive);
  const found = chosenExemplars(run, chosen, from, to, mostExemplars, alive);
  const data = found
    .toSorted((a, b) => compareLabels(a.series.labels, b.series.labels))
    .map(
      ({ series, exemplars }) =>
        `{"seriesLabels":${labelsJson(series.labels)},"exemplars":[${exemplars.map(exemplarJson).join(',')}]}`,
    );
  return { data: `[${data.join(',')}]`, warnings: [] };
}

/** Of one series. */
const mostExemplars = 10_000;

function exemplarJson({ time, value, traceId, spanId, attributes }: ExemplarRow): string {
  const pairs = attributes.map(({ key, value: of }): [string, string] => [key, textForm(of)]);
  if (traceId.length > 0) pairs.push(['trace_id', hex(traceId)]);
  if (spanId.length > 0) pairs.push(['span_id', hex(spanId)]);
  return `{"labels":${labelsJson(Labels.from(pairs))},"value":"${goJsonFloat(value)}","timestamp":${timeText(time)}}`;
}

function timeOf(params: ApiParams): ChosenTime {
  const from = params.optionalTime('start', earliest);
  const to = params.optionalTime('end', latest);
  return { from: from === earliest ? undefined : from, to: to === latest ? undefined : to };
}

function selectorsOf(
  params: ApiParams,
  failure: (message: string) => ApiFailure = (message) => new ApiFailure('bad_data', message),
): readonly (readonly Matcher[])[] {
  const sets = params.all('match[]').map((text) => {
    const parsed = parseMetricSelector(text);
    if (parsed.kind === 'wrong') throw failure(parsed.error.message);
    return parsed.value;
  });
  if (sets.some((set) => set.every(({ matches }) => matches(''))))
    throw failure('match[] must contain at least one non-empty matcher');
  return sets;
}

function texts(found: readonly string[], limit: number): ApiData {
  const sorted = found.toSorted(compareUtf8);
  return {
    data: JSON.stringify(limit > 0 ? sorted.slice(0, limit) : sorted),
    warnings: truncation(sorted.length, limit),
  };
}

function truncation(count: number, limit: number): readonly string[] {
  return limit > 0 && count > limit ? ['results truncated due to limit'] : [];
}

function numberOf(params: ApiParams, name: string): number {
  const text = params.first(name);
  if (text === '') return -1;
  const read = integerOf(text);
  if (read.kind === 'wrong') throw new ApiFailure('bad_data', `${name} must be a number`);
  return read.value;
}
