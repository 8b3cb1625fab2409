// All functions by name: what evaluates them. Their signatures are in syntax/functions.ts; start(), end(), range() and
// step() are numbers before anything is evaluated.
import type { FloatHistogram } from '../../histogram/float-histogram.ts';
import { histogramAverage, histogramVariance } from '../../histogram/statistics.ts';
import type { Call } from '../../syntax/ast.ts';
import { goMax, goMin } from '../go-math.ts';
import type { FloatColumnsFunction, RangeFunction } from '../range-window.ts';
import type { Scope } from '../scope.ts';
import type { Value } from '../value.ts';
import { callAbsent } from './absent.ts';
import { changesColumns, resetsColumns } from './changes-columns.ts';
import { changes, resets } from './changes.ts';
import { callDate, dateFunctions } from './date.ts';
import { sampleOverTime, timeOfExtremeOverTime, timeOfSampleOverTime } from './edge-samples.ts';
import { floatFunctions } from './float-functions.ts';
import { callHistogramFraction, callHistogramQuantile, callHistogramQuantiles } from './histogram-quantile.ts';
import { callInfo } from './info.ts';
import { instantRateFunction } from './instant-rate.ts';
import { callLabelJoin, callLabelReplace } from './label-replace.ts';
import { callClamp, callRound } from './limits.ts';
import * as overTime from './over-time.ts';
import { quantileColumns } from './quantile-columns.ts';
import { rateColumns } from './rate-columns.ts';
import { rateFunction } from './rate.ts';
import { deriv, predictLinear } from './regression.ts';
import { callOfTwo, callPi, callScalar, callTime, callVector } from './scalars.ts';
import { doubleExponentialSmoothing } from './smoothing.ts';
import { callSort, callSortByLabel } from './sort.ts';
import { callStartTimestamp, callTimestamp } from './timestamp.ts';

/** A function of windows of samples. */
export interface RangeImplementation {
  readonly kind: 'range';
  readonly run: RangeFunction;
  /** The same for all windows of a plain series of floats. */
  readonly runColumns?: FloatColumnsFunction;
  /** The result is still the metric. */
  readonly keepsName?: true;
  readonly usesStartTimes?: true;
  /** Of other series than counters it makes little sense, and says so. */
  readonly expectsCounter?: true;
}

export type FunctionImplementation =
  | RangeImplementation
  /** Of each float on its own. */
  | { readonly kind: 'floats'; readonly of: (value: number) => number }
  /** Of each native histogram on its own. */
  | { readonly kind: 'histograms'; readonly of: (histogram: FloatHistogram) => number }
  | { readonly kind: 'call'; readonly run: (call: Call, scope: Scope) => Value };

function range(run: RangeFunction, traits: Omit<RangeImplementation, 'kind' | 'run'> = {}): RangeImplementation {
  return { kind: 'range', run, ...traits };
}

function called(run: (call: Call, scope: Scope) => Value): FunctionImplementation {
  return { kind: 'call', run };
}

const counter = { usesStartTimes: true, expectsCounter: true } as const;

const ranges: Readonly<Record<string, RangeImplementation>> = {
  absent_over_time: range(overTime.presentOverTime),
  avg_over_time: range(overTime.averageOverTime),
  changes: range(changes, { runColumns: changesColumns }),
  count_over_time: range(overTime.countOverTime),
  delta: range(rateFunction('delta'), { runColumns: rateColumns('delta') }),
  deriv: range(deriv),
  double_exponential_smoothing: range(doubleExponentialSmoothing),
  first_over_time: range(sampleOverTime('first'), { keepsName: true }),
  idelta: range(instantRateFunction('idelta')),
  increase: range(rateFunction('increase'), { ...counter, runColumns: rateColumns('increase') }),
  irate: range(instantRateFunction('irate'), { usesStartTimes: true }),
  last_over_time: range(sampleOverTime('last'), { keepsName: true }),
  mad_over_time: range(overTime.medianDeviationOverTime),
  max_over_time: range(overTime.maxOverTime),
  min_over_time: range(overTime.minOverTime),
  predict_linear: range(predictLinear),
  present_over_time: range(overTime.presentOverTime),
  quantile_over_time: range(overTime.quantileOverTime, { runColumns: quantileColumns }),
  rate: range(rateFunction('rate'), { ...counter, runColumns: rateColumns('rate') }),
  resets: range(resets, { usesStartTimes: true, runColumns: resetsColumns }),
  stddev_over_time: range(overTime.deviationOverTime),
  stdvar_over_time: range(overTime.varianceOverTime),
  sum_over_time: range(overTime.sumOverTime),
  ts_of_first_over_time: range(timeOfSampleOverTime('first')),
  ts_of_last_over_time: range(timeOfSampleOverTime('last')),
  ts_of_max_over_time: range(timeOfExtremeOverTime('max')),
  ts_of_min_over_time: range(timeOfExtremeOverTime('min')),
};

const histograms: Readonly<Record<string, (histogram: FloatHistogram) => number>> = {
  histogram_avg: histogramAverage,
  histogram_count: ({ count }) => count,
  histogram_stddev: (histogram) => Math.sqrt(histogramVariance(histogram)),
  histogram_stdvar: histogramVariance,
  histogram_sum: ({ sum }) => sum,
};

const calls: Readonly<Record<string, FunctionImplementation>> = {
  absent: called(callAbsent),
  clamp: called((call, scope) => callClamp(call, { lowest: 1, highest: 2 }, scope)),
  clamp_max: called((call, scope) => callClamp(call, { highest: 1 }, scope)),
  clamp_min: called((call, scope) => callClamp(call, { lowest: 1 }, scope)),
  histogram_fraction: called(callHistogramFraction),
  histogram_quantile: called(callHistogramQuantile),
  histogram_quantiles: called(callHistogramQuantiles),
  info: called(callInfo),
  label_join: called(callLabelJoin),
  label_replace: called(callLabelReplace),
  max_of: called((call, scope) => callOfTwo(call, goMax, scope)),
  min_of: called((call, scope) => callOfTwo(call, goMin, scope)),
  pi: called((_, scope) => callPi(scope)),
  round: called(callRound),
  scalar: called(callScalar),
  sort: called((call, scope) => callSort(call, 'rising', scope)),
  sort_by_label: called((call, scope) => callSortByLabel(call, 'rising', scope)),
  sort_by_label_desc: called((call, scope) => callSortByLabel(call, 'falling', scope)),
  sort_desc: called((call, scope) => callSort(call, 'falling', scope)),
  start_timestamp: called(callStartTimestamp),
  time: called((_, scope) => callTime(scope)),
  timestamp: called(callTimestamp),
  vector: called(callVector),
};

export const implementations: ReadonlyMap<string, FunctionImplementation> = new Map<string, FunctionImplementation>([
  ...Object.entries(ranges),
  ...Object.entries(calls),
  ...Object.entries(floatFunctions).map(([name, of]) => [name, { kind: 'floats', of }] as const),
  ...Object.entries(histograms).map(([name, of]) => [name, { kind: 'histograms', of }] as const),
  ...Object.entries(dateFunctions).map(
    ([name, of]) => [name, called((call, scope) => callDate(call, of, scope))] as const,
  ),
]);
