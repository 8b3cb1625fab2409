// The Histogram message of remote write, the same in both versions but for its start.
import type { WrittenSample } from '../../../contract/remote-write.ts';
import { NativeHistogramReader } from '../exposition/native-histogram.ts';
import { varint, type ProtoCursor } from '../exposition/proto-cursor.ts';

const GAUGE = 3;

export class WrittenHistogramReader {
  readonly #native = new NativeHistogramReader({
    count: 1,
    countFloat: 2,
    sum: 3,
    schema: 4,
    zeroThreshold: 5,
    zeroCount: 6,
    zeroCountFloat: 7,
    negative: { spans: 8, deltas: 9, counts: 10 },
    positive: { spans: 11, deltas: 12, counts: 13 },
  });

  /** Throws DecodeFault where spans and counts do not fit. */
  read(cursor: ProtoCursor, end: number): WrittenSample {
    const begin = cursor.pos;
    const native = this.#native;
    native.clear();
    let hint = 0;
    let time = 0;
    let start = 0;
    const custom: number[] = [];
    cursor.fields(end, (tag) => {
      if (tag === varint(14)) hint = cursor.word(end);
      else if (tag === varint(15)) time = cursor.int64(end);
      else if (tag === varint(17)) start = cursor.int64(end);
      else if (cursor.repeated(tag, 16, 1, end, (stop) => void custom.push(cursor.double(stop)))) return true;
      else return native.field(cursor, tag, end);
      return true;
    });
    const { stale } = native;
    return {
      time,
      start,
      stale,
      value: 0,
      histogram: stale ? undefined : native.histogram(hint === GAUGE, Float64Array.from(custom), begin),
    };
  }
}
