// Series of a promqltest file in memory, behind the same door as the real store.
import type { Labels } from '../../src/main/query/promql/engine/labels.ts';
import type { Matcher } from '../../src/main/query/promql/engine/matcher.ts';
import type { Queryable, SeriesColumns } from '../../src/main/query/promql/engine/queryable.ts';
import type { FloatHistogram } from '../../src/main/query/promql/histogram/float-histogram.ts';
import type { SequenceValue } from './series-line.ts';
import { asStored, type HistogramAt } from './stored-hints.ts';

interface Sample {
  readonly value: Exclude<SequenceValue, { kind: 'omitted' }>;
  readonly startMillis: number;
}

interface Series {
  readonly labels: Labels;
  readonly samples: Map<number, Sample>;
}

export class MemoryStore implements Queryable {
  readonly #series = new Map<string, Series>();
  /** Answers are made once per series and load. */
  readonly #columns = new Map<Series, SeriesColumns>();

  /** Adds or replaces a sample. `startMillis` is 0 when unknown. */
  add(labels: Labels, timeMillis: number, value: SequenceValue, startMillis: number): void {
    if (value.kind === 'omitted') return;
    let series = this.#series.get(labels.key());
    if (series === undefined) {
      series = { labels, samples: new Map() };
      this.#series.set(labels.key(), series);
    }
    series.samples.set(timeMillis, { value, startMillis });
    this.#columns.delete(series);
  }

  select(matchers: readonly Matcher[], minMillis: number, maxMillis: number): readonly SeriesColumns[] {
    const answer: SeriesColumns[] = [];
    for (const series of this.#series.values()) {
      if (!matchers.every((matcher) => matcher.matches(series.labels.get(matcher.name)))) continue;
      const within = between(this.#columnsOf(series), minMillis, maxMillis);
      if (within.times.length > 0) answer.push(within);
    }
    return answer;
  }

  #columnsOf(series: Series): SeriesColumns {
    const known = this.#columns.get(series);
    if (known !== undefined) return known;
    const columns = toColumns(series);
    this.#columns.set(series, columns);
    return columns;
  }
}

function toColumns({ labels, samples }: Series): SeriesColumns {
  const sorted = [...samples].toSorted(([a], [b]) => a - b);
  let before: HistogramAt | undefined;
  const histograms = sorted.map(([timeMillis, { value }]): FloatHistogram | undefined => {
    if (value.kind !== 'histogram') {
      before = undefined;
      return undefined;
    }
    const sample = { timeMillis, histogram: value.histogram };
    const stored = asStored(sample, before);
    before = sample;
    return stored;
  });
  const starts = sorted.map(([, { startMillis }]) => startMillis);
  const stale = sorted.map(([, { value }]) => (value.kind === 'stale' ? 1 : 0));
  return {
    labels,
    times: Float64Array.from(sorted, ([time]) => time),
    values: Float64Array.from(sorted, ([, { value }]) => (value.kind === 'float' ? value.value : 0)),
    ...(stale.includes(1) ? { stale: Uint8Array.from(stale) } : {}),
    ...(histograms.some((one) => one !== undefined) ? { histograms } : {}),
    ...(starts.some((start) => start !== 0) ? { startTimes: Float64Array.from(starts) } : {}),
  };
}

function between(series: SeriesColumns, minMillis: number, maxMillis: number): SeriesColumns {
  const { labels, times, values, stale, histograms, startTimes } = series;
  const first = times.findIndex((time) => time >= minMillis);
  const from = first === -1 ? times.length : first;
  const last = times.findLastIndex((time) => time <= maxMillis);
  const to = Math.max(from, last + 1);
  if (from === 0 && to === times.length) return series;
  return {
    labels,
    times: times.subarray(from, to),
    values: values.subarray(from, to),
    ...(stale === undefined ? {} : { stale: stale.subarray(from, to) }),
    ...(histograms === undefined ? {} : { histograms: histograms.slice(from, to) }),
    ...(startTimes === undefined ? {} : { startTimes: startTimes.subarray(from, to) }),
  };
}
