// Instant selectors with `smoothed`: the value at the step's time itself, interpolated between the samples around it.
import { smoothedHistogram } from '../histogram/interpolate.ts';
import type { FloatHistogram } from '../histogram/float-histogram.ts';
import type { VectorSelector } from '../syntax/ast.ts';
import type { Note } from './annotations.ts';
import { referenceTimes } from './at-time.ts';
import { interpolate } from './functions/interpolate.ts';
import { metricName } from './labels.ts';
import { rangeSeriesOf } from './range-series.ts';
import type { Scope } from './scope.ts';
import { statisticsOf } from './statistics-only.ts';
import { type RangeSeries, type StepSeries, type Value, floatSample, histogramSample, sampleCount } from './value.ts';
import { type Windows, windowFinder } from './windows.ts';

export function selectSmoothed(selector: VectorSelector, scope: Scope, func: string): Value {
  const { steps, session } = scope;
  const ends = referenceTimes(selector, steps);
  const { lookbackMillis } = session;
  const bounds = { ends, rangeMillis: lookbackMillis, beforeMillis: 0, afterMillis: lookbackMillis };
  const min = (ends[0] as number) - lookbackMillis + 1;
  const max = (ends[ends.length - 1] as number) + lookbackMillis;
  const hints = { stepMillis: steps.instant ? 0 : steps.intervalMillis, rangeMillis: 0, func };
  const floatWindows = windowFinder(bounds);
  const histogramWindows = windowFinder(bounds);
  const statistics = session.statisticsOnly.has(selector);
  const results = session.queryable.select(selector.matchers, min, max, hints).map((columns) => {
    session.budget.work(steps.count);
    const series = rangeSeriesOf(statistics ? statisticsOf(columns) : columns);
    const report = (note: Note) => session.annotations.add(note, series.labels.get(metricName), selector);
    const floats = floatWindows(series.times);
    const natives = histogramWindows(series.histogramTimes);
    const held = session.budget.held;
    session.budget.take(floats.most + natives.most);
    // As in Prometheus, what stays in memory is counted by the last window of each series.
    session.budget.release(held + lastOf(floats) + lastOf(natives));
    return smoothed(series, floats, natives, ends, report);
  });
  return { kind: 'vector', series: results.filter((one) => sampleCount(one) > 0) };
}

function lastOf({ from, to }: Windows): number {
  const last = to.length - 1;
  return (to[last] as number) - (from[last] as number);
}

function smoothed(
  series: RangeSeries,
  floats: Windows,
  natives: Windows,
  ends: Float64Array,
  report: (note: Note) => void,
): StepSeries {
  const values = new Float64Array(ends.length);
  const kinds = new Uint8Array(ends.length);
  const histograms: (FloatHistogram | undefined)[] | undefined =
    series.histograms.length > 0 ? Array.from({ length: ends.length }) : undefined;
  for (let step = 0; step < ends.length; step++) {
    const [from, to] = [floats.from[step] as number, floats.to[step] as number];
    const [begin, end] = [natives.from[step] as number, natives.to[step] as number];
    const time = ends[step] as number;
    if (begin < end && from < to) {
      report({ kind: 'mixed-floats-histograms' });
    } else if (begin < end) {
      const window = { times: series.histogramTimes, histograms: series.histograms, begin, end };
      const histogram = smoothedHistogram(window, time, report);
      if (histogram === undefined || histograms === undefined) continue;
      histograms[step] = histogram;
      kinds[step] = histogramSample;
    } else {
      const value = smoothedFloat(series, from, to, time);
      if (value === undefined) continue;
      values[step] = value;
      kinds[step] = floatSample;
    }
  }
  return { labels: series.labels, values, kinds, histograms, dropName: false };
}

/** The sample at the time, one between its neighbours, or the last one before; undefined before the first. */
function smoothedFloat(series: RangeSeries, from: number, to: number, time: number): number | undefined {
  const { times, values } = series;
  let at = from;
  while (at < to && (times[at] as number) < time) at++;
  if (at < to && times[at] === time) return values[at];
  if (at === from) return undefined;
  return at < to ? interpolate(series, at - 1, time, false) : values[at - 1];
}
