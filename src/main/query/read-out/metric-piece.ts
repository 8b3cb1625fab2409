// Gathers data points until there are enough for a piece, then groups them by resource, scope and metric.
import { MetricKind } from '../../../contract/metric-batch.ts';
import type { MetricPoints, MetricRecord } from '../../../contract/metric-records.ts';
import type { MetricGroup, ResourceRecord, ScopeRecord } from '../../../contract/otlp-records.ts';
import type { MetricRow } from '../../store/reader-face.ts';
import type { AnyPoint } from './stream-points.ts';

/** A piece is full at so many points, or when they are worth so many numbers and characters of attributes. */
const mostPoints = 1024;
const mostWeight = 1 << 18;

interface Gathered {
  readonly resource: ResourceRecord;
  readonly scope: ScopeRecord;
  readonly metrics: Map<number, { readonly metric: MetricRow; readonly points: AnyPoint[] }>;
}

export class MetricPiece {
  readonly #groups: Map<ResourceRecord, Map<ScopeRecord, Gathered>> = new Map();
  #points = 0;
  #weight = 0;

  get full(): boolean {
    return this.#points >= mostPoints || this.#weight >= mostWeight;
  }

  get empty(): boolean {
    return this.#points === 0;
  }

  /** Resources and scopes are told apart as objects. */
  add(point: AnyPoint, metric: MetricRow, resource: ResourceRecord, scope: ScopeRecord): void {
    let scopes = this.#groups.get(resource);
    if (scopes === undefined) this.#groups.set(resource, (scopes = new Map<ScopeRecord, Gathered>()));
    let group = scopes.get(scope);
    if (group === undefined) scopes.set(scope, (group = { resource, scope, metrics: new Map() }));
    const known = group.metrics.get(metric.number);
    if (known === undefined) group.metrics.set(metric.number, { metric, points: [point] });
    else known.points.push(point);
    this.#points += 1;
    this.#weight += weightOf(point);
  }

  /** What was gathered, grouped; the piece is empty then. */
  take(): MetricGroup[] {
    const groups = [...this.#groups.values()].flatMap((scopes) => [...scopes.values()]);
    this.#groups.clear();
    this.#points = this.#weight = 0;
    return groups.map(({ resource, scope, metrics }) => ({
      signal: 'metrics' as const,
      resource,
      scope,
      items: [...metrics.values()].map(({ metric, points }) => metricRecord(metric, points)),
    }));
  }
}

/** All points are of the metric's kind. */
function metricRecord({ name, unit, description, ...metric }: MetricRow, points: readonly AnyPoint[]): MetricRecord {
  return { name, unit, description, ...pointsOf(metric, points) };
}

function pointsOf(
  { kind, temporality, monotonic }: Pick<MetricRow, 'kind' | 'temporality' | 'monotonic'>,
  points: readonly AnyPoint[],
): MetricPoints {
  switch (kind) {
    case MetricKind.sum:
      return { kind: 'sum', temporality, monotonic, points } as MetricPoints;
    case MetricKind.histogram:
      return { kind: 'histogram', temporality, points } as MetricPoints;
    case MetricKind.exponentialHistogram:
      return { kind: 'exponentialHistogram', temporality, points } as MetricPoints;
    case MetricKind.summary:
      return { kind: 'summary', points } as MetricPoints;
    default:
      return { kind: 'gauge', points } as MetricPoints;
  }
}

function weightOf(point: AnyPoint): number {
  let weight = 16 + 64 * point.exemplars.length;
  if ('buckets' in point) weight += 8 * point.buckets.length;
  if ('positive' in point) weight += 4 * (point.positive.counts.length + point.negative.counts.length);
  for (const { key, value } of point.attributes) weight += key.length + (typeof value === 'string' ? value.length : 8);
  return weight;
}
