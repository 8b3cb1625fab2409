// Door of the metrics decoder: an OTLP ExportMetricsServiceRequest, protobuf or JSON, to a MetricBatch.
import type { Encoding } from '../../contract/ingest.ts';
import type { MetricBatch } from '../../contract/metric-batch.ts';
import { jsonMetricsReader } from './json/metrics-request.ts';
import { makeMetricBatch } from './metric-batch.ts';
import { plainBytes } from './plain-bytes.ts';
import { protobufMetricsReader } from './protobuf/metrics-request.ts';
import type { DecodeFailure, Result } from './result.ts';

export interface MetricsDecoder {
  /** The batch is valid until the next call on the same decoder; its slices may point into `bytes`. Never throws. */
  decode(bytes: Uint8Array, encoding: Encoding): Result<MetricBatch, DecodeFailure>;
}

/**
 * Makes a decoder that owns one reusable batch.
 *
 * Limits are those of createTracesDecoder: broken structure fails the request; a point with a value deeper than 32 or
 * longer than 4 MiB, or with more than 65,535 attributes or exemplars, is rejected and the rest kept. So is a point that
 * nobody could use: a gauge's or sum's without a value, a histogram whose bounds do not rise or whose counts are not one
 * more than its bounds, an exponential histogram of a scale outside -11 to 20 or with bucket numbers beyond 32 bits, a
 * quantile outside 0 to 1, and more than 16,384 buckets. Of a point without a recorded value (flag) such numbers are
 * left out instead. A metric without a name, or of a kind that is not known, is rejected with all its points, and
 * counts as one where those cannot be counted.
 * Kept as they are: NaN and infinities as values and sums, a count that is not the sum of its buckets, every time from 0 to
 * 2^64-1. Temporalities that OTLP does not know become 0. `metadata` is not read.
 * Left out with an entry in `rejections` that `rejectedCount` does not count: ids of exemplars of a wrong length, units
 * and descriptions that are too long, in JSON unknown names of temporalities. Ids of zeros mean none.
 * Counts beyond 2^53 are rounded.
 */
export function createMetricsDecoder(): MetricsDecoder {
  const batch = makeMetricBatch();
  const protobuf = protobufMetricsReader(batch);
  const json = jsonMetricsReader(batch);
  return {
    decode: (bytes, encoding) => (encoding === 'json' ? json(bytes) : protobuf(plainBytes(bytes))),
  };
}
