// prometheus.WriteRequest, remote write 1.0. Source: prometheus/prometheus prompb/{remote,types}.proto.
import type { WriteRequest, WrittenMetadata, WrittenSample, WrittenSeries } from '../../../contract/remote-write.ts';
import { fixed, lengthy, ProtoCursor, varint } from '../exposition/proto-cursor.ts';
import { WrittenHistogramReader } from './written-histogram.ts';
import { labelsTrouble, writtenTypes } from './written-labels.ts';

type Label = readonly [name: string, value: string];
type Exemplar = WrittenSeries['exemplars'][number];

/** Throws DecodeFault. */
export function readWriteRequestV1(bytes: Uint8Array): WriteRequest {
  const cursor = new ProtoCursor();
  const histograms = new WrittenHistogramReader();
  cursor.reset(bytes);
  const series: WrittenSeries[] = [];
  const metadata: WrittenMetadata[] = [];
  const rejections: string[] = [];
  let rejected = 0;
  cursor.fields(bytes.length, (tag) => {
    if (tag === lengthy(1)) {
      const one = timeSeries(cursor.messageEnd(bytes.length));
      const trouble = labelsTrouble(one.labels);
      if (trouble === undefined) series.push(one);
      else {
        rejections.push(trouble);
        rejected += one.samples.length;
      }
    } else if (tag === lengthy(3)) metadata.push(metricMetadata(cursor.messageEnd(bytes.length)));
    else return false;
    return true;
  });
  return { series, metadata, rejections, rejected, bodyBytes: bytes.length };

  function timeSeries(end: number): WrittenSeries {
    const labels: Label[] = [];
    const samples: WrittenSample[] = [];
    const exemplars: Exemplar[] = [];
    cursor.fields(end, (tag) => {
      if (tag === lengthy(1)) labels.push(label(cursor.messageEnd(end)));
      else if (tag === lengthy(2)) samples.push(readWrittenSample(cursor, cursor.messageEnd(end)));
      else if (tag === lengthy(3)) exemplars.push(exemplar(cursor.messageEnd(end)));
      else if (tag === lengthy(4)) samples.push(histograms.read(cursor, cursor.messageEnd(end)));
      else return false;
      return true;
    });
    return { labels: labels.filter(([, value]) => value !== ''), metadata: undefined, samples, exemplars };
  }

  function label(end: number): Label {
    let name = '';
    let value = '';
    cursor.fields(end, (tag) => {
      if (tag === lengthy(1)) name = cursor.text(end);
      else if (tag === lengthy(2)) value = cursor.text(end);
      else return false;
      return true;
    });
    return [name, value];
  }

  function exemplar(end: number): Exemplar {
    const labels: Label[] = [];
    let value = 0;
    let time = 0;
    cursor.fields(end, (tag) => {
      if (tag === lengthy(1)) labels.push(label(cursor.messageEnd(end)));
      else if (tag === fixed(2)) value = cursor.double(end);
      else if (tag === varint(3)) time = cursor.int64(end);
      else return false;
      return true;
    });
    return { labels, value, time };
  }

  function metricMetadata(end: number): WrittenMetadata {
    let type = 0;
    let family = '';
    let help = '';
    let unit = '';
    cursor.fields(end, (tag) => {
      if (tag === varint(1)) type = cursor.word(end);
      else if (tag === lengthy(2)) family = cursor.text(end);
      else if (tag === lengthy(4)) help = cursor.text(end);
      else if (tag === lengthy(5)) unit = cursor.text(end);
      else return false;
      return true;
    });
    return { family, type: writtenTypes[type] ?? 'unknown', unit, help };
  }
}

/** Sample: value 1, timestamp 2, and in version 2.0 start_timestamp 3. */
export function readWrittenSample(cursor: ProtoCursor, end: number): WrittenSample {
  let value = 0;
  let stale = false;
  let time = 0;
  let start = 0;
  cursor.fields(end, (tag) => {
    if (tag === fixed(1)) {
      value = cursor.double(end);
      stale = cursor.stale;
    } else if (tag === varint(2)) time = cursor.int64(end);
    else if (tag === varint(3)) start = cursor.int64(end);
    else return false;
    return true;
  });
  return { time, start, stale, value, histogram: undefined };
}
