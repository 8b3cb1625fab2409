// Scraped and remotely written series as OTLP has them: job and instance are the resource, counters monotonic sums,
// classic histograms and summaries are put together from their series. Source: OpenTelemetry's "Prometheus and OpenMetrics
// compatibility". What has no place there (gauge histograms, series without a count) becomes gauges of its own name.
import { MetricKind, Temporality } from '../../../contract/metric-batch.ts';
import type { ResourceRecord, ScopeRecord } from '../../../contract/otlp-records.ts';
import { ScrapedKind } from '../../../contract/sample-batch.ts';
import { textForm } from '../../../contract/text-form.ts';
import type { Attribute } from '../../../contract/values.ts';
import type { Alive, MetricRow, RunReader, StreamRow, TimeRange } from '../../store/reader-face.ts';
import { metricName } from '../promql/engine/labels.ts';
import type { MetricChoice } from './metric-choice.ts';
import { exemplarTimes } from './exemplar-times.ts';
import { ScrapedFamily } from './scraped-family.ts';
import { type AnyPoint, StreamPoints } from './stream-points.ts';
import { stretchesOf } from './stream-stretches.ts';

export interface ConvertedPoint {
  readonly point: AnyPoint;
  readonly metric: MetricRow;
  readonly resource: ResourceRecord;
  readonly scope: ScopeRecord;
}

/** A scraped series, its labels taken apart. */
export interface ScrapedSeries {
  readonly points: StreamPoints;
  readonly name: string;
  readonly labels: readonly Attribute[];
}

const together = 32;
const noScope: ScopeRecord = { name: '', version: '', attributes: [], droppedAttributes: 0, schemaUrl: '' };

export function* readScrapedAsOtlp(
  reader: RunReader,
  rows: readonly StreamRow[],
  { from, to }: MetricChoice,
  alive: Alive,
): Generator<ConvertedPoint> {
  const { metrics } = reader;
  const resources = new Map<string, ResourceRecord>();
  const converted = new ConvertedMetrics();
  const exemplars = exemplarTimes(reader, { from, to });
  for (const members of unitsOf(rows, (number) => metrics.metric(number).kind)) {
    alive();
    reader.refresh();
    const series = members.map((row): ScrapedSeries => {
      const labels = row.attributes.filter(({ key }) => !ownLabels.has(key));
      return { points: new StreamPoints(metrics, row, exemplars), name: textOf(row, metricName), labels };
    });
    const numbers = members.map(({ number }) => number);
    const [first, ...others] = series;
    if (first === undefined) continue;
    const { kind } = first.points.metric;
    const family =
      isAssembled(kind) && first.points.stream.layout.kind === 'number'
        ? new ScrapedFamily([first, ...others])
        : undefined;
    for (const stretch of [...stretchesOf(metrics, numbers, from, to), undefined]) {
      alive();
      reader.refresh();
      const found =
        family === undefined ? plainPoints(series, stretch) : stretch === undefined ? [] : family.read(...stretch);
      for (const { of, name, point } of found) {
        const metric = converted.of(of.points.metric, name, point);
        yield { point, metric, resource: resourceOf(of.points.stream, resources), scope: noScope };
      }
    }
  }
}

export interface NamedPoint {
  readonly of: ScrapedSeries;
  /** Of the metric. */
  readonly name: string;
  readonly point: AnyPoint;
}

/** Without a stretch: what is left at the end. */
function* plainPoints(series: readonly ScrapedSeries[], stretch: TimeRange | undefined): Generator<NamedPoint> {
  for (const of of series)
    for (const point of stretch === undefined ? of.points.rest() : of.points.read(...stretch))
      yield { of, name: of.name, point: { ...point, attributes: of.labels } };
}

const ownLabels: ReadonlySet<string> = new Set([metricName, 'job', 'instance']);
const isAssembled = (kind: number): boolean => kind === ScrapedKind.histogram || kind === ScrapedKind.summary;

/** What is read side by side: the series of one histogram or summary, else some neighbours. */
function* unitsOf(
  rows: readonly StreamRow[],
  scrapedKind: (metric: number) => number,
): Generator<readonly StreamRow[]> {
  const families = new Map<string, StreamRow[]>();
  const plain: StreamRow[] = [];
  for (const row of rows) {
    if (!isAssembled(scrapedKind(row.metric)) || row.layout.kind === 'native') {
      plain.push(row);
      continue;
    }
    const labels = row.attributes.filter(({ key }) => key !== metricName && key !== 'le' && key !== 'quantile');
    const key = JSON.stringify([row.metric, labels.map(({ key: name, value }) => [name, textForm(value)])]);
    const members = families.get(key);
    if (members === undefined) families.set(key, [row]);
    else members.push(row);
  }
  // Native histograms are whole as they are: a unit each, so that they are not taken for series of a classic one.
  for (let at = 0; at < plain.length;) {
    const first = plain[at] as StreamRow;
    let end = at + 1;
    const alone = isAssembled(scrapedKind(first.metric));
    while (
      !alone &&
      end < plain.length &&
      end < at + together &&
      !isAssembled(scrapedKind((plain[end] as StreamRow).metric))
    )
      end += 1;
    yield plain.slice(at, end);
    at = end;
  }
  yield* families.values();
}

function resourceOf(row: StreamRow, known: Map<string, ResourceRecord>): ResourceRecord {
  const job = textOf(row, 'job');
  const instance = textOf(row, 'instance');
  const key = JSON.stringify([job, instance]);
  let resource = known.get(key);
  if (resource === undefined) {
    const attributes: Attribute[] = [];
    if (job !== '') attributes.push({ key: 'service.name', value: job });
    if (instance !== '') attributes.push({ key: 'service.instance.id', value: instance });
    known.set(key, (resource = { attributes, droppedAttributes: 0, schemaUrl: '' }));
  }
  return resource;
}

function textOf({ attributes }: StreamRow, key: string): string {
  return textForm(attributes.find((one) => one.key === key)?.value);
}

/** Metrics of OTLP that families become, one object per name and kind; their numbers are below 0. */
class ConvertedMetrics {
  readonly #known: Map<string, MetricRow> = new Map();

  of({ kind, unit, description }: MetricRow, name: string, point: AnyPoint): MetricRow {
    const monotonic = kind === ScrapedKind.counter;
    const of = kindOf(point, monotonic);
    const key = JSON.stringify([name, of, unit]);
    let metric = this.#known.get(key);
    if (metric === undefined) {
      const temporality =
        of === MetricKind.gauge || of === MetricKind.summary ? Temporality.unspecified : Temporality.cumulative;
      metric = { number: -1 - this.#known.size, name, unit, description, kind: of, temporality, monotonic };
      this.#known.set(key, metric);
    }
    return metric;
  }
}

function kindOf(point: AnyPoint, monotonic: boolean): number {
  if ('buckets' in point) return MetricKind.histogram;
  if ('positive' in point) return MetricKind.exponentialHistogram;
  if ('quantiles' in point) return MetricKind.summary;
  return monotonic ? MetricKind.sum : MetricKind.gauge;
}
