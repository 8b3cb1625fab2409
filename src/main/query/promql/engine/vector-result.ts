// The end of every operation that makes a vector step by step: series without samples go, equal ones are merged or
// refused, and the samples are counted.
import { mergeSameLabels, refuseSameLabels } from './merge-same-labels.ts';
import type { SampleBudget } from './sample-budget.ts';
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
  settle(session.budget, heldBefore, samples, steps.count);
  return { kind: 'vector', series: kept };
}

/** The end of an aggregation, whose result is never larger than what it aggregates. */
export function aggregationResult(series: readonly StepSeries[], heldBefore: number, { session }: Scope): Value {
  const kept: StepSeries[] = [];
  let samples = 0;
  for (const one of series) {
    const count = sampleCount(one);
    if (count === 0) continue;
    samples += count;
    kept.push(one);
  }
  session.budget.release(heldBefore);
  session.budget.keep(samples);
  return { kind: 'vector', series: kept };
}

/** A scalar at every step. */
export function scalarResult(values: Float64Array, heldBefore: number, { steps, session }: Scope): Value {
  settle(session.budget, heldBefore, values.length, steps.count);
  return { kind: 'scalar', values };
}

/** The result is in memory beside the arguments, of which those of one step are there twice; then they go. */
function settle(budget: SampleBudget, heldBefore: number, samples: number, steps: number): void {
  const argumentsOfStep = Math.ceil((budget.held - heldBefore) / steps);
  budget.take(samples + argumentsOfStep);
  budget.release(heldBefore + samples);
}
