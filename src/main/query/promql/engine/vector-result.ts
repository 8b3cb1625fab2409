// The end of every operation that makes a vector step by step: series without samples go, equal ones are merged or
// refused, and the samples are counted.
import { mergeSameLabels, refuseSameLabels } from './merge-same-labels.ts';
import type { Scope } from './scope.ts';
import { type StepSeries, type Value, sampleCount } from './value.ts';

/**
 * `heldBefore`: what the budget held before the operation's arguments were evaluated.
 * `labels`: 'changed' when two series may have become equal.
 */
export function vectorResult(
  series: readonly StepSeries[],
  heldBefore: number,
  labels: 'kept' | 'changed',
  { steps, session }: Scope,
): Value {
  let samples = 0;
  let kept = series.filter((one) => {
    const count = sampleCount(one);
    samples += count;
    return count > 0;
  });
  if (labels === 'changed' && kept.length > 1) {
    // With names still to go, an instant vector may hold equals until the end.
    if (!steps.instant) kept = [...mergeSameLabels(kept, steps)];
    else if (!session.delayedNameRemoval) refuseSameLabels(kept);
  }
  session.budget.take(samples);
  session.budget.release(heldBefore + samples);
  return { kind: 'vector', series: kept };
}

/** A scalar at every step. */
export function scalarResult(values: Float64Array, heldBefore: number, { session }: Scope): Value {
  session.budget.take(values.length);
  session.budget.release(heldBefore + values.length);
  return { kind: 'scalar', values };
}
