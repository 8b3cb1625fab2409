// What a target exposes for scraping, read: columns over numbered series. The reader keeps what it knows of a target, so
// that the next page of the same target costs little more than its numbers.
import type { SampleExemplar, SampleHistogram, SeriesLabels, SeriesMeta } from './sample-batch.ts';

/** `text` is Prometheus' text format 0.0.4 and 1.0.0, `protobuf` its delimited MetricFamily messages. */
export type ExpositionFormat = 'text' | 'openmetrics' | 'protobuf';

/** How names beyond [a-zA-Z0-9_:] are written; `values` and `dots` are undone where they are read. */
export type NameEscaping = 'allow-utf-8' | 'underscores' | 'dots' | 'values';

/** What a Content-Type announces. */
export interface ExpositionType {
  readonly format: ExpositionFormat;
  readonly escaping: NameEscaping;
}

/** One label set of a target. Another object under the same number is another series. */
export interface ExposedSeries {
  /** With `__name__`, sorted by name, without empty values. */
  readonly labels: SeriesLabels;
  readonly meta: Omit<SeriesMeta, 'target'>;
}

/** One page of a target: columns with `count` entries in the order of the page. Valid until the reader's next page. */
export interface Exposition {
  readonly count: number;
  readonly series: Uint32Array;
  /** Without meaning for a native histogram. */
  readonly values: Float64Array;
  /** Unix milliseconds; NaN where the target gave none. Absent when it gave none at all. */
  readonly times?: Float64Array;
  /** Unix milliseconds since when a sample counts, 0 where unknown. Absent when nothing is known. */
  readonly starts?: Float64Array;
  readonly histograms?: ReadonlyMap<number, SampleHistogram>;
  /** The time is NaN where none was given. */
  readonly exemplars?: readonly SampleExemplar[];
}

export interface ExpositionFailure {
  readonly reason: string;
  /** Counted from 1; 0 in a binary format. */
  readonly line: number;
  readonly offset: number;
}

export type ExpositionResult =
  | { readonly kind: 'ok'; readonly value: Exposition }
  | { readonly kind: 'failed'; readonly failure: ExpositionFailure };

/** Reads the pages of one target. One fault voids a page, as Prometheus has it. */
export interface ExpositionReader {
  read(bytes: Uint8Array, type: ExpositionType): ExpositionResult;
  series(number: number): ExposedSeries;
}

/** A breach of the format's rules, or something that will make metrics hard to use. */
export interface LintFinding {
  /** Short name of the rule, such as `counter-suffix`. */
  readonly rule: string;
  /** error: the format forbids it. warning: it will be misread or cost much. info: against the custom. */
  readonly severity: 'error' | 'warning' | 'info';
  /** Counted from 1; 0 for the page as a whole. */
  readonly line: number;
  /** Metric family or series. */
  readonly subject: string;
  readonly message: string;
}
