// Metrics as Prometheus sees them, family by family and series by series, for tables and text formats. Memory is bounded by
// the index of the run's series and the samples of one.
import { ContractError } from '../../../contract/errors.ts';
import type { ExportWhat } from '../../../contract/exports.ts';
import { MetricKind } from '../../../contract/metric-batch.ts';
import { ScrapedKind, type SeriesType } from '../../../contract/sample-batch.ts';
import type { Alive, MetricsSource } from '../../store/reader-face.ts';
import { mergedSeries } from '../metrics/merged-series.ts';
import { type IndexedSeries, MetricIndex } from '../metrics/metric-index.ts';
import { createSeriesReader } from '../metrics/series-reader.ts';
import { SeriesSamples } from '../metrics/series-samples.ts';
import { metricName } from '../promql/engine/labels.ts';
import { histogramText } from '../promql/histogram/histogram-text.ts';
import type { SeriesColumns } from '../promql/engine/queryable.ts';
import { selectorOf, timesOf } from './metric-choice.ts';

/** What a family of series has in common. */
export interface SeriesFamily {
  readonly name: string;
  readonly type: SeriesType;
  readonly unit: string;
  readonly help: string;
}

export interface ReadOutHistogram {
  readonly count: number;
  readonly sum: number;
  /** With all buckets, as Prometheus writes it. */
  readonly text: string;
}

/** One series: samples that hold a value, by time. */
export interface ReadOutSeries {
  readonly family: SeriesFamily;
  /** With `__name__`, by name. */
  readonly labels: readonly (readonly [name: string, value: string])[];
  /** Unix milliseconds. */
  readonly times: Float64Array;
  /** Without meaning where there is a histogram. */
  readonly values: Float64Array;
  readonly histograms: readonly (ReadOutHistogram | undefined)[] | undefined;
}

/** Families in the order in which they began. */
export class SeriesReadOut {
  readonly #source: MetricsSource;
  readonly #index: MetricIndex;
  readonly #alive: Alive;
  readonly #families: Map<string, { readonly family: SeriesFamily; readonly series: Map<string, IndexedSeries[]> }> =
    new Map();
  readonly #from: number;
  readonly #to: number;

