// Reads the metrics that an export asks for out of a run, as groups of records, a piece at a time. Streams in the order in
// which they began, some side by side; points of a stream by time. Scraped series come last, as what OTLP has for them.
import type { ExportWhat } from '../../../contract/exports.ts';
import type { MetricGroup } from '../../../contract/otlp-records.ts';
import { textForm } from '../../../contract/text-form.ts';
import type { Alive, RunReader, StreamRow } from '../../store/reader-face.ts';
import { metricChoice, type MetricChoice } from './metric-choice.ts';
import { exemplarTimes } from './exemplar-times.ts';
import { MetricPiece } from './metric-piece.ts';
import type { RecordOwners } from './record-owners.ts';
import { readScrapedAsOtlp } from './scraped-as-otlp.ts';
import { StreamPoints } from './stream-points.ts';
import { stretchesOf } from './stream-stretches.ts';

/** Streams that are read side by side. */
const together = 32;
const pointsPerCheck = 2048;

/** For a sample: which streams are read, asked for the next one when the last was read. */
export type ChooseStreams = (wanted: readonly StreamRow[]) => readonly StreamRow[];

/** `scraped`: whether scraped series are given too. Throws ContractError as `metricChoice` and the file do. */
export function* readMetrics(
  reader: RunReader,
  owners: RecordOwners,
  what: ExportWhat,
  alive: Alive,
  { scraped, choose }: { readonly scraped: boolean; readonly choose?: ChooseStreams | undefined },
): Generator<MetricGroup[]> {
  reader.refresh();
  const choice = metricChoice(reader, what, alive);
  const wanted = chosenRows(reader, choice);
  const streams = choose?.(wanted) ?? wanted;
  const piece = new MetricPiece();
  yield* readOtlp(
    reader,
    owners,
    streams.filter(({ resource }) => resource !== 0),
    choice,
    piece,
    alive,
  );
  if (scraped) {
    const rows = streams.filter(({ resource }) => resource === 0);
    for (const { point, metric, resource, scope } of readScrapedAsOtlp(reader, rows, choice, alive)) {
      piece.add(point, metric, resource, scope);
      if (piece.full) yield piece.take();
    }
  }
  if (!piece.empty) yield piece.take();
}

/** Streams that have samples in the chosen time. */
function chosenRows(reader: RunReader, { streams, from, to }: MetricChoice): readonly StreamRow[] {
  const { metrics } = reader;
  const rows: StreamRow[] = [];
  for (const row of metrics.streamsAfter(0)) {
    const { number } = row;
    if ((streams === undefined || streams.has(number)) && metrics.ranges(number, from, to).length > 0) rows.push(row);
  }
  return rows;
}

function* readOtlp(
  reader: RunReader,
  owners: RecordOwners,
  rows: readonly StreamRow[],
  { from, to }: MetricChoice,
  piece: MetricPiece,
  alive: Alive,
): Generator<MetricGroup[]> {
  const { metrics } = reader;
  const exemplars = exemplarTimes(reader, { from, to });
  let read = 0;
  let paused = false;
  for (const batch of batchesOf(rows)) {
    alive();
    if (paused) reader.refresh();
    paused = false;
    const streams = batch.map((row) => new StreamPoints(metrics, row, exemplars));
    const numbers = streams.map(({ stream }) => stream.number);
    for (const stretch of [...stretchesOf(metrics, numbers, from, to), undefined]) {
      for (const points of streams) {
        // A snapshot does not outlast a pause: what was sealed or went meanwhile has to be seen.
        if (paused) reader.refresh();
        paused = false;
        const { metric, stream } = points;
        for (const point of stretch === undefined ? points.rest() : points.read(...stretch)) {
          piece.add(point, metric, owners.resource(stream.resource), owners.scope(stream.scope));
          if (++read % pointsPerCheck === 0) alive();
          if (!piece.full) continue;
          yield piece.take();
          paused = true;
        }
      }
    }
  }
}

/**
 * What is read side by side. Streams that differ in their bounds alone are one to whoever reads the file: the older one has
 * to come first with all of its points.
 */
function* batchesOf(rows: readonly StreamRow[]): Generator<readonly StreamRow[]> {
  const generations: StreamRow[][] = [];
  const known = new Map<string, number>();
  for (const row of rows) {
    let generation = 0;
    if (row.layout.kind === 'histogram' || row.layout.kind === 'summary') {
      const attributes = row.attributes.map(({ key, value }) => [key, typeof value, textForm(value)]);
      const key = JSON.stringify([row.metric, row.resource, row.scope, attributes]);
      generation = known.get(key) ?? 0;
      known.set(key, generation + 1);
    }
    (generations[generation] ??= []).push(row);
  }
  for (const generation of generations)
    for (let at = 0; at < generation.length; at += together) yield generation.slice(at, at + together);
}
