// clamp, clamp_min, clamp_max and round: functions of a float and of scalars that may differ from step to step.
import type { Call } from '../../syntax/ast.ts';
import { argumentAt, scalarOf, vectorOf } from '../arguments.ts';
import { goMax, goMin } from '../go-math.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, type Value, absentSample } from '../value.ts';
import { vectorResult } from '../vector-result.ts';
import { mapFloats } from './map-values.ts';

/** `lowest` and `highest` are the places of the arguments, if there are such. */
export function callClamp(
  call: Call,
  places: { readonly lowest?: number; readonly highest?: number },
  scope: Scope,
): Value {
  const held = scope.session.budget.held;
  const series = vectorOf(argumentAt(call, 0), scope);
  const bound = (at: number | undefined, otherwise: number) =>
    at === undefined ? new Float64Array(scope.steps.count).fill(otherwise) : scalarOf(argumentAt(call, at), scope);
  const lowest = bound(places.lowest, Number.NEGATIVE_INFINITY);
  const highest = bound(places.highest, Number.POSITIVE_INFINITY);
  const clamped = series.map((one) => {
    const of = (value: number, step: number) => goMax(lowest[step] as number, goMin(highest[step] as number, value));
    return withoutEmptyRanges(mapFloats(one, of, scope), lowest, highest);
  });
  return vectorResult(clamped, held, 'changed', scope);
}

/** Where the highest is below the lowest, nothing is left. */
function withoutEmptyRanges(series: StepSeries, lowest: Float64Array, highest: Float64Array): StepSeries {
  const isEmpty = (step: number) => (highest[step] as number) < (lowest[step] as number);
  if (!lowest.some((_, step) => isEmpty(step))) return series;
  return { ...series, kinds: series.kinds.map((kind, step) => (isEmpty(step) ? absentSample : kind)) };
}

/** To the nearest multiple of the second argument; halves go up. */
export function callRound(call: Call, scope: Scope): Value {
  const held = scope.session.budget.held;
  const series = vectorOf(argumentAt(call, 0), scope);
  const toNearest = call.args.length > 1 ? scalarOf(argumentAt(call, 1), scope) : undefined;
  // The inverse makes fewer rounding errors.
  const inverse = toNearest?.map((nearest) => 1 / nearest);
  const rounded = series.map((one) =>
    mapFloats(
      one,
      (value, step) => {
        const factor = inverse === undefined ? 1 : (inverse[step] as number);
        return Math.floor(value * factor + 0.5) / factor;
      },
      scope,
    ),
  );
  return vectorResult(rounded, held, 'changed', scope);
}
