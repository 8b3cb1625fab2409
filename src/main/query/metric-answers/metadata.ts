// What Prometheus' metadata says of metrics: type, unit and help by the name that an expression uses.
import { MetricKind } from '../../../contract/metric-batch.ts';
import { ScrapedKind, type SeriesType } from '../../../contract/sample-batch.ts';
import type { Alive, MetricRow } from '../../store/reader-face.ts';
import { unitName } from '../metrics/unit-name.ts';
import type { MetricsRun } from './metrics-run.ts';

export interface Metadata {
  readonly type: SeriesType;
  readonly unit: string;
  readonly help: string;
}

/** By name, in the order in which the metrics came; a name has an entry per different description of it. Those of which nothing is known are left out. */
export function metadataOf(run: MetricsRun, alive: Alive): ReadonlyMap<string, readonly Metadata[]> {
  const index = run.index(alive);
  const byName = new Map<string, Metadata[]>();
  for (const metric of run.reader.metrics.metrics()) {
    const name = index.namesOf(metric).translated;
    if (name === undefined) continue;
    // Scraped metrics have their unit in words already.
    const unit = scraped.has(metric.kind) ? metric.unit : unitName(metric.unit, false);
    const one: Metadata = { type: prometheusType(metric), unit, help: metric.description };
    if (one.type === 'unknown' && one.unit === '' && one.help === '') continue;
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [one]);
    else if (!known.some((other) => same(one, other))) known.push(one);
  }
  return byName;
}

const scraped: ReadonlyMap<number, SeriesType> = new Map(
  (Object.entries(ScrapedKind) as [SeriesType, number][]).map(([type, kind]) => [kind, type]),
);

/** The type that Prometheus would give a metric. */
export function prometheusType({ kind, monotonic }: Pick<MetricRow, 'kind' | 'monotonic'>): SeriesType {
  switch (kind) {
    case MetricKind.gauge:
      return 'gauge';
    case MetricKind.sum:
      return monotonic ? 'counter' : 'gauge';
    case MetricKind.histogram:
    case MetricKind.exponentialHistogram:
      return 'histogram';
    case MetricKind.summary:
      return 'summary';
    default:
      return scraped.get(kind) ?? 'unknown';
  }
}

function same(a: Metadata, b: Metadata): boolean {
  return a.type === b.type && a.unit === b.unit && a.help === b.help;
}
