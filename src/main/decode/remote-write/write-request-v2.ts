// io.prometheus.write.v2.Request, remote write 2.0: texts are numbers of a table. Source: prometheus/prometheus
// prompb/io/prometheus/write/v2/types.proto.
import type { WriteRequest, WrittenMetadata, WrittenSample, WrittenSeries } from '../../../contract/remote-write.ts';
import type { SeriesLabels } from '../../../contract/sample-batch.ts';
import { fixed, lengthy, ProtoCursor, varint } from '../exposition/proto-cursor.ts';
import { readWrittenSample } from './write-request-v1.ts';
import { WrittenHistogramReader } from './written-histogram.ts';
import { labelsTrouble, shownLabels, writtenTypes } from './written-labels.ts';

/** A number that the table does not have voids its series, not the request. */
class UnknownSymbol extends Error {}

/** Throws DecodeFault. */
export function readWriteRequestV2(bytes: Uint8Array): WriteRequest {
  const cursor = new ProtoCursor();
  const histograms = new WrittenHistogramReader();
  cursor.reset(bytes);
  const symbols: string[] = [];
  const places: number[] = [];
  cursor.fields(bytes.length, (tag) => {
    if (tag === lengthy(4)) symbols.push(cursor.text(bytes.length));
    else if (tag === lengthy(5)) {
      const end = cursor.messageEnd(bytes.length);
      places.push(cursor.pos, end);
      cursor.pos = end;
    } else return false;
    return true;
  });
  const series: WrittenSeries[] = [];
  const rejections: string[] = [];
  let rejected = 0;
  // The table may stand behind what refers to it.
  for (let i = 0; i < places.length; i += 2) {
    cursor.pos = places[i] as number;
    timeSeries(places[i + 1] as number);
  }
  return { series, metadata: [], rejections, rejected, bodyBytes: bytes.length };

  function timeSeries(end: number): void {
    const references: number[] = [];
    const samples: WrittenSample[] = [];
    const exemplars: { references: number[]; value: number; time: number }[] = [];
    let said = { type: 0, help: 0, unit: 0 };
    cursor.fields(end, (tag) => {
      if (cursor.repeated(tag, 1, 0, end, (stop) => void references.push(cursor.word(stop)))) return true;
      if (tag === lengthy(2)) samples.push(readWrittenSample(cursor, cursor.messageEnd(end)));
      else if (tag === lengthy(3)) samples.push(histograms.read(cursor, cursor.messageEnd(end)));
      else if (tag === lengthy(4)) exemplars.push(exemplar(cursor.messageEnd(end)));
      else if (tag === lengthy(5)) said = metadata(cursor.messageEnd(end));
      else return false;
      return true;
    });
    try {
      const labels = labelsOf(references);
      const trouble =
        labelsTrouble(labels) ??
        (samples.length === 0 && exemplars.length === 0
          ? `TimeSeries must contain at least one sample or histogram for series ${shownLabels(labels)}`
          : undefined);
      if (trouble !== undefined) throw new UnknownSymbol(trouble);
      const kept: WrittenMetadata = {
        family: '',
        type: writtenTypes[said.type] ?? 'unknown',
        unit: symbolAt(said.unit),
        help: symbolAt(said.help),
      };
      series.push({
        labels,
        metadata: kept,
        samples,
        exemplars: exemplars.map(({ references: own, value, time }) => ({ labels: labelsOf(own), value, time })),
      });
    } catch (error) {
      if (!(error instanceof UnknownSymbol)) throw error;
      rejections.push(error.message);
      rejected += samples.length;
    }
  }

  function symbolAt(number: number): string {
    const symbol = symbols[number];
    if (symbol === undefined && number > 0)
      throw new UnknownSymbol(`the symbol ${number} is not in the table of ${symbols.length}`);
    return symbol ?? '';
  }

  function labelsOf(references: readonly number[]): SeriesLabels {
    if (references.length % 2 === 1) throw new UnknownSymbol('a label has a name and no value');
    const labels: (readonly [string, string])[] = [];
    for (let i = 0; i < references.length; i += 2) {
      const value = symbolAt(references[i + 1] as number);
      if (value !== '') labels.push([symbolAt(references[i] as number), value]);
    }
    return labels;
  }

  function exemplar(end: number): { references: number[]; value: number; time: number } {
    const references: number[] = [];
    let value = 0;
    let time = 0;
    cursor.fields(end, (tag) => {
      if (cursor.repeated(tag, 1, 0, end, (stop) => void references.push(cursor.word(stop)))) return true;
      if (tag === fixed(2)) value = cursor.double(end);
      else if (tag === varint(3)) time = cursor.int64(end);
      else return false;
      return true;
    });
    return { references, value, time };
  }

  function metadata(end: number): { type: number; help: number; unit: number } {
    const said = { type: 0, help: 0, unit: 0 };
    cursor.fields(end, (tag) => {
      if (tag === varint(1)) said.type = cursor.word(end);
      else if (tag === varint(3)) said.help = cursor.word(end);
      else if (tag === varint(4)) said.unit = cursor.word(end);
      else return false;
      return true;
    });
    return said;
  }
}
