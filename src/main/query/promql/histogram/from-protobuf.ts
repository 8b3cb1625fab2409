// The native part of a histogram in Prometheus' protobuf exposition (io.prometheus.client.Histogram): spans of buckets,
// with deltas between integer counts or with absolute float counts.
import { type Span, bucketsOfSpans } from './buckets.ts';
import { compact } from './compact.ts';
import { type Buckets, type FloatHistogram, floatHistogram, maxExponentialSchema } from './float-histogram.ts';
import { reduceHistogram } from './reduce-histogram.ts';
import { histogramFault } from './validate.ts';

/** Fields of the message; those that are not sent are 0 or empty. */
export interface ProtobufHistogram {
  readonly sampleCount: number;
  readonly sampleCountFloat: number;
  readonly sampleSum: number;
  readonly schema: number;
  readonly zeroThreshold: number;
  readonly zeroCount: number;
  readonly zeroCountFloat: number;
  readonly negativeSpans: readonly Span[];
  readonly negativeDeltas: ArrayLike<number>;
  readonly negativeCounts: ArrayLike<number>;
  readonly positiveSpans: readonly Span[];
  readonly positiveDeltas: ArrayLike<number>;
  readonly positiveCounts: ArrayLike<number>;
}

export type FromProtobuf =
  | { readonly kind: 'ok'; readonly histogram: FloatHistogram }
  | { readonly kind: 'wrong'; readonly message: string };

/** Whether the message has a native part at all; a native histogram without observations sends an empty span. */
export function hasNativePart(message: ProtobufHistogram): boolean {
  return (
    message.positiveSpans.length > 0 ||
    message.negativeSpans.length > 0 ||
    message.zeroThreshold > 0 ||
    message.zeroCount > 0 ||
    message.zeroCountFloat > 0
  );
}

/** The compact histogram of a message; `gauge` for the type GAUGE_HISTOGRAM. Schemas above 8 are reduced to 8. */
export function nativeFromProtobuf(message: ProtobufHistogram, gauge: boolean): FromProtobuf {
  const floats = message.sampleCountFloat > 0 || message.zeroCountFloat > 0;
  const side = (spans: readonly Span[], deltas: ArrayLike<number>, counts: ArrayLike<number>): Buckets | string => {
    const at = spans.findIndex((span, i) => i > 0 && span.offset < 0);
    if (at !== -1) {
      const offset = spans[at]?.offset ?? 0;
      return `span number ${at + 1} with offset ${offset}: histogram has a span whose offset is negative`;
    }
    const absolute = floats ? counts : runningSums(deltas);
    return bucketsOfSpans(spans, absolute) ?? spanMismatch(spans, absolute.length);
  };
  const positive = side(message.positiveSpans, message.positiveDeltas, message.positiveCounts);
  if (typeof positive === 'string') return { kind: 'wrong', message: `positive side: ${positive}` };
  const negative = side(message.negativeSpans, message.negativeDeltas, message.negativeCounts);
  if (typeof negative === 'string') return { kind: 'wrong', message: `negative side: ${negative}` };
  const sent = floatHistogram({
    schema: message.schema,
    zeroThreshold: message.zeroThreshold,
    zeroCount: floats ? message.zeroCountFloat : message.zeroCount,
    count: floats ? message.sampleCountFloat : message.sampleCount,
    sum: message.sampleSum,
    positive,
    negative,
  });
  // Finer schemas up to 52 are reserved: they have the same meaning.
  const known = message.schema <= 52 ? reduceHistogram(sent, maxExponentialSchema) : sent;
  const histogram: FloatHistogram = { ...compact(known), hint: gauge ? 'gauge' : 'unknown' };
  const fault = histogramFault(histogram);
  return fault === undefined ? { kind: 'ok', histogram } : { kind: 'wrong', message: fault };
}

function runningSums(deltas: ArrayLike<number>): Float64Array {
  let count = 0;
  return Float64Array.from(deltas, (delta) => (count += delta));
}

function spanMismatch(spans: readonly Span[], have: number): string {
  const need = spans.reduce((total, span) => total + span.length, 0);
  return `spans need ${need} buckets, have ${have} buckets: histogram spans specify different number of buckets than provided`;
}
