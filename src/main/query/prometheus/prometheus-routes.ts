// The door of query/prometheus: a request below /prometheus/api/v1 to its answer. Parameters, errors, numbers and orders
// are those of Prometheus 3.14. What is wrong with a request is an answer, not an exception.
import type { Alive } from '../../store/reader-face.ts';
import type { MetricsRun } from '../metric-answers/metrics-run.ts';
import { prettyPrint } from '../promql/syntax/print-pretty.ts';
import { ApiFailure } from './api-failure.ts';
import { ApiParams } from './api-params.ts';
import { apiQuery, apiQueryRange, exprOf } from './api-query.ts';
import { apiExemplars, apiLabelNames, apiLabelValues, apiMetadata, apiSeries, type ApiData } from './api-series.ts';
import { apiStatus, isStatus } from './api-status.ts';
import { treeJson } from './tree-json.ts';

export interface PrometheusRequest {
  readonly method: 'GET' | 'POST';
  /** Decoded parts of the path behind /api/v1. */
  readonly segments: readonly string[];
  /** Decoded pairs: those of a form first, then those of the address. */
  readonly pairs: readonly (readonly [string, string])[];
}

export interface PrometheusAnswer {
  readonly status: number;
  /** JSON; empty with the statuses 204 and 405. */
  readonly body: string | Uint8Array;
}

/** `now`: Unix milliseconds. */
export function answerPrometheus(
  run: MetricsRun,
  { method, segments, pairs }: PrometheusRequest,
  now: number,
  alive: Alive,
): PrometheusAnswer {
  try {
    const params = new ApiParams(pairs);
    const path = segments.join('/');
    if (path === 'query') return { status: 200, body: apiQuery(run, params, now, alive) };
    if (path === 'query_range') return { status: 200, body: apiQueryRange(run, params, alive) };
    const answer = dataOf(run, path, segments, method, params, now, alive);
    if (answer === 'wrong method') return { status: 405, body: '' };
    return answer === undefined ? { status: 204, body: '' } : { status: 200, body: successJson(answer) };
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    return { status: error.status, body: failureJson(error) };
  }
}

function dataOf(
  run: MetricsRun,
  path: string,
  segments: readonly string[],
  method: 'GET' | 'POST',
  params: ApiParams,
  now: number,
  alive: Alive,
): ApiData | 'wrong method' | undefined {
  switch (path) {
    case 'labels':
      return apiLabelNames(run, params, alive);
    case 'series':
      return apiSeries(run, params, alive);
    case 'query_exemplars':
      return apiExemplars(run, params, alive);
    case 'format_query':
      return { data: JSON.stringify(prettyPrint(exprOf(params))), warnings: [] };
    case 'parse_query':
      return { data: JSON.stringify(treeJson(exprOf(params))), warnings: [] };
  }
  const [label, name = '', values] = segments;
  const ofLabel = label === 'label' && values === 'values' && segments.length === 3;
  if (method === 'POST') {
    if (ofLabel || path === 'metadata' || isStatus(path)) return 'wrong method';
  } else if (ofLabel) return apiLabelValues(run, name, params, alive);
  else if (path === 'metadata') return apiMetadata(run, params, alive);
  else if (isStatus(path)) return apiStatus(run, path, params, now, alive);
  throw new ApiFailure('not_found', `there is no ${method} /api/v1/${path} here`);
}

function successJson({ data, warnings }: ApiData): string {
  const told = warnings.length === 0 ? '' : `,"warnings":${JSON.stringify(warnings)}`;
  return `{"status":"success","data":${data}${told}}`;
}

export function failureJson({ type, message }: { readonly type: string; readonly message: string }): string {
  return JSON.stringify({ status: 'error', errorType: type, error: message });
}
