// `metrics.query`: an expression to columns.
import {
  Presence,
  type MetricsQueryAnswer,
  type MetricsQueryRequest,
  type MetricsResult,
  type QueryRemark,
} from '../../../contract/metrics.ts';
import type { Alive } from '../../store/reader-face.ts';
import { evaluate, type Evaluated, type EvaluatedValue } from '../promql/engine/evaluate.ts';
import { absentSample, type RangeSeries, type StepSeries } from '../promql/engine/value.ts';
import { parseExpr } from '../promql/syntax/parse.ts';
import { HistogramColumns } from './histogram-cells.ts';
import { labelTable } from './label-table.ts';
import { mostSamples, type MetricsRun } from './metrics-run.ts';
import { QueryPlaces } from './remarks.ts';
import { withSamples } from './with-samples.ts';

const defaultSeries = 1000;
const timeoutMillis = 120_000;

export function metricsQuery(run: MetricsRun, request: MetricsQueryRequest, alive: Alive): MetricsQueryAnswer {
  const began = performance.now();
  const cursor = run.refresh(alive);
  const places = new QueryPlaces(request.query);
  const answer = (
    result: MetricsResult,
    series: number,
    told?: Pick<Evaluated, 'warnings' | 'infos' | 'peakSamples'>,
  ): MetricsQueryAnswer => ({
    result,
    warnings: told?.warnings.map((text) => places.ofNote(text)) ?? [],
    infos: told?.infos.map((text) => places.ofNote(text)) ?? [],
    stats: { series, peakSamples: told?.peakSamples ?? 0, millis: performance.now() - began },
    cursor,
  });
  const parsed = parseExpr(request.query);
  if (parsed.kind === 'wrong')
    return answer({ kind: 'failed', reason: 'parse', remark: places.ofParseError(parsed.error) }, 0);
  const most = request.maxSamples ?? mostSamples;
  const evaluated = evaluate(parsed.value, {
    query: request.query,
    startMillis: request.start,
    endMillis: request.end,
    stepMillis: request.step,
    queryable: run.queryable(alive, most),
    alive,
    maxSamples: most,
    timeout: { millis: timeoutMillis, nowMillis: () => performance.now() },
    ...(request.lookback === undefined ? {} : { lookbackMillis: request.lookback }),
  });
  if (evaluated.kind === 'failed') {
    const remark: QueryRemark = { text: evaluated.message, from: 0, to: request.query.length };
    return answer({ kind: 'failed', reason: evaluated.reason, remark }, 0, evaluated);
  }
  const { result, series } = columnsOf(evaluated.value, request.maxSeries ?? defaultSeries, alive);
  return answer(result, series, evaluated);
}

interface Columns {
  readonly result: MetricsResult;
  /** Before the limit. */
  readonly series: number;
}

function columnsOf(value: EvaluatedValue, maxSeries: number, alive: Alive): Columns {
  switch (value.kind) {
    case 'scalar':
      return { result: { kind: 'scalar', time: value.timeMillis, value: value.value }, series: 1 };
    case 'string':
      return { result: { kind: 'string', time: value.timeMillis, value: value.value }, series: 1 };
    case 'vector': {
      const present = withSamples(value.series, alive);
      const result = {
        kind: 'vector',
        time: value.timeMillis,
        ...stepColumns(present.slice(0, maxSeries), 1),
      } as const;
      return { result, series: present.length };
    }
    case 'matrix': {
      const { startMillis: start, intervalMillis: step, count: steps } = value.steps;
      const present = withSamples(value.series, alive);
      const columns = stepColumns(largest(present, maxSeries, alive), steps);
      return { result: { kind: 'matrix', start, step, steps, ...columns }, series: present.length };
    }
    case 'ranges': {
      const columns = rangeColumns(value.series.slice(0, maxSeries));
      return { result: { kind: 'ranges', ...columns }, series: value.series.length };
    }
  }
}

/** The series that reach furthest from zero, in their order. */
function largest(series: readonly StepSeries[], most: number, alive: Alive): readonly StepSeries[] {
  if (series.length <= most) return series;
  const reach = series.map((one, at) => {
    if (at % 64 === 0) alive();
    return reachOf(one);
  });
  const chosen = Array.from(series.keys())
    .toSorted((a, b) => (reach[b] as number) - (reach[a] as number) || a - b)
    .slice(0, most)
    .toSorted((a, b) => a - b);
  return chosen.map((at) => series[at] as StepSeries);
}

function reachOf({ values, kinds, histograms }: StepSeries): number {
  let reach = 0;
  for (let step = 0; step < kinds.length; step++) {
    if (kinds[step] === absentSample) continue;
    const size = Math.abs(histograms?.[step]?.count ?? (values[step] as number));
    if (size > reach) reach = size;
  }
  return reach;
}

type StepColumns = Pick<Extract<MetricsResult, { kind: 'vector' }>, 'labels' | 'values' | 'present' | 'histograms'>;

function stepColumns(series: readonly StepSeries[], steps: number): StepColumns {
  const values = new Float64Array(series.length * steps);
  const present = new Uint8Array(series.length * steps);
  const cells = new HistogramColumns();
  for (const [row, one] of series.entries()) {
    values.set(one.values.subarray(0, steps), row * steps);
    present.set(one.kinds.subarray(0, steps), row * steps);
    if (one.histograms === undefined) continue;
    for (const [step, histogram] of one.histograms.entries())
      if (histogram !== undefined) cells.add(row, step, histogram);
  }
  return { labels: labelTable(series.map(({ labels }) => labels)), values, present, histograms: cells.cells() };
}

type SampleColumns = Omit<Extract<MetricsResult, { kind: 'ranges' }>, 'kind'>;

/** Floats and histograms of a series in the order of their times. */
function rangeColumns(series: readonly RangeSeries[]): SampleColumns {
  const total = series.reduce((sum, one) => sum + one.times.length + one.histogramTimes.length, 0);
  const first = new Uint32Array(series.length + 1);
  const times = new Float64Array(total);
  const values = new Float64Array(total);
  const present = new Uint8Array(total);
  const cells = new HistogramColumns();
  let at = 0;
  for (const [row, one] of series.entries()) {
    first[row] = at;
    let histogram = 0;
    const takeHistogram = (): void => {
      times[at] = one.histogramTimes[histogram] as number;
      present[at] = Presence.histogram;
      const taken = one.histograms[histogram];
      if (taken !== undefined) cells.add(row, at - (first[row] as number), taken);
      histogram++;
      at++;
    };
    for (let i = 0; i < one.times.length; i++) {
      while (
        histogram < one.histogramTimes.length &&
        (one.histogramTimes[histogram] as number) < (one.times[i] as number)
      )
        takeHistogram();
      times[at] = one.times[i] as number;
      values[at] = one.values[i] as number;
      present[at] = Presence.float;
      at++;
    }
    while (histogram < one.histogramTimes.length) takeHistogram();
  }
  first[series.length] = at;
  return {
    labels: labelTable(series.map(({ labels }) => labels)),
    first,
    times,
    values,
    present,
    histograms: cells.cells(),
  };
}
