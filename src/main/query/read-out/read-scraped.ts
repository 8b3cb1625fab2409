// Scraped and remotely written series of a run as they are stored: for a run file that is written anew. As other records
// they are read side by side, a stretch of time at once.
import type { ExportWhat } from '../../../contract/exports.ts';
import {
  type SampleExemplar,
  type SampleHistogram,
  ScrapedKind,
  type SeriesLabels,
  type SeriesMeta,
  type SeriesType,
} from '../../../contract/sample-batch.ts';
import { hex } from '../../../contract/ids.ts';
import { textForm } from '../../../contract/text-form.ts';
import type { Alive, ExemplarRow, MetricRow, RunReader, StreamRow } from '../../store/reader-face.ts';
import { exemplarTimes } from './exemplar-times.ts';
import { metricChoice } from './metric-choice.ts';
import { stretchesOf } from './stream-stretches.ts';

/** Samples of one series. Columns as those of a SampleBatch. */
export interface ScrapedSamples {
  /** The same number for the same series, from 1. */
  readonly series: number;
  readonly labels: SeriesLabels;
  readonly meta: SeriesMeta;
  readonly times: readonly number[];
  readonly values: readonly number[];
  readonly stale: readonly number[];
  readonly starts: readonly number[];
  readonly histograms: ReadonlyMap<number, SampleHistogram>;
  /** `sample` is the row here; all labels are given, `trace_id` and `span_id` among them. */
  readonly exemplars: readonly SampleExemplar[];
}

const together = 32;

/** Throws ContractError as `metricChoice` and the file do. */
export function* readScraped(reader: RunReader, what: ExportWhat, alive: Alive): Generator<ScrapedSamples> {
  reader.refresh();
  const { streams, from, to } = metricChoice(reader, what, alive);
  const { metrics } = reader;
  const rows: StreamRow[] = [];
  for (const row of metrics.streamsAfter(0)) {
    if (row.number % 2048 === 0) alive();
    if (row.resource === 0 && (streams === undefined || streams.has(row.number))) rows.push(row);
  }
  const exemplars = exemplarTimes(reader, { from, to });
  for (let at = 0; at < rows.length; at += together) {
    const batch = rows.slice(at, at + together);
    reader.refresh();
    const left = new Map(
      batch.map(({ number }) => [
        number,
        exemplars === undefined ? [] : metrics.exemplars(number, ...exemplars, 100_000).toReversed(),
      ]),
    );
    const stretches = stretchesOf(
      metrics,
      batch.map(({ number }) => number),
      from,
      to,
    );
    for (const [after, end] of stretches) {
      for (const row of batch) {
        alive();
        // A snapshot does not outlast the pause after a piece.
        reader.refresh();
        const found = samplesOf(reader, row, after, end, left.get(row.number) ?? []);
        if (found.times.length > 0) yield found;
      }
    }
  }
}

/** Takes the exemplars that belong to the samples out of the list. */
function samplesOf(
  { metrics }: RunReader,
  row: StreamRow,
  after: number,
  to: number,
  exemplars: ExemplarRow[],
): ScrapedSamples {
  const [times, values, stale, starts]: [number[], number[], number[], number[]] = [[], [], [], []];
  const histograms = new Map<number, SampleHistogram>();
  for (const { block, first } of metrics.segments(row.number, after, to)) {
    const { values: column, cells } = block.slot(first);
    const native = row.layout.kind === 'native' ? block.histograms(first) : [];
    const changes = block.starts(first) ?? [];
    let next = 0;
    let start = 0;
    for (let i = 0; i < block.rows; i++) {
      if (changes[next] === i) {
        start = changes[next + 1] as number;
        next += 2;
      }
      const time = block.times[i] as number;
      const cell = cells?.[i] ?? 1;
      if (cell === 0 || time <= after || time > to) continue;
      const histogram = native[i];
      if (histogram !== undefined) histograms.set(times.length, histogram);
      times.push(time);
      values.push(column[i] as number);
      stale.push(Number(cell === 2));
      starts.push(start);
    }
  }
  const last = times.length - 1;
  const taken =
    last < 0 ? [] : exemplars.splice(0, exemplars.filter(({ time }) => time <= (times[last] as number)).length);
  return {
    series: row.number,
    labels: row.attributes.map(({ key, value }) => [key, textForm(value)] as const),
    meta: metaOf(row, metrics.metric(row.metric)),
    times,
    values,
    stale,
    starts,
    histograms,
    exemplars: taken.map((one) => ({ sample: last, value: one.value, time: one.time, labels: labelsOf(one) })),
  };
}

function metaOf(row: StreamRow, { name, unit, kind, description }: MetricRow): SeriesMeta {
  const type = Object.entries(ScrapedKind).find(([, number]) => number === kind)?.[0] as SeriesType | undefined;
  const of = (key: string): string => textForm(row.attributes.find((one) => one.key === key)?.value);
  return {
    family: name,
    type: type ?? 'unknown',
    unit,
    help: description,
    target: JSON.stringify([of('job'), of('instance')]),
  };
}

function labelsOf({ traceId, spanId, attributes }: ExemplarRow): SeriesLabels {
  const labels = attributes.map(({ key, value }) => [key, textForm(value)] as const);
  const named = new Set(labels.map(([name]) => name));
  if (traceId.length > 0 && !named.has('trace_id')) labels.push(['trace_id', hex(traceId)]);
  if (spanId.length > 0 && !named.has('span_id')) labels.push(['span_id', hex(spanId)]);
  return labels;
}
