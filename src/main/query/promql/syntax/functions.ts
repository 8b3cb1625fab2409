// The functions of PromQL: names, argument types and results. Aggregations are no functions.
import type { PromFunction, ValueType } from './ast.ts';

const letters = { v: 'vector', m: 'matrix', s: 'scalar', t: 'string' } as const satisfies Record<string, ValueType>;

/** Names, one letter per argument (vector, matrix, scalar, text), the result's letter, and PromFunction.variadic. */
type Row = readonly [names: string, args: string, result: keyof typeof letters, variadic?: number];

const stable: readonly Row[] = [
  ['abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor ln log10 log2 rad sgn sin sinh', 'v', 'v'],
  ['sort sort_desc sqrt tan tanh timestamp', 'v', 'v'],
  ['histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum', 'v', 'v'],
  ['absent_over_time avg_over_time count_over_time first_over_time last_over_time max_over_time', 'm', 'v'],
  ['min_over_time present_over_time stddev_over_time stdvar_over_time sum_over_time', 'm', 'v'],
  ['changes delta deriv idelta increase irate rate resets', 'm', 'v'],
  ['clamp', 'vss', 'v'],
  ['clamp_max clamp_min', 'vs', 'v'],
  ['day_of_month day_of_week day_of_year days_in_month hour minute month year', 'v', 'v', 1],
  ['histogram_fraction', 'ssv', 'v'],
  ['histogram_quantile', 'sv', 'v'],
  ['label_join', 'vttt', 'v', -1],
  ['label_replace', 'vtttt', 'v'],
  ['pi time', '', 's'],
  ['predict_linear', 'ms', 'v'],
  ['quantile_over_time', 'sm', 'v'],
  ['round', 'vs', 'v', 1],
  ['scalar', 'v', 's'],
  ['vector', 's', 'v'],
];

const experimental: readonly Row[] = [
  ['double_exponential_smoothing', 'mss', 'v'],
  ['end range start step', '', 's'],
  ['histogram_quantiles', 'vtss', 'v', 9],
  ['info', 'vv', 'v', 1],
  ['mad_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time', 'm', 'v'],
  ['max_of min_of', 'ss', 's'],
  ['sort_by_label sort_by_label_desc', 'vt', 'v', -1],
  ['start_timestamp', 'v', 'v'],
];

function* expand(rows: readonly Row[], isExperimental: boolean): Generator<readonly [string, PromFunction]> {
  for (const [names, args, result, variadic = 0] of rows) {
    for (const name of names.split(' ')) {
      const argTypes = [...args].map((letter) => letters[letter as keyof typeof letters]);
      yield [name, { name, argTypes, variadic, returnType: letters[result], experimental: isExperimental }];
    }
  }
}

export const functions: ReadonlyMap<string, PromFunction> = new Map([
  ...expand(stable, false),
  ...expand(experimental, true),
]);
