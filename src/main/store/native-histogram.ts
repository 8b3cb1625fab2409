// Native histograms as packed bytes: one sample of a `native` stream. docs/run-file.md has the format.
import type { SampleBuckets } from '../../contract/sample-batch.ts';
import type { StoredHistogram } from './sample-face.ts';
import { SampleBytes, SampleBytesReader } from './sample-bytes.ts';

const Flag = { gauge: 1, fractions: 2, withoutSum: 4, min: 8, max: 16 } as const;
/** Far more buckets than decoders let pass. */
const MOST_BUCKETS = 1 << 16;

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0);

export function packHistogram(histogram: StoredHistogram, out: SampleBytes = new SampleBytes()): Uint8Array {
  const { positive, negative, min, max } = histogram;
  const whole =
    isWhole(histogram.count) &&
    isWhole(histogram.zeroCount) &&
    positive.counts.every(isWhole) &&
    negative.counts.every(isWhole);
  out.u8(
    (histogram.gauge ? Flag.gauge : 0) |
      (whole ? 0 : Flag.fractions) |
      (histogram.withoutSum ? Flag.withoutSum : 0) |
      (min === undefined ? 0 : Flag.min) |
      (max === undefined ? 0 : Flag.max),
  );
  out.zigzag(histogram.schema);
  out.f64(histogram.zeroThreshold);
  const number = (value: number): void => (whole ? out.varint(value) : out.f64(value));
  number(histogram.zeroCount);
  number(histogram.count);
  if (!histogram.withoutSum) out.f64(histogram.sum);
  if (min !== undefined) out.f64(min);
  if (max !== undefined) out.f64(max);
  for (const { indexes, counts } of [positive, negative]) {
    out.varint(indexes.length);
    let next = 0;
    for (const index of indexes) {
      out.zigzag(index - next);
      next = index + 1;
    }
    for (const count of counts) number(count);
  }
  out.varint(histogram.customValues.length);
  for (const bound of histogram.customValues) out.f64(bound);
  return out.take();
}

/** Throws ContractError `run-corrupt`. */
export function unpackHistogram(bytes: Uint8Array): StoredHistogram {
  const from = new SampleBytesReader(bytes);
  const flags = from.u8();
  const number = (): number => ((flags & Flag.fractions) > 0 ? from.f64() : from.varint());
  const buckets = (): SampleBuckets => {
    const length = from.count(MOST_BUCKETS);
    const indexes = new Int32Array(length);
    let next = 0;
    for (let i = 0; i < length; i++) next = (indexes[i] = next + from.zigzag()) + 1;
    const counts = new Float64Array(length);
    for (let i = 0; i < length; i++) counts[i] = number();
    return { indexes, counts };
  };
  const schema = from.zigzag();
  const zeroThreshold = from.f64();
  const zeroCount = number();
  const count = number();
  const sum = (flags & Flag.withoutSum) > 0 ? 0 : from.f64();
  const min = (flags & Flag.min) > 0 ? from.f64() : undefined;
  const max = (flags & Flag.max) > 0 ? from.f64() : undefined;
  const positive = buckets();
  const negative = buckets();
  const customValues = Float64Array.from({ length: from.count(MOST_BUCKETS) }, () => from.f64());
  return {
    gauge: (flags & Flag.gauge) > 0,
    withoutSum: (flags & Flag.withoutSum) > 0,
    schema,
    zeroThreshold,
    zeroCount,
    count,
    sum,
    positive,
    negative,
    customValues,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
}
