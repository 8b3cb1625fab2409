// Functions that make a float of each sample on its own. The metric's name goes.
import type { FloatHistogram } from '../../histogram/float-histogram.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, absentSample, floatSample, histogramSample, withoutMetadata } from '../value.ts';

/** Histograms are left out. */
export function mapFloats(series: StepSeries, of: (value: number, step: number) => number, scope: Scope): StepSeries {
  const { values, kinds } = series;
  const mapped = new Float64Array(values.length);
  for (let step = 0; step < values.length; step++) {
    if (kinds[step] === floatSample) mapped[step] = of(values[step] as number, step);
  }
  return { ...withoutName(series, scope), values: mapped, kinds: onlyFloats(series), histograms: undefined };
}

/** Floats are left out. */
export function mapHistograms(
  series: StepSeries,
  of: (histogram: FloatHistogram, step: number) => number,
  scope: Scope,
): StepSeries {
  const values = new Float64Array(series.values.length);
  const kinds = new Uint8Array(values.length);
  series.histograms?.forEach((histogram, step) => {
    if (histogram === undefined) return;
    values[step] = of(histogram, step);
    kinds[step] = floatSample;
  });
  return { ...withoutName(series, scope), values, kinds, histograms: undefined };
}

/** Where the floats are. */
export function onlyFloats({ kinds, histograms }: StepSeries): Uint8Array {
  return histograms === undefined ? kinds : kinds.map((kind) => (kind === histogramSample ? absentSample : kind));
}

/** The series with its name marked to go, or gone at once. */
export function withoutName(series: StepSeries, { session }: Scope): StepSeries {
  const labels = session.delayedNameRemoval ? series.labels : withoutMetadata(series.labels);
  return { ...series, labels, dropName: true };
}
