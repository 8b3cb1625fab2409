// histogram_quantile, histogram_quantiles and histogram_fraction, of native and classic histograms alike.
import { classicFraction } from '../../histogram/classic-quantile.ts';
import { histogramFraction } from '../../histogram/fraction.ts';

import { histogramQuantile } from '../../histogram/quantile.ts';
import type { Call, Expr } from '../../syntax/ast.ts';
import type { Note } from '../annotations.ts';
import { argumentAt, scalarOf, textOf, vectorOf } from '../arguments.ts';
import { type Labels, metricName } from '../labels.ts';
import type { Scope } from '../scope.ts';
import { stepMillis } from '../steps.ts';
import { type StepSeries, type Value, absentSample, floatSample, histogramSample } from '../value.ts';
import { vectorResult } from '../vector-result.ts';
import { ClassicColumns } from './classic-columns.ts';
import {
  type ClassicHistogram,
  type HistogramVector,
  type NativeHistogram,
  histogramVector,
} from './histogram-vector.ts';
import { withoutName } from './map-values.ts';
import { openMetricsFloat } from '../../../../../contract/open-metrics-float.ts';

export function callHistogramQuantile(call: Call, scope: Scope): Value {
  const held = scope.session.budget.held;
  const [quantileArg, vectorArg] = [argumentAt(call, 0), argumentAt(call, 1)];
  const quantiles = scalarOf(quantileArg, scope);
  const series = vectorOf(vectorArg, scope);
  warnOfQuantiles(quantiles, quantileArg, scope);
  const vector = histogramVector(series, vectorArg, scope);
  return vectorResult(quantileSeries(vector, quantiles, vectorArg, scope), held, 'changed', scope);
}

/** Several quantiles at once, told apart by a label. */
export function callHistogramQuantiles(call: Call, scope: Scope): Value {
  const held = scope.session.budget.held;
  const vectorArg = argumentAt(call, 0);
  const label = textOf(argumentAt(call, 1));
  const series = vectorOf(vectorArg, scope);
  const quantileArgs = call.args.slice(2);
  const quantiles = quantileArgs.map((arg) => scalarOf(arg, scope));
  quantiles.forEach((values, at) => warnOfQuantiles(values, quantileArgs[at] ?? call, scope));
  const vector = histogramVector(series, vectorArg, scope);
  const results: StepSeries[] = [];
  for (const values of quantiles) {
    for (const one of quantileSeries(vector, values, vectorArg, scope)) {
      const own = labelled(one, label, values);
      // A quantile that changes from step to step makes a column for each of its values.
      if (own.length > 1) scope.session.budget.take(own.length * scope.steps.count);
      results.push(...own);
    }
  }
  return vectorResult(results, held, 'changed', scope);
}

export function callHistogramFraction(call: Call, scope: Scope): Value {
  const held = scope.session.budget.held;
  const lower = scalarOf(argumentAt(call, 0), scope);
  const upper = scalarOf(argumentAt(call, 1), scope);
  const vectorArg = argumentAt(call, 2);
  const vector = histogramVector(vectorOf(vectorArg, scope), vectorArg, scope);
  const native = vector.native.map((one) => {
    const report = reporter(one.series.labels, vectorArg, scope);
    return ofNative(one, scope, (step) => {
      const histogram = one.series.histograms?.[step];
      return histogram && histogramFraction(lower[step] as number, upper[step] as number, histogram, report);
    });
  });
  const classic = vector.classic.map((one) =>
    ofClassic(one, scope, (columns, step) =>
      classicFraction(lower[step] as number, upper[step] as number, columns.buckets()),
    ),
  );
  return vectorResult([...native, ...classic], held, 'changed', scope);
}

function quantileSeries(
  vector: HistogramVector,
  quantiles: Float64Array,
  vectorArg: Expr,
  scope: Scope,
): readonly StepSeries[] {
  const native = vector.native.map((one) => {
    const report = reporter(one.series.labels, vectorArg, scope);
    return ofNative(one, scope, (step) => {
      const histogram = one.series.histograms?.[step];
      return histogram && histogramQuantile(quantiles[step] as number, histogram, report);
    });
  });
  const classic = vector.classic.map((one) =>
    ofClassic(one, scope, (columns, step) => {
      const { value, decrease } = columns.quantile(quantiles[step] as number);
      if (decrease !== undefined) {
        const millis = stepMillis(scope.steps, step);
        const repair = { ...decrease, samples: 1, firstMillis: millis, lastMillis: millis };
        reporter(one.labels, vectorArg, scope)({ kind: 'forced-monotonic', repair });
      }
      return value;
    }),
  );
  return [...native, ...classic];
}

function ofNative(
  { series, conflicts }: NativeHistogram,
  scope: Scope,
  valueAt: (step: number) => number | undefined,
): StepSeries {
  const values = new Float64Array(series.kinds.length);
  const kinds = new Uint8Array(values.length);
  for (let step = 0; step < values.length; step++) {
    if (series.kinds[step] !== histogramSample || conflicts?.[step] === 1) continue;
    values[step] = valueAt(step) ?? Number.NaN;
    kinds[step] = floatSample;
  }
  return { ...withoutName(series, scope), values, kinds, histograms: undefined };
}

function ofClassic(
  histogram: ClassicHistogram,
  scope: Scope,
  valueAt: (columns: ClassicColumns, step: number) => number,
): StepSeries {
  const { steps, session } = scope;
  const columns = new ClassicColumns(histogram);
  const values = new Float64Array(steps.count);
  const kinds = new Uint8Array(steps.count);
  session.budget.work(steps.count * histogram.bounds.length);
  for (let step = 0; step < steps.count; step++) {
    if (!columns.at(step)) continue;
    values[step] = valueAt(columns, step);
    kinds[step] = floatSample;
  }
  return withoutName({ labels: histogram.labels, values, kinds, histograms: undefined, dropName: true }, scope);
}

function reporter(labels: Labels, span: Expr, { session }: Scope): (note: Note) => void {
  const name = session.delayedNameRemoval ? labels.get(metricName) : '';
  return (note) => session.annotations.add(note, name, span);
}

/** One series per value that the quantile has over the steps, nearly always one. */
function labelled(series: StepSeries, label: string, quantiles: Float64Array): readonly StepSeries[] {
  const texts = Array.from(quantiles, openMetricsFloat);
  return [...new Set(texts)].map((text) => ({
    ...series,
    labels: series.labels.with(label, text),
    kinds: series.kinds.map((kind, step) => (texts[step] === text ? kind : absentSample)),
  }));
}

function warnOfQuantiles(quantiles: Float64Array, span: Expr, { session }: Scope): void {
  let last: number | undefined;
  for (const quantile of quantiles) {
    if ((quantile >= 0 && quantile <= 1) || Object.is(quantile, last)) continue;
    last = quantile;
    session.annotations.add({ kind: 'invalid-quantile', quantile }, '', span);
  }
}