  /** Throws ContractError `bad-request` for what is not about metrics, or cannot be read. */
  constructor(source: MetricsSource, what: ExportWhat, alive: Alive) {
    this.#source = source;
    this.#alive = alive;
    this.#index = new MetricIndex(source, alive);
    source.refresh();
    this.#index.refresh();
    const times =
      what.kind === 'search' || what.kind === 'metrics' ? timesOf(what) : timesOf({ kind: 'metrics', metrics: [] });
    this.#from = times.from;
    this.#to = times.to;
    for (const series of this.#chosen(what)) this.#put(series);
  }

  /** Names of all labels of the series, `__name__` first. */
  labelNames(): readonly string[] {
    const names = new Set<string>();
    for (const { series } of this.#families.values())
      for (const same of series.values()) for (const name of (same[0] as IndexedSeries).labels.names) names.add(name);
    names.delete(metricName);
    return [metricName, ...[...names].toSorted()];
  }

  *read(): Generator<ReadOutSeries> {
    const columnsOf = createSeriesReader(this.#source, this.#index, this.#alive);
    for (const { family, series } of this.#families.values()) {
      for (const same of series.values()) {
        this.#alive();
        // A snapshot does not outlast the pause between two pieces.
        this.#source.refresh();
        const samples = new SeriesSamples();
        const columns = same
          .map((one) => columnsOf(one, samples, this.#from, this.#to))
          .filter((one) => one !== undefined);
        const [merged] = mergedSeries(columns);
        const kept = merged === undefined ? undefined : this.#kept(merged);
        if (merged === undefined || kept === undefined) continue;
        const labels = merged.labels.names.map((name, i) => [name, merged.labels.values[i] as string] as const);
        yield { family, labels, ...kept };
      }
    }
  }

  /** Without staleness markers and what lies outside of the asked time; `undefined` where nothing is left. */
  #kept({ times, values, stale, histograms }: SeriesColumns): Omit<ReadOutSeries, 'family' | 'labels'> | undefined {
    const rows: number[] = [];
    for (let i = 0; i < times.length; i++) {
      const time = times[i] as number;
      if (time >= this.#from && time <= this.#to && stale?.[i] !== 1) rows.push(i);
    }
    if (rows.length === 0) return undefined;
    return {
      times: Float64Array.from(rows, (i) => times[i] as number),
      values: Float64Array.from(rows, (i) => values[i] as number),
      histograms:
        histograms === undefined
          ? undefined
          : rows.map((i) => {
              const one = histograms[i];
              return one === undefined ? undefined : { count: one.count, sum: one.sum, text: histogramText(one) };
            }),
    };
  }

  #chosen(what: ExportWhat): readonly IndexedSeries[] {
    if (what.kind === 'run' || what.kind === 'search') return this.#index.select([]);
    if (what.kind !== 'metrics') throw new ContractError('bad-request', 'Metrics belong to no trace.');
    if (what.metrics.length === 0) return this.#index.select([]);
    const { metrics } = this.#source;
    return what.metrics.flatMap((text) => {
      if (text.includes('{')) return this.#index.select(selectorOf(text));
      const numbers = new Set<number>();
      for (const row of metrics.metrics()) {
        const { translated } = this.#index.namesOf(row);
        if (row.name === text || translated === text) numbers.add(row.number);
      }
      if (numbers.size === 0) return this.#index.select(selectorOf(text));
      return this.#index.select([]).filter(({ metric, view }) => view !== 'target-info' && numbers.has(metric));
    });
  }

  #put(series: IndexedSeries): void {
    const family = this.#familyOf(series);
    let known = this.#families.get(family.name);
    if (known === undefined) this.#families.set(family.name, (known = { family, series: new Map() }));
    const key = series.labels.key();
    const same = known.series.get(key);
    if (same === undefined) known.series.set(key, [series]);
    else if (!same.includes(series)) same.push(series);
  }

  #familyOf({ view, metric, labels }: IndexedSeries): SeriesFamily {
    const name = labels.get(metricName);
    if (view === 'target-info') return { name: 'target', type: 'info', unit: '', help: 'Attributes of the resource.' };
    const row = this.#source.metrics.metric(metric);
    const { kind, monotonic, description: help } = row;
    const scraped = Object.entries(ScrapedKind).find(([, number]) => number === kind)?.[0] as SeriesType | undefined;
    if (scraped !== undefined) return withoutTotal({ name: row.name, type: scraped, unit: row.unit, help }, name);
    if (view === 'sent') return { name, type: 'unknown', unit: '', help };
    const base = this.#index.namesOf(row).translated ?? name;
    if (kind === MetricKind.histogram && (name === `${base}_min` || name === `${base}_max`))
      return { name, type: 'gauge', unit: '', help };
    const type = kind === MetricKind.sum ? (monotonic ? 'counter' : 'gauge') : (otlpTypes[kind] ?? 'unknown');
    return withoutTotal({ name: base, type, unit: '', help }, name);
  }
}

const otlpTypes: Readonly<Record<number, SeriesType>> = {
  [MetricKind.gauge]: 'gauge',
  [MetricKind.histogram]: 'histogram',
  [MetricKind.exponentialHistogram]: 'histogram',
  [MetricKind.summary]: 'summary',
};

/** The family of a counter is named without the `_total` of its series; what has none is no counter there. */
function withoutTotal(family: SeriesFamily, name: string): SeriesFamily {
  if (family.type !== 'counter') return family;
  if (!name.endsWith('_total')) return { ...family, name, type: 'unknown' };
  return { ...family, name: name.slice(0, -'_total'.length) };
}
