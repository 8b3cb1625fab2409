// Which series a set of selectors means, within a time: what completion, `series`, `labels` and exemplars begin with.
import type { Alive } from '../../store/reader-face.ts';
import type { IndexedSeries } from '../metrics/metric-index.ts';
import { metricName } from '../promql/engine/labels.ts';
import type { Matcher } from '../promql/engine/matcher.ts';
import type { MetricsRun } from './metrics-run.ts';

/** Times in Unix milliseconds; whole blocks are looked at, so that series may be named that ended shortly before. */
export interface ChosenTime {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

export type SeriesGroup = readonly [IndexedSeries, ...IndexedSeries[]];

/**
 * Series that meet all conditions of one of the sets (all series without a set), each labels once. The caller has
 * refreshed the run.
 */
export function chosenSeries(
  run: MetricsRun,
  sets: readonly (readonly Matcher[])[],
  time: ChosenTime,
  alive: Alive,
): readonly IndexedSeries[] {
  return groupedSeries(run, sets, time, alive).map(([first]) => first);
}

/** The same with all streams under the same labels: a series may have begun anew under another type. */
export function groupedSeries(
  run: MetricsRun,
  sets: readonly (readonly Matcher[])[],
  time: ChosenTime,
  alive: Alive,
): readonly SeriesGroup[] {
  const index = run.index(alive);
  const isLive = livenessOf(run, time, alive);
  const byLabels = new Map<string, [IndexedSeries, ...IndexedSeries[]]>();
  let looked = 0;
  for (const set of sets.length === 0 ? [[]] : sets) {
    for (const series of index.select(set)) {
      if (++looked % 1024 === 0) alive();
      if (!isLive(series)) continue;
      const key = series.labels.key();
      const group = byLabels.get(key);
      if (group === undefined) byLabels.set(key, [series]);
      else if (!group.includes(series)) group.push(series);
    }
  }
  return [...byLabels.values()];
}

/** Whether a series has samples in a time, looked up once per stream. */
export function livenessOf(
  run: MetricsRun,
  { from, to }: ChosenTime,
  alive: Alive,
): (series: Pick<IndexedSeries, 'stream' | 'resource'>) => boolean {
  if (from === undefined && to === undefined) return () => true;
  const { metrics } = run.reader;
  const index = run.index(alive);
  const known = new Map<number, boolean>();
  const ofStream = (stream: number): boolean => {
    let live = known.get(stream);
    if (live === undefined) {
      live = metrics.ranges(stream, from ?? -Infinity, to ?? Infinity).length > 0;
      known.set(stream, live);
    }
    return live;
  };
  return ({ stream, resource }) => (stream === 0 ? index.streamsOf(resource).some(ofStream) : ofStream(stream));
}

/** Names of labels and how many series have each. */
export function chosenLabelNames(
  run: MetricsRun,
  sets: readonly (readonly Matcher[])[],
  time: ChosenTime,
  alive: Alive,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  if (sets.length === 0 && isAlways(time)) {
    const index = run.index(alive);
    for (const name of index.labelNames()) {
      let series = 0;
      for (const count of index.labelValues(name).values()) series += count;
      counts.set(name, series);
    }
    return counts;
  }
  for (const { labels } of chosenSeries(run, sets, time, alive))
    for (const name of labels.names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Values of a label and how many series have each; of `__name__` without a selector also the names as sent. */
export function chosenLabelValues(
  run: MetricsRun,
  label: string,
  sets: readonly (readonly Matcher[])[],
  time: ChosenTime,
  alive: Alive,
): ReadonlyMap<string, number> {
  const index = run.index(alive);
  if (sets.length === 0 && isAlways(time)) return index.labelValues(label);
  const counts = new Map<string, number>();
  const add = (value: string): void => {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  };
  const chosen = chosenSeries(run, sets, time, alive);
  for (const { labels } of chosen) {
    const value = labels.get(label);
    if (value !== '') add(value);
  }
  if (sets.length > 0 || label !== metricName) return counts;
  const streams = new Set<number>();
  for (const { metric, stream, view } of chosen) {
    if (view !== 'prometheus' || streams.has(stream)) continue;
    streams.add(stream);
    const { sent } = index.namesOf(run.reader.metrics.metric(metric));
    if (sent !== undefined) add(sent);
  }
  return counts;
}

function isAlways({ from, to }: ChosenTime): boolean {
  return from === undefined && to === undefined;
}
