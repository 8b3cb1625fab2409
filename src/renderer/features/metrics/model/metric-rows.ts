// The metrics of a run as rows, and which of them a search means.
import { MetricKind, Temporality } from '../../../../contract/metric-batch.ts';
import type { MetricListColumns } from '../../../../contract/metrics.ts';
import { ScrapedKind } from '../../../../contract/sample-batch.ts';

/** The shapes that decide how a metric is looked at. */
export type MetricShape = 'gauge' | 'counter' | 'sum' | 'histogram' | 'native' | 'summary' | 'other';

export interface MetricRow {
  readonly number: number;
  /** As sent. */
  readonly name: string;
  /** '' where Prometheus has none. */
  readonly translated: string;
  readonly shape: MetricShape;
  /** In words: `counter`, `histogram, delta`. */
  readonly type: string;
  readonly scraped: boolean;
  readonly unit: string;
  readonly description: string;
  readonly sources: readonly string[];
  readonly series: number;
  /** Unix milliseconds; 0 for never. */
  readonly last: number;
  readonly spacing: number;
  /** PromQL that shows it in its natural way. */
  readonly query: string;
}

const scrapedNames = new Map(Object.entries(ScrapedKind).map(([name, number]) => [number, name]));
const firstScraped = 16;

export function metricRows(list: MetricListColumns): readonly MetricRow[] {
  const text = (column: Uint32Array, row: number): string => list.texts[column[row] ?? 0] ?? '';
  return Array.from({ length: list.rows }, (_, row) => {
    const kind = list.kind[row] ?? 0;
    const shape = shapeOf(kind, list.monotonic[row] === 1);
    const delta = list.temporality[row] === Temporality.delta;
    return {
      number: list.number[row] ?? 0,
      name: text(list.name, row),
      translated: text(list.translated, row),
      shape,
      type: `${typeName(kind, shape)}${delta ? ', delta' : ''}`,
      scraped: kind >= firstScraped,
      unit: text(list.unit, row),
      description: text(list.description, row),
      sources: list.sources[row] ?? [],
      series: list.series[row] ?? 0,
      last: list.last[row] ?? 0,
      spacing: list.spacing[row] ?? 0,
      query: text(list.query, row),
    };
  });
}

function shapeOf(kind: number, monotonic: boolean): MetricShape {
  switch (kind) {
    case MetricKind.gauge:
    case ScrapedKind.gauge:
      return 'gauge';
    case MetricKind.sum:
      return monotonic ? 'counter' : 'sum';
    case ScrapedKind.counter:
      return 'counter';
    case MetricKind.histogram:
    case ScrapedKind.histogram:
    case ScrapedKind.gaugehistogram:
      return 'histogram';
    case MetricKind.exponentialHistogram:
      return 'native';
    case MetricKind.summary:
    case ScrapedKind.summary:
      return 'summary';
    default:
      return 'other';
  }
}

function typeName(kind: number, shape: MetricShape): string {
  const scraped = scrapedNames.get(kind);
  if (scraped !== undefined) return scraped;
  if (shape === 'native') return 'exp. histogram';
  return shape === 'sum' ? 'up-down sum' : shape;
}

export function isDistribution({ shape }: Pick<MetricRow, 'shape'>): boolean {
  return shape === 'histogram' || shape === 'native';
}

/** Rows in which each word of the search occurs somewhere: in names, description, unit, type or sources. */
export function foundRows(rows: readonly MetricRow[], find: string): readonly MetricRow[] {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text =
      `${row.name} ${row.translated} ${row.description} ${row.unit} ${row.type} ${row.sources.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
