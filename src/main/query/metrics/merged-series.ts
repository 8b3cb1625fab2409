// Streams that appear under the same labels are one series: a histogram whose bounds changed, a process that began anew
// under its instance id. Of samples at one time the first stream's stays.
import type { FloatHistogram } from '../promql/histogram/float-histogram.ts';
import type { SeriesColumns } from '../promql/engine/queryable.ts';

/** Keeps the order of the first of each. */
export function mergedSeries(series: readonly SeriesColumns[]): readonly SeriesColumns[] {
  const byLabels = new Map<string, SeriesColumns[]>();
  for (const one of series) {
    const key = one.labels.key();
    const same = byLabels.get(key);
    if (same === undefined) byLabels.set(key, [one]);
    else same.push(one);
  }
  if (byLabels.size === series.length) return series;
  return [...byLabels.values()].map((same) => same.reduce(merged));
}

function merged(a: SeriesColumns, b: SeriesColumns): SeriesColumns {
  const most = a.times.length + b.times.length;
  const times = new Float64Array(most);
  const values = new Float64Array(most);
  const stale = new Uint8Array(most);
  const startTimes = new Float64Array(most);
  const histograms: (FloatHistogram | undefined)[] = [];
  let count = 0;
  const take = (from: SeriesColumns, i: number): void => {
    times[count] = from.times[i] as number;
    values[count] = from.values[i] as number;
    stale[count] = from.stale?.[i] ?? 0;
    startTimes[count] = from.startTimes?.[i] ?? 0;
    histograms[count] = from.histograms?.[i];
    count += 1;
  };
  let j = 0;
  for (let i = 0; i < a.times.length; i++) {
    const time = a.times[i] as number;
    for (; j < b.times.length && (b.times[j] as number) < time; j++) take(b, j);
    if (b.times[j] === time) j += 1;
    take(a, i);
  }
  for (; j < b.times.length; j++) take(b, j);
  return {
    labels: a.labels,
    times: times.subarray(0, count),
    values: values.subarray(0, count),
    ...(a.stale === undefined && b.stale === undefined ? {} : { stale: stale.subarray(0, count) }),
    ...(a.startTimes === undefined && b.startTimes === undefined ? {} : { startTimes: startTimes.subarray(0, count) }),
    ...(a.histograms === undefined && b.histograms === undefined ? {} : { histograms }),
  };
}
