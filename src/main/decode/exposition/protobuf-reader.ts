// Reads pages of delimited io.prometheus.client.MetricFamily messages, the format that carries native histograms.
// Source: prometheus/client_model metrics.proto.
import type { NameEscaping } from '../../../contract/exposition.ts';
import { openMetricsFloat } from '../../../contract/open-metrics-float.ts';
import type { SampleExemplar, SeriesLabels, SeriesType } from '../../../contract/sample-batch.ts';
import type { Family } from './family-table.ts';
import { NativeHistogramReader } from './native-histogram.ts';
import type { PageColumns } from './page-columns.ts';
import { fixed, lengthy, ProtoCursor, varint } from './proto-cursor.ts';
import type { SeriesTable } from './series-table.ts';

const types: readonly SeriesType[] = ['counter', 'gauge', 'summary', 'unknown', 'histogram', 'gaugehistogram'];

/** What a Metric message holds, in the order in which it becomes samples. */
interface Point {
  /** Ending of the name, and the bound or quantile. */
  readonly ending: string;
  readonly label: readonly [string, string] | undefined;
  readonly value: number;
  readonly exemplar: Omit<SampleExemplar, 'sample'> | undefined;
}

export class ProtobufReader {
  readonly #table: SeriesTable;
  readonly #page: PageColumns;
  readonly #cursor = new ProtoCursor();
  readonly #native = new NativeHistogramReader({
    count: 1,
    countFloat: 4,
    sum: 2,
    schema: 5,
    zeroThreshold: 6,
    zeroCount: 7,
    zeroCountFloat: 8,
    negative: { spans: 9, deltas: 10, counts: 11 },
    positive: { spans: 12, deltas: 13, counts: 14 },
  });
  #escaping: NameEscaping = 'allow-utf-8';

  constructor(table: SeriesTable, page: PageColumns) {
    this.#table = table;
    this.#page = page;
  }

  /** Throws DecodeFault. */
  read(bytes: Uint8Array, escaping: NameEscaping): void {
    const cursor = this.#cursor;
    cursor.reset(bytes);
    this.#escaping = escaping;
    this.#page.clear();
    while (cursor.pos < bytes.length) this.#family(cursor.messageEnd(bytes.length));
  }

  /** Metrics may come before what is said of them: they are read when the rest is known. */
  #family(end: number): void {
    const cursor = this.#cursor;
    const family: Family = { name: '', type: 'counter', unit: '', help: '', typedIn: 0, sampled: true };
    const metrics: number[] = [];
    cursor.fields(end, (tag) => {
      if (tag === lengthy(1)) family.name = cursor.text(end);
      else if (tag === lengthy(2)) family.help = cursor.text(end);
      else if (tag === varint(3)) family.type = types[cursor.word(end)] ?? 'unknown';
      else if (tag === lengthy(5)) family.unit = cursor.text(end);
      else if (tag === lengthy(4)) {
        const stop = cursor.messageEnd(end);
        metrics.push(cursor.pos, stop);
        cursor.pos = stop;
      } else return false;
      return true;
    });
    for (let i = 0; i < metrics.length; i += 2) {
      cursor.pos = metrics[i] as number;
      this.#metric(family, metrics[i + 1] as number);
    }
    cursor.pos = end;
  }

  #metric(family: Family, end: number): void {
    const cursor = this.#cursor;
    const begin = cursor.pos;
    const labels: (readonly [string, string])[] = [];
    const points: Point[] = [];
    const shared = { time: Number.NaN, start: 0 };
    let native = false;
    cursor.fields(end, (tag) => {
      if (tag === lengthy(1)) labels.push(this.#label(cursor.messageEnd(end)));
      else if (tag === lengthy(2) || tag === lengthy(5)) points.push(this.#plain(cursor.messageEnd(end), shared));
      else if (tag === lengthy(3)) points.push(this.#plain(cursor.messageEnd(end), shared));
      else if (tag === lengthy(4)) points.push(...this.#summary(cursor.messageEnd(end), shared));
      else if (tag === varint(6)) shared.time = cursor.int64(end);
      else if (tag === lengthy(7)) {
        const classic = this.#histogram(cursor.messageEnd(end), shared);
        native = this.#native.native;
        points.push(...classic);
      } else return false;
      return true;
    });
    if (native) {
      const row = this.#add(family, '', labels, undefined, 0, shared);
      this.#page.histograms.set(
        row,
        this.#native.histogram(family.type === 'gaugehistogram', new Float64Array(0), begin),
      );
      for (const { exemplar } of points)
        if (exemplar !== undefined) this.#page.exemplars.push({ sample: row, ...exemplar });
      return;
    }
    for (const { ending, label, value, exemplar } of points) {
      const row = this.#add(family, ending, labels, label, value, shared);
      if (exemplar !== undefined) this.#page.exemplars.push({ sample: row, ...exemplar });
    }
  }

  #add(
    family: Family,
    ending: string,
    labels: SeriesLabels,
    label: readonly [string, string] | undefined,
    value: number,
    { time, start }: { readonly time: number; readonly start: number },
  ): number {
    const all = label === undefined ? labels : [...labels, label];
    const series = this.#table.numberOf(family.name + ending, all, family, this.#escaping, this.#cursor.pos);
    const row = this.#page.add(series, value, time);
    if (start > 0) this.#page.startsAt(row, start);
    return row;
  }

  #label(end: number): readonly [string, string] {
    const cursor = this.#cursor;
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

  /** Gauge, Counter and Untyped have their value in the same field. */
  #plain(end: number, shared: { start: number }): Point {
    const cursor = this.#cursor;
    let value = 0;
    let exemplar: Point['exemplar'];
    cursor.fields(end, (tag) => {
      if (tag === fixed(1)) value = cursor.double(end);
      else if (tag === lengthy(2)) exemplar = this.#exemplar(cursor.messageEnd(end));
      else if (tag === lengthy(3)) shared.start = this.#millis(cursor.messageEnd(end));
      else return false;
      return true;
    });
    return { ending: '', label: undefined, value, exemplar };
  }

  #summary(end: number, shared: { start: number }): readonly Point[] {
    const cursor = this.#cursor;
    const points: Point[] = [];
    let count = 0;
    let sum = 0;
    cursor.fields(end, (tag) => {
      if (tag === varint(1)) count = cursor.uint64(end);
      else if (tag === fixed(2)) sum = cursor.double(end);
      else if (tag === lengthy(3)) points.push(this.#quantile(cursor.messageEnd(end)));
      else if (tag === lengthy(4)) shared.start = this.#millis(cursor.messageEnd(end));
      else return false;
      return true;
    });
    return [...points, plainPoint('_sum', sum), plainPoint('_count', count)];
  }

  #quantile(end: number): Point {
    const cursor = this.#cursor;
    let quantile = 0;
    let value = 0;
    cursor.fields(end, (tag) => {
      if (tag === fixed(1)) quantile = cursor.double(end);
      else if (tag === fixed(2)) value = cursor.double(end);
      else return false;
      return true;
    });
    return { ending: '', label: ['quantile', openMetricsFloat(quantile)], value, exemplar: undefined };
  }

  /** The classic side; the native one is in `#native`. */
  #histogram(end: number, shared: { start: number }): readonly Point[] {
    const cursor = this.#cursor;
    const points: Point[] = [];
    const loose: Point[] = [];
    this.#native.clear();
    let infinite = false;
    cursor.fields(end, (tag) => {
      if (tag === lengthy(3)) {
        const point = this.#bucket(cursor.messageEnd(end));
        infinite ||= point.label?.[1] === '+Inf';
        points.push(point);
      } else if (tag === lengthy(15)) shared.start = this.#millis(cursor.messageEnd(end));
      else if (tag === lengthy(16))
        loose.push({ ...plainPoint('', 0), exemplar: this.#exemplar(cursor.messageEnd(end)) });
      else return this.#native.field(cursor, tag, end);
      return true;
    });
    const { count, sum } = this.#native;
    if (this.#native.native) return [...points, ...loose];
    if (!infinite) points.push({ ...plainPoint('_bucket', count), label: ['le', '+Inf'] });
    return [...points, plainPoint('_sum', sum), plainPoint('_count', count)];
  }

  #bucket(end: number): Point {
    const cursor = this.#cursor;
    let value = 0;
    let bound = 0;
    let exemplar: Point['exemplar'];
    cursor.fields(end, (tag) => {
      if (tag === varint(1)) value = Math.max(value, cursor.uint64(end));
      else if (tag === fixed(4)) value = Math.max(value, cursor.double(end));
      else if (tag === fixed(2)) bound = cursor.double(end);
      else if (tag === lengthy(3)) exemplar = this.#exemplar(cursor.messageEnd(end));
      else return false;
      return true;
    });
    return { ending: '_bucket', label: ['le', openMetricsFloat(bound)], value, exemplar };
  }

  #exemplar(end: number): Omit<SampleExemplar, 'sample'> {
    const cursor = this.#cursor;
    const labels: (readonly [string, string])[] = [];
    let value = 0;
    let time = Number.NaN;
    cursor.fields(end, (tag) => {
      if (tag === lengthy(1)) labels.push(this.#label(cursor.messageEnd(end)));
      else if (tag === fixed(2)) value = cursor.double(end);
      else if (tag === lengthy(3)) time = this.#millis(cursor.messageEnd(end));
      else return false;
      return true;
    });
    return { labels, value, time };
  }

  /** google.protobuf.Timestamp. */
  #millis(end: number): number {
    const cursor = this.#cursor;
    let seconds = 0;
    let nanos = 0;
    cursor.fields(end, (tag) => {
      if (tag === varint(1)) seconds = cursor.int64(end);
      else if (tag === varint(2)) nanos = cursor.int64(end);
      else return false;
      return true;
    });
    return seconds * 1000 + Math.floor(nanos / 1e6);
  }
}

function plainPoint(ending: string, value: number): Point {
  return { ending, label: undefined, value, exemplar: undefined };
}
