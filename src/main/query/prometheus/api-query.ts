// `/query` and `/query_range`: an expression, evaluated at one time or at steps.
import type { Alive } from '../../store/reader-face.ts';
import { countedSamples } from '../metric-answers/counted-samples.ts';
import type { MetricsRun } from '../metric-answers/metrics-run.ts';
import { evaluate, type Evaluated } from '../promql/engine/evaluate.ts';
import { typeOf, type Expr } from '../promql/syntax/ast.ts';
import { quoteGo } from '../promql/syntax/go-quote.ts';
import { parseExpr } from '../promql/syntax/parse.ts';
import { ApiFailure, wrongParameter } from './api-failure.ts';
import { durationOf, type ApiParams } from './api-params.ts';
import { JsonPieces } from './json-pieces.ts';
import { writeResult } from './result-json.ts';

const mostSteps = 11_000;
const defaultTimeoutMillis = 120_000;
/** Annotations of each kind that are told; the others are counted. */
const mostNotes = 10;

/** `now`: Unix milliseconds, the time of a query that names none. Answers JSON. */
export function apiQuery(run: MetricsRun, params: ApiParams, now: number, alive: Alive): Uint8Array {
  const limit = params.limit('limit');
  const time = params.optionalTime('time', now);
  const timeoutMillis = timeoutOf(params);
  const lookbackMillis = lookbackOf(params);
  const expr = exprOf(params);
  return answered(run, params, expr, { start: time, end: time, step: 0, timeoutMillis, lookbackMillis, limit }, alive);
}

export function apiQueryRange(run: MetricsRun, params: ApiParams, alive: Alive): Uint8Array {
  const limit = params.limit('limit');
  const start = params.time('start');
  const end = params.time('end');
  if (end < start) throw wrongParameter('end', 'end timestamp must not be before start time');
  const asked = durationOf(params.first('step'));
  if (asked.kind === 'wrong') throw wrongParameter('step', asked.message);
  const step = Math.trunc(asked.nanos / 1e6);
  // Times are kept in milliseconds: a shorter step would never get anywhere.
  if (step <= 0)
    throw wrongParameter(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  if (Math.trunc(((end - start) * 1e6) / asked.nanos) > mostSteps)
    throw new ApiFailure(
      'bad_data',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  const timeoutMillis = timeoutOf(params);
  const lookbackMillis = lookbackOf(params);
  const expr = exprOf(params);
  const type = typeOf(expr);
  if (type !== 'vector' && type !== 'scalar') {
    const documented = type === 'matrix' ? 'range vector' : type;
    throw wrongParameter(
      'query',
      `invalid expression type "${documented}" for range query, must be Scalar or instant Vector`,
    );
  }
  return answered(run, params, expr, { start, end, step, timeoutMillis, lookbackMillis, limit }, alive);
}

interface Asked {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly timeoutMillis: number;
  readonly lookbackMillis: number | undefined;
  readonly limit: number;
}

function answered(run: MetricsRun, params: ApiParams, expr: Expr, asked: Asked, alive: Alive): Uint8Array {
  const began = performance.now();
  run.refresh(alive);
  const samples = countedSamples(run.queryable(alive));
  const evaluated = evaluate(expr, {
    query: params.first('query'),
    startMillis: asked.start,
    endMillis: asked.end,
    stepMillis: asked.step,
    queryable: samples.queryable,
    alive,
    timeout: { millis: asked.timeoutMillis, nowMillis: () => performance.now() },
    ...(asked.lookbackMillis === undefined ? {} : { lookbackMillis: asked.lookbackMillis }),
  });
  if (evaluated.kind === 'failed') throw new ApiFailure(evaluated.reason, evaluated.message);
  const json = new JsonPieces(alive);
  json.add('{"status":"success","data":{');
  const cut = writeResult(evaluated.value, asked.limit, json);
  const stats = params.first('stats');
  if (stats !== '') json.add(`,"stats":${statsJson(evaluated, samples.count(), performance.now() - began)}`);
  json.add('}');
  const warnings = [...evaluated.warnings];
  if (cut) warnings.push('results truncated due to limit');
  if (stats !== '' && stats !== 'true' && stats !== 'all')
    warnings.push(
      `value ${quoteGo(stats)} for parameter "stats" is deprecated and will be rejected in the next major release, use "true" or "all"`,
    );
  json.add(notesJson('warnings', 'warning', warnings));
  json.add(notesJson('infos', 'info', evaluated.infos));
  json.add('}');
  return json.whole();
}

/** The expression, or what is wrong with it at its place. */
export function exprOf(params: ApiParams): Expr {
  const parsed = parseExpr(params.first('query'));
  if (parsed.kind === 'wrong') throw wrongParameter('query', parsed.error.message);
  return parsed.value;
}

function timeoutOf(params: ApiParams): number {
  const text = params.first('timeout');
  if (text === '') return defaultTimeoutMillis;
  const read = durationOf(text);
  if (read.kind === 'wrong') throw wrongParameter('timeout', read.message);
  if (read.nanos <= 0) throw new ApiFailure('timeout', 'query timed out in query execution');
  return Math.min(read.nanos / 1e6, defaultTimeoutMillis);
}

/** Zero and less mean the default. */
function lookbackOf(params: ApiParams): number | undefined {
  const text = params.first('lookback_delta');
  if (text === '') return undefined;
  const read = durationOf(text);
  if (read.kind === 'wrong') throw new ApiFailure('bad_data', `error parsing lookback delta duration: ${read.message}`);
  const millis = Math.trunc(read.nanos / 1e6);
  return millis > 0 ? millis : undefined;
}

function notesJson(name: string, one: string, notes: readonly string[]): string {
  if (notes.length === 0) return '';
  const told = notes.slice(0, mostNotes);
  if (notes.length > mostNotes) told.push(`${notes.length - mostNotes} more ${one} annotations omitted`);
  return `,"${name}":${JSON.stringify(told)}`;
}

/** Samples are those that were read from the store, each once; steps are not counted apart. Times in seconds. */
function statsJson({ peakSamples }: Evaluated, samples: number, millis: number): string {
  const seconds = millis / 1000;
  return JSON.stringify({
    timings: {
      evalTotalTime: seconds,
      resultSortTime: 0,
      queryPreparationTime: 0,
      innerEvalTime: seconds,
      execQueueTime: 0,
      execTotalTime: seconds,
    },
    samples: { totalQueryableSamples: samples, samplesRead: samples, peakSamples },
  });
}
