// What a query answers, as series with times: for tables.
import { ContractError } from '../../../contract/errors.ts';
import type { Alive, MetricsSource } from '../../store/reader-face.ts';
import { MetricsRun, mostSamples } from '../metric-answers/metrics-run.ts';
import { withSamples } from '../metric-answers/with-samples.ts';
import { evaluate, type EvaluatedValue } from '../promql/engine/evaluate.ts';
import type { Labels } from '../promql/engine/labels.ts';
import { absentSample } from '../promql/engine/value.ts';
import type { FloatHistogram } from '../promql/histogram/float-histogram.ts';
import { histogramText } from '../promql/histogram/histogram-text.ts';
import { parseExpr } from '../promql/syntax/parse.ts';

/** A series at the times at which it has a value. */
export interface TableSeries {
  readonly labels: readonly (readonly [name: string, value: string])[];
  /** Unix milliseconds, rising. */
  readonly times: Float64Array;
  /** Without meaning where there is a histogram. */
  readonly values: Float64Array;
  /** With all buckets, as Prometheus writes them. */
  readonly histograms: readonly ({ readonly text: string } | undefined)[] | undefined;
}

/** Unix milliseconds; `step` 0 with equal times is one moment. */
export interface TableTimes {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

const timeoutMillis = 120_000;

/** The series of one query. Throws ContractError `bad-request` with what is wrong with it. */
export function queryTable(
  source: MetricsSource,
  query: string,
  { start, end, step }: TableTimes,
  alive: Alive,
): readonly TableSeries[] {
  const run = new MetricsRun(source);
  run.refresh(alive);
  const parsed = parseExpr(query);
  if (parsed.kind === 'wrong') throw new ContractError('bad-request', `${query}: ${parsed.error.message}`);
  const evaluated = evaluate(parsed.value, {
    query,
    startMillis: start,
    endMillis: end,
    stepMillis: step,
    queryable: run.queryable(alive),
    alive,
    maxSamples: mostSamples,
    timeout: { millis: timeoutMillis, nowMillis: () => performance.now() },
  });
  if (evaluated.kind === 'failed') throw new ContractError('bad-request', `${query}: ${evaluated.message}`);
  return seriesOf(evaluated.value, alive);
}

function seriesOf(value: EvaluatedValue, alive: Alive): readonly TableSeries[] {
  switch (value.kind) {
    case 'scalar':
      return [
        {
          labels: [],
          times: Float64Array.of(value.timeMillis),
          values: Float64Array.of(value.value),
          histograms: undefined,
        },
      ];
    case 'string':
      return [];
    case 'vector':
      return withSamples(value.series, alive).map(({ labels, ...one }) =>
        gathered(labels, one, () => value.timeMillis, 1),
      );
    case 'matrix': {
      const { startMillis, intervalMillis, count } = value.steps;
      const timeAt = (step: number): number => startMillis + step * intervalMillis;
      return withSamples(value.series, alive).map(({ labels, ...one }) => gathered(labels, one, timeAt, count));
    }
    case 'ranges':
      return value.series.map(({ labels, times, values, histogramTimes, histograms }) => {
        const rows = [
          ...Array.from(times, (time, i) => ({ time, value: values[i] as number, histogram: undefined })),
          ...Array.from(histogramTimes, (time, i) => ({ time, value: 0, histogram: histograms[i] })),
        ].toSorted((a, b) => a.time - b.time);
        return tableSeries(labels, rows);
      });
  }
}

interface Steps {
  readonly values: Float64Array;
  readonly kinds: Uint8Array;
  readonly histograms?: readonly (FloatHistogram | undefined)[] | undefined;
}

function gathered(
  labels: Labels,
  { values, kinds, histograms }: Steps,
  timeAt: (step: number) => number,
  steps: number,
): TableSeries {
  const rows: Row[] = [];
  for (let step = 0; step < steps; step++)
    if (kinds[step] !== absentSample)
      rows.push({ time: timeAt(step), value: values[step] as number, histogram: histograms?.[step] });
  return tableSeries(labels, rows);
}

interface Row {
  readonly time: number;
  readonly value: number;
  readonly histogram: FloatHistogram | undefined;
}

function tableSeries({ names, values }: Labels, rows: readonly Row[]): TableSeries {
  return {
    labels: names.map((name, i) => [name, values[i] as string] as const),
    times: Float64Array.from(rows, ({ time }) => time),
    values: Float64Array.from(rows, ({ value }) => value),
    histograms: rows.some(({ histogram }) => histogram !== undefined)
      ? rows.map(({ histogram }) => (histogram === undefined ? undefined : { text: histogramText(histogram) }))
      : undefined,
  };
}
