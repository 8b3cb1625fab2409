// Which parts of the language are on. All are unless switched off; Prometheus has flags for the same parts.

export interface ParseOptions {
  /** Functions and aggregations that Prometheus calls experimental. */
  readonly experimentalFunctions: boolean;
  /** Arithmetic in brackets and after `offset`. */
  readonly durationExpressions: boolean;
  /** `anchored` and `smoothed`. */
  readonly extendedRangeSelectors: boolean;
  /** `fill`, `fill_left` and `fill_right`. */
  readonly fillModifiers: boolean;
}

export const everything: ParseOptions = {
  experimentalFunctions: true,
  durationExpressions: true,
  extendedRangeSelectors: true,
  fillModifiers: true,
};
