// PromQL for one distribution over time: its buckets, percentiles and figures, whether it is a classic histogram (a series
// per bucket) or a native one.
import type { MetricRow } from './metric-rows.ts';

export interface DistributionQueries {
  /** Growth of the buckets in each window: series by `le`, or one native histogram. */
  readonly buckets: string;
  readonly percentile: (share: number) => string;
  readonly mean: string;
  /** Observations per second. */
  readonly rate: string;
  /** As far as the sender gave them; undefined where the kind has none. */
  readonly least: string | undefined;
  readonly greatest: string | undefined;
}

/** `window`: milliseconds of the rates. */
export function distributionQueries(row: MetricRow, window: number): DistributionQueries {
  const range = `[${promDuration(window)}]`;
  const native = selectorOf(row.translated || row.name);
  const part = (suffix: string): string => selectorOf(`${row.translated || row.name}_${suffix}`);
  const nativeRate = `sum(rate(${native}${range}))`;
  const classicRate = `sum by (le) (rate(${part('bucket')}${range}))`;
  const own = !row.scraped;
  const either = (classic: string, other: string): string =>
    row.shape === 'native' ? other : row.scraped ? `${classic} or ${other}` : classic;
  return {
    buckets: either(`sum by (le) (increase(${part('bucket')}${range}))`, `sum(increase(${native}${range}))`),
    percentile: (share) =>
      either(`histogram_quantile(${share}, ${classicRate})`, `histogram_quantile(${share}, ${nativeRate})`),
    mean: either(
      `sum(rate(${part('sum')}${range})) / sum(rate(${part('count')}${range}))`,
      `histogram_avg(${nativeRate})`,
    ),
    rate: either(`sum(rate(${part('count')}${range}))`, `histogram_count(${nativeRate})`),
    least: own ? `min(${part('min')})` : undefined,
    greatest: own ? `max(${part('max')})` : undefined,
  };
}

/** A metric by its name, quoted where it is no plain name. */
export function selectorOf(name: string): string {
  return /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name) ? name : `{${JSON.stringify(name)}}`;
}

/** `90s` as PromQL writes it: `1m30s`. Whole milliseconds. */
export function promDuration(millis: number): string {
  let rest = Math.max(1, Math.round(millis));
  let text = '';
  for (const [unit, size] of [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
    ['ms', 1],
  ] as const) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}
