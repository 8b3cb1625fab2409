// Functions of the order of series. Only an instant vector keeps an order; a range query is told that it will not.
import type { Call } from '../../syntax/ast.ts';
import { argumentAt, textOf, vectorOf } from '../arguments.ts';
import { type Labels, compareLabels } from '../labels.ts';
import { naturallyBefore } from '../natural-order.ts';
import type { Scope } from '../scope.ts';
import type { StepSeries, Value } from '../value.ts';
import { vectorResult } from '../vector-result.ts';
import { onlyFloats } from './map-values.ts';

export type Direction = 'rising' | 'falling';

/** By value, NaN last; histograms are left out. */
export function callSort(call: Call, direction: Direction, scope: Scope): Value {
  return sorted(call, scope, (series) => {
    const floats = series.map((one) => ({ ...one, kinds: onlyFloats(one), histograms: undefined }));
    if (!scope.steps.instant) return floats;
    return floats.toSorted((a, b) => compareValues(a.values[0] as number, b.values[0] as number, direction));
  });
}

/** By labels in natural order, and by all labels where those are equal. */
export function callSortByLabel(call: Call, direction: Direction, scope: Scope): Value {
  const names = call.args.slice(1).map(textOf);
  const sign = direction === 'rising' ? 1 : -1;
  return sorted(call, scope, (series) =>
    scope.steps.instant ? series.toSorted((a, b) => sign * compareByLabels(a.labels, b.labels, names)) : series,
  );
}

function sorted(call: Call, scope: Scope, sort: (series: readonly StepSeries[]) => readonly StepSeries[]): Value {
  const { steps, session } = scope;
  const held = session.budget.held;
  const series = vectorOf(argumentAt(call, 0), scope);
  if (!steps.instant) session.annotations.add({ kind: 'sort-in-range' }, '', call);
  return vectorResult(sort(series), held, 'kept', scope);
}

/** NaN comes last in both directions. */
export function compareValues(a: number, b: number, direction: Direction): number {
  const nans = Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  if (nans !== 0) return nans;
  if (a === b || Number.isNaN(a)) return 0;
  return a < b === (direction === 'rising') ? -1 : 1;
}

function compareByLabels(a: Labels, b: Labels, names: readonly string[]): number {
  for (const name of names) {
    const [left, right] = [a.get(name), b.get(name)];
    if (left !== right) return naturallyBefore(left, right) ? -1 : 1;
  }
  return compareLabels(a, b);
}
