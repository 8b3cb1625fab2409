// Instant selectors: for every step the newest sample that is not older than the lookback. Two pointers per series;
// series of one batch often share their column of times, so that its walk is made once.
import type { FloatHistogram } from '../histogram/float-histogram.ts';
import type { VectorSelector } from '../syntax/ast.ts';
import { referenceTimes } from './at-time.ts';
import { ColumnSlab } from './column-slab.ts';
import type { SeriesColumns } from './queryable.ts';
import { sameTimes } from './same-times.ts';
import type { Scope } from './scope.ts';
import { statisticsOf } from './statistics-only.ts';
import { type StepSeries, floatSample, histogramSample, histogramWeight } from './value.ts';

/** What the selector finds in one series: the sample of each step, by its place in the columns; -1 where none is. */
export interface Found {
  readonly columns: SeriesColumns;
  readonly rows: Int32Array;
  /** How many steps have one. */
  readonly count: number;
}

export type InstantSelector = Pick<VectorSelector, 'at' | 'matchers' | 'offsetMillis'>;

/** Series with at least one sample. `func`: what is around the selector. */
export function findInstant(selector: InstantSelector, scope: Scope, func: string): readonly Found[] {
  const { steps, session } = scope;
  const times = referenceTimes(selector, steps);
  const { lookbackMillis } = session;
  const min = (times[0] as number) - lookbackMillis + 1;
  const hints = { stepMillis: steps.instant ? 0 : steps.intervalMillis, rangeMillis: 0, func };
  const selected = session.queryable.select(selector.matchers, min, times[times.length - 1] as number, hints);
  const newest = newestBefore(times, lookbackMillis);
  const found: Found[] = [];
  for (const columns of selected) {
    session.budget.work(steps.count);
    const rows = withoutStale(newest(columns.times), columns.stale);
    let count = 0;
    for (let step = 0; step < rows.length; step++) if ((rows[step] as number) >= 0) count++;
    if (count > 0) found.push({ columns, rows, count });
  }
  return found;
}

export function selectInstant(selector: VectorSelector, scope: Scope, func: string): readonly StepSeries[] {
  const statistics = scope.session.statisticsOnly.has(selector);
  const slab = new ColumnSlab(scope.steps.count);
  return findInstant(selector, scope, func).map((found) => {
    scope.session.budget.take(found.count);
    const series = stepSeriesOf(statistics ? { ...found, columns: statisticsOf(found.columns) } : found, slab);
    for (const histogram of series.histograms ?? []) {
      if (histogram !== undefined) scope.session.budget.take(histogramWeight(histogram) - 1);
    }
    return series;
  });
}

function stepSeriesOf({ columns, rows }: Found, slab: ColumnSlab): StepSeries {
  const values = slab.values();
  const kinds = slab.kinds();
  const from = columns.values;
  for (let step = 0; step < rows.length; step++) {
    const row = rows[step] as number;
    if (row < 0) continue;
    values[step] = from[row] as number;
    kinds[step] = floatSample;
  }
  const histograms = columns.histograms === undefined ? undefined : histogramsAt(columns.histograms, rows, kinds);
  return { labels: columns.labels, values, kinds, histograms, dropName: false };
}

function histogramsAt(
  from: readonly (FloatHistogram | undefined)[],
  rows: Int32Array,
  kinds: Uint8Array,
): (FloatHistogram | undefined)[] | undefined {
  let any = false;
  const histograms = Array.from(rows, (row, step) => {
    const histogram = row < 0 ? undefined : from[row];
    if (histogram !== undefined) {
      any = true;
      kinds[step] = histogramSample;
    }
    return histogram;
  });
  return any ? histograms : undefined;
}

/** The newest row at or before each time; the answer for a column is kept for the next series that shares it. */
function newestBefore(times: Float64Array, lookbackMillis: number): (column: Float64Array) => Int32Array {
  let known: Float64Array | undefined;
  let rows = new Int32Array(0);
  return (column) => {
    if (known !== undefined && sameTimes(column, known)) return rows;
    known = column;
    rows = new Int32Array(times.length);
    let next = 0;
    for (let step = 0; step < times.length; step++) {
      const time = times[step] as number;
      while (next < column.length && (column[next] as number) <= time) next++;
      rows[step] = next > 0 && (column[next - 1] as number) > time - lookbackMillis ? next - 1 : -1;
    }
    return rows;
  };
}

/** A marker hides what was before it: the step has no sample. */
function withoutStale(rows: Int32Array, stale: Uint8Array | undefined): Int32Array {
  if (stale === undefined) return rows;
  return rows.map((row) => (row >= 0 && stale[row] === 1 ? -1 : row));
}
