// The door between the engine and whatever keeps samples. The engine asks once per selector, for the whole time of a
// query; answers are columns, which it never changes.
import type { FloatHistogram } from '../histogram/float-histogram.ts';
import type { Labels } from './labels.ts';
import type { Matcher } from './matcher.ts';

/** The samples of one series, sorted by time, each time once. All columns have the length of `times`. */
export interface SeriesColumns {
  readonly labels: Labels;
  /** Unix milliseconds. */
  readonly times: Float64Array;
  /** Without meaning where there is a histogram or a staleness marker. NaN is a value like any other. */
  readonly values: Float64Array;
  /** One byte per sample: 1 where the series ended (staleness marker). Absent when there is none. */
  readonly stale?: Uint8Array;
  /** Defined where the sample is a native histogram. Absent when there is none. */
  readonly histograms?: readonly (FloatHistogram | undefined)[];
  /** Unix milliseconds since when a cumulative sample counts; 0 where unknown. Absent when all are. */
  readonly startTimes?: Float64Array;
}

/** What a selector is for. A store may use it to read less; answers must be right without. */
export interface SelectHints {
  /** Between two evaluations, in milliseconds; 0 for an instant query. */
  readonly stepMillis: number;
  /** Width of the window of a range selector; 0 for an instant selector. */
  readonly rangeMillis: number;
  /** The function or aggregation directly around the selector, or ''. */
  readonly func: string;
}

export interface Queryable {
  /**
   * The series that meet all matchers and have samples with minMillis <= time <= maxMillis. More samples on either side
   * do no harm. The order of series is the order in which limitk takes them.
   */
  select(
    matchers: readonly Matcher[],
    minMillis: number,
    maxMillis: number,
    hints: SelectHints,
  ): readonly SeriesColumns[];
}
