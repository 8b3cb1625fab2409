// The series that a stream appears as: under the name that Prometheus would give it, and under the name as sent.
import { MetricKind, Temporality } from '../../../contract/metric-batch.ts';
import type { MetricRow, StreamLayout } from '../../store/reader-face.ts';
import { goPlainFloat } from '../promql/histogram/go-float.ts';
import { translateMetricName } from './metric-name.ts';
import type { LabelPair } from './resource-labels.ts';

/** What of a stream a series reads. `accumulate`: deltas added up since the stream began. */
export type SeriesSource =
  | { readonly kind: 'slot'; readonly slot: number; readonly accumulate: boolean }
  /** The slots of an explicit histogram as native histograms with custom bounds. */
  | { readonly kind: 'custom'; readonly layout: Extract<StreamLayout, { kind: 'histogram' }> }
  | { readonly kind: 'native'; readonly accumulate: boolean };

export interface StreamSeries {
  readonly name: string;
  /** `le` or `quantile`. */
  readonly extra: LabelPair | undefined;
  readonly source: SeriesSource;
}

export interface MetricNames {
  /** Undefined where Prometheus would refuse the name. */
  readonly translated: string | undefined;
  /** Undefined where it is the translated one: then there is only one view. */
  readonly sent: string | undefined;
}

export function metricNames({ name, unit, kind, monotonic }: MetricRow): MetricNames {
  const type = kind === MetricKind.gauge ? 'gauge' : kind === MetricKind.sum && monotonic ? 'counter' : 'other';
  const translated = translateMetricName({ name, unit, kind: type });
  const known = translated.kind === 'ok' ? translated.name : undefined;
  // Classic series of a histogram have suffixes: its plain name is free for the whole of it.
  return { translated: known, sent: known === name && kind !== MetricKind.histogram ? undefined : name };
}

/** Classic series, with sums over time for deltas. */
export function translatedSeries(name: string, metric: MetricRow, layout: StreamLayout): readonly StreamSeries[] {
  return plainSeries(name, layout, metric.temporality === Temporality.delta);
}

/** As sent: deltas stay deltas, histograms stay whole. */
export function sentSeries(name: string, layout: StreamLayout): readonly StreamSeries[] {
  if (layout.kind === 'histogram') return [{ name, extra: undefined, source: { kind: 'custom', layout } }];
  return plainSeries(name, layout, false);
}

function plainSeries(name: string, layout: StreamLayout, accumulate: boolean): readonly StreamSeries[] {
  const slot = (number: number, suffix = '', extra?: LabelPair, adds = accumulate): StreamSeries => ({
    name: name + suffix,
    extra,
    source: { kind: 'slot', slot: number, accumulate: adds },
  });
  switch (layout.kind) {
    case 'number':
      return [slot(0)];
    case 'native':
      return [{ name, extra: undefined, source: { kind: 'native', accumulate } }];
    case 'summary': {
      const { length } = layout.quantiles;
      return [
        ...Array.from(layout.quantiles, (quantile, i) => slot(i, '', ['quantile', goPlainFloat(quantile)], false)),
        slot(length, '_count'),
        slot(length + 1, '_sum'),
      ];
    }
    case 'histogram': {
      const { length } = layout.bounds;
      const series = Array.from(layout.bounds, (bound, i) => slot(i, '_bucket', ['le', goPlainFloat(bound)]));
      // A bound of +Inf, where somebody sends it, is the count all the same.
      if (layout.bounds[length - 1] !== Infinity) series.push(slot(length, '_bucket', ['le', '+Inf']));
      series.push(slot(length, '_count'));
      let next = length + 1;
      if (layout.sum) series.push(slot(next++, '_sum'));
      if (layout.min) series.push(slot(next++, '_min', undefined, false));
      if (layout.max) series.push(slot(next, '_max', undefined, false));
      return series;
    }
  }
}
