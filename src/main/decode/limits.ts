// What a decoder accepts. The doors (traces.ts, logs.ts, metrics.ts) say what happens when one is broken.

export const limits = {
  /** AnyValues inside each other, the outermost counted as 1. */
  valueDepth: 32,
  /** Bytes of one text, bytes value, or encoded array or map. */
  valueBytes: 4 * 1024 * 1024,
  /** Attributes of one owner; events and links of one span, exemplars of one point. */
  perOwner: 65_535,
  /** Buckets of one sign, bounds, or twice the quantiles of one data point. */
  buckets: 16_384,
  /** Rows of one column set in a whole request: a bound on memory for requests made of empty messages. */
  rows: 8 * 1024 * 1024,
  /** Groups of unknown protobuf fields inside each other. */
  skipDepth: 100,
  /** Rejections kept with their reason; all are counted. */
  keptRejections: 20,
} as const;
