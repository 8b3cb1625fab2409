// The exemplars of series. They are kept per stream; those of a histogram belong to the bucket that their value is in.
import type { Alive, ExemplarRow } from '../../store/reader-face.ts';
import type { IndexedSeries } from '../metrics/metric-index.ts';
import type { SeriesGroup } from './chosen-series.ts';
import { metricName } from '../promql/engine/labels.ts';
import { makeMatcher } from '../promql/engine/matcher.ts';
import type { MetricsRun } from './metrics-run.ts';

export interface SeriesExemplars {
  readonly series: IndexedSeries;
  /** Oldest first. */
  readonly exemplars: readonly ExemplarRow[];
}

/** Of each series the newest `limit` within [from, to] (Unix milliseconds); series without any are left out. */
export function chosenExemplars(
  run: MetricsRun,
  chosen: readonly SeriesGroup[],
  from: number,
  to: number,
  limit: number,
  alive: Alive,
): readonly SeriesExemplars[] {
  const bucketOf = bucketsOf(run, alive);
  const found: SeriesExemplars[] = [];
  const rows = new Map<number, readonly ExemplarRow[]>();
  const exemplarsOf = (series: IndexedSeries): readonly ExemplarRow[] => {
    if (series.stream === 0) return [];
    let all = rows.get(series.stream);
    if (all === undefined) {
      all = run.reader.metrics.exemplars(series.stream, from, to, limit).toReversed();
      rows.set(series.stream, all);
    }
    if (all.length === 0) return all;
    const bucket = bucketOf(series);
    return bucket === undefined ? all : all.filter(({ value }) => value > bucket.above && value <= bucket.upTo);
  };
  for (const group of chosen) {
    alive();
    const [series] = group;
    const exemplars =
      group.length === 1
        ? exemplarsOf(series)
        : group
            .flatMap(exemplarsOf)
            .toSorted((a, b) => a.time - b.time)
            .slice(-limit);
    if (exemplars.length > 0) found.push({ series, exemplars });
  }
  return found;
}

interface Bucket {
  readonly above: number;
  readonly upTo: number;
}

/** The bucket of a series with `le`: its lower bound is the next lower one of the same stream. */
function bucketsOf(run: MetricsRun, alive: Alive): (series: IndexedSeries) => Bucket | undefined {
  const bounds = new Map<string, Map<number, number[]>>();
  const boundsOf = (series: IndexedSeries): readonly number[] => {
    const name = series.labels.get(metricName);
    let byStream = bounds.get(name);
    if (byStream === undefined) {
      byStream = new Map();
      const made = makeMatcher(metricName, '=', name);
      for (const one of made.kind === 'ok' ? run.index(alive).select([made.matcher]) : []) {
        const of = byStream.get(one.stream) ?? [];
        of.push(boundOf(one.labels.get('le')));
        byStream.set(one.stream, of);
      }
      for (const of of byStream.values()) of.sort((a, b) => a - b);
      bounds.set(name, byStream);
    }
    return byStream.get(series.stream) ?? [];
  };
  return (series) => {
    const le = series.labels.get('le');
    // A scraped bucket is a stream of its own, with its own exemplars.
    if (le === '' || series.view === 'scraped') return undefined;
    const upTo = boundOf(le);
    return { above: boundsOf(series).findLast((bound) => bound < upTo) ?? -Infinity, upTo };
  };
}

function boundOf(le: string): number {
  return le === '+Inf' ? Infinity : Number(le);
}
