// Exports of metrics as Prometheus sees them: OpenMetrics, the table of samples, and tables of queries.
import { tableOf } from './export-signals.ts';
import type { TextPiece } from './export-pieces.ts';
import { redactedMetrics } from './redacted-metrics.ts';
import type { ExportOrder, ExportWhat } from '../../contract/exports.ts';
import type { RedactionRule } from '../../contract/redaction.ts';
import { csvSeriesHeader, csvSeriesRows, csvWideHeader, csvWideRow } from '../encode/csv-series.ts';
import { openMetricsEnd, openMetricsHead, openMetricsLines } from '../encode/open-metrics.ts';
import { Redactor } from '../encode/redactor.ts';
import { queryTable, SeriesReadOut, type SeriesFamily, type TableSeries } from '../query/index.ts';
import type { Alive, MetricsSource } from '../store/reader-face.ts';

/** Rows of a series that are written at once. */
const rowsAtOnce = 4096;

export function seriesPieces(
  reader: MetricsSource,
  order: ExportOrder,
  rules: readonly RedactionRule[],
  alive: Alive,
): Generator<TextPiece> {
  const source = rules.length === 0 ? reader : redactedMetrics(reader, new Redactor(rules));
  const { what } = order;
  if (what.kind === 'query') return tablePieces(source, order, what, alive);
  return order.format === 'openmetrics' ? textFormat(source, what, alive) : sampleTable(source, order, what, alive);
}

/** Every row, or line, counts as a sample. */
const counted = (content: string, rows: number): TextPiece => ({ content, items: rows, samples: rows });

function* textFormat(source: MetricsSource, what: ExportWhat, alive: Alive): Generator<TextPiece> {
  let family: SeriesFamily | undefined;
  for (const series of new SeriesReadOut(source, what, alive).read()) {
    if (series.family !== family) {
      ({ family } = series);
      yield counted(openMetricsHead(family), 0);
    }
    for (let from = 0; from < series.times.length; from += rowsAtOnce) {
      alive();
      const to = Math.min(series.times.length, from + rowsAtOnce);
      yield counted(openMetricsLines(series, from, to), to - from);
    }
  }
  yield counted(openMetricsEnd, 0);
}

function* sampleTable(
  source: MetricsSource,
  { columns = [] }: ExportOrder,
  what: ExportWhat,
  alive: Alive,
): Generator<TextPiece> {
  const out = new SeriesReadOut(source, what, alive);
  const names = columns.length > 0 ? columns : out.labelNames();
  yield counted(csvSeriesHeader(names), 0);
  for (const series of out.read()) yield* rowsOf(series, names, [], alive);
}

function* rowsOf(
  series: TableSeries,
  names: readonly string[],
  before: readonly string[],
  alive: Alive,
): Generator<TextPiece> {
  for (let from = 0; from < series.times.length; from += rowsAtOnce) {
    alive();
    const to = Math.min(series.times.length, from + rowsAtOnce);
    yield counted(csvSeriesRows(series, names, from, to, before), to - from);
  }
}

function* tablePieces(
  source: MetricsSource,
  order: ExportOrder,
  what: Extract<ExportWhat, { kind: 'query' }>,
  alive: Alive,
): Generator<TextPiece> {
  const tables = what.queries.map((query) => ({ query, series: queryTable(source, query, what, alive) }));
  const several = tables.length > 1;
  if (tableOf(order) === 'wide') {
    const all = tables.flatMap(({ query, series }) =>
      series.map((one) => ({ series: one, title: titleOf(one.labels, several ? query : '') })),
    );
    yield* wideRows(all, alive);
    return;
  }
  const names = labelNames(tables.flatMap(({ series }) => series));
  yield counted(csvSeriesHeader(names, several ? ['query'] : []), 0);
  for (const { query, series } of tables)
    for (const one of series) yield* rowsOf(one, names, several ? [query] : [], alive);
}

function labelNames(series: readonly TableSeries[]): readonly string[] {
  const names = new Set(series.flatMap(({ labels }) => labels.map(([name]) => name)));
  const named = names.delete('__name__');
  return [...(named ? ['__name__'] : []), ...[...names].toSorted()];
}

/** `http_requests_total{method="GET"}`; without labels the query. */
function titleOf(labels: TableSeries['labels'], query: string): string {
  const name = labels.find(([key]) => key === '__name__')?.[1] ?? '';
  const pairs = labels.filter(([key]) => key !== '__name__').map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  const series = pairs.length === 0 ? name : `${name}{${pairs.join(', ')}}`;
  if (query === '') return series === '' ? 'value' : series;
  return series === '' ? query : `${query} ${series}`;
}

interface Titled {
  readonly series: TableSeries;
  readonly title: string;
}

/** A row for each time at which any series has a value. */
function* wideRows(all: readonly Titled[], alive: Alive): Generator<TextPiece> {
  yield counted(csvWideHeader(all.map(({ title }) => title)), 0);
  const times = new Set<number>();
  for (const { series } of all) for (const time of series.times) times.add(time);
  const next = new Uint32Array(all.length);
  for (const time of Float64Array.from(times).toSorted()) {
    alive();
    const cells = all.map(({ series }, i) => {
      const at = next[i] as number;
      if (series.times[at] !== time) return undefined;
      next[i] = at + 1;
      return series.histograms?.[at]?.text ?? series.values[at];
    });
    yield counted(csvWideRow(time, cells), 1);
  }
}
