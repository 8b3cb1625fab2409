// Native histograms as Prometheus' messages have them: spans of buckets with differences of counts, or with counts.
// The same fields under other numbers in io.prometheus.client.Histogram and in remote write's Histogram.
import type { SampleBuckets, SampleHistogram } from '../../../contract/sample-batch.ts';
import { DecodeFault } from '../result.ts';
import { fixed, lengthy, type ProtoCursor, varint } from './proto-cursor.ts';

export interface HistogramFields {
  readonly count: number;
  readonly countFloat: number;
  readonly sum: number;
  readonly schema: number;
  readonly zeroThreshold: number;
  readonly zeroCount: number;
  readonly zeroCountFloat: number;
  readonly negative: SideFields;
  readonly positive: SideFields;
}
interface SideFields {
  readonly spans: number;
  readonly deltas: number;
  readonly counts: number;
}

/** A histogram of more buckets is no measurement. */
const mostBuckets = 100_000;

class Side {
  readonly spans: number[] = [];
  readonly deltas: number[] = [];
  readonly counts: number[] = [];

  clear(): void {
    this.spans.length = this.deltas.length = this.counts.length = 0;
  }

  read(cursor: ProtoCursor, tag: number, end: number, fields: SideFields): boolean {
    if (tag === lengthy(fields.spans)) {
      const stop = cursor.messageEnd(end);
      let offset = 0;
      let length = 0;
      cursor.fields(stop, (inner) => {
        if (inner === varint(1)) offset = cursor.sint64(stop);
        else if (inner === varint(2)) length = cursor.word(stop);
        else return false;
        return true;
      });
      this.spans.push(offset, length);
      return true;
    }
    return (
      cursor.repeated(tag, fields.deltas, 0, end, (stop) => void this.deltas.push(cursor.sint64(stop))) ||
      cursor.repeated(tag, fields.counts, 1, end, (stop) => void this.counts.push(cursor.double(stop)))
    );
  }

  buckets(at: number): SampleBuckets {
    const size = this.counts.length > 0 ? this.counts.length : this.deltas.length;
    const indexes = new Int32Array(size);
    const counts = new Float64Array(size);
    let bucket = 0;
    let index = 0;
    let count = 0;
    for (let span = 0; span < this.spans.length; span += 2) {
      index += this.spans[span] as number;
      const length = this.spans[span + 1] as number;
      if (bucket + length > size || size > mostBuckets)
        throw new DecodeFault(`the spans of a histogram have more buckets than there are counts (${size})`, at);
      for (let i = 0; i < length; i++) {
        count = this.counts.length > 0 ? (this.counts[bucket] as number) : count + (this.deltas[bucket] as number);
        indexes[bucket] = index;
        counts[bucket] = count;
        index += 1;
        bucket += 1;
      }
    }
    if (bucket < size)
      throw new DecodeFault(`the spans of a histogram have ${bucket} buckets where there are ${size} counts`, at);
    return { indexes, counts };
  }
}

/** Gathers the fields of one histogram at a time. */
export class NativeHistogramReader {
  readonly #fields: HistogramFields;
  readonly #negative = new Side();
  readonly #positive = new Side();
  count = 0;
  sum = 0;
  /** The sum is the mark of a series that has ended. */
  stale = false;
  #schema = 0;
  #zeroThreshold = 0;
  #zeroCount = 0;

  constructor(fields: HistogramFields) {
    this.#fields = fields;
  }

  clear(): void {
    this.count = this.sum = this.#schema = this.#zeroThreshold = this.#zeroCount = 0;
    this.stale = false;
    this.#negative.clear();
    this.#positive.clear();
  }

  /** Whether anything says that this is a native histogram and not only a classic one. */
  get native(): boolean {
    return (
      this.#zeroThreshold > 0 ||
      this.#zeroCount > 0 ||
      this.#positive.spans.length > 0 ||
      this.#negative.spans.length > 0
    );
  }

  /** `false` for a field that is none of these. */
  field(cursor: ProtoCursor, tag: number, end: number): boolean {
    const fields = this.#fields;
    if (tag === varint(fields.count)) this.count = cursor.uint64(end);
    else if (tag === fixed(fields.countFloat)) this.count = cursor.double(end);
    else if (tag === fixed(fields.sum)) {
      this.sum = cursor.double(end);
      this.stale = cursor.stale;
    } else if (tag === varint(fields.schema)) this.#schema = cursor.sint64(end);
    else if (tag === fixed(fields.zeroThreshold)) this.#zeroThreshold = cursor.double(end);
    else if (tag === varint(fields.zeroCount)) this.#zeroCount = cursor.uint64(end);
    else if (tag === fixed(fields.zeroCountFloat)) this.#zeroCount = cursor.double(end);
    else {
      return (
        this.#positive.read(cursor, tag, end, fields.positive) || this.#negative.read(cursor, tag, end, fields.negative)
      );
    }
    return true;
  }

  /** Throws DecodeFault where spans and counts do not fit. */
  histogram(gauge: boolean, customValues: Float64Array, at: number): SampleHistogram {
    return {
      schema: this.#schema,
      gauge,
      zeroThreshold: this.#zeroThreshold,
      zeroCount: this.#zeroCount,
      count: this.count,
      sum: this.sum,
      positive: this.#positive.buckets(at),
      negative: this.#negative.buckets(at),
      customValues,
    };
  }
}
