// timestamp and start_timestamp: of a selector, the times of the samples themselves; of anything else, the step's.
import type { Call, VectorSelector } from '../../syntax/ast.ts';
import { argumentAt, vectorOf } from '../arguments.ts';
import { type Found, findInstant } from '../instant-selector.ts';
import type { Scope } from '../scope.ts';
import { stepMillis } from '../steps.ts';
import { type StepSeries, type Value, absentSample, floatSample } from '../value.ts';
import { vectorResult } from '../vector-result.ts';
import { withoutName } from './map-values.ts';

/** Seconds. */
export function callTimestamp(call: Call, scope: Scope): Value {
  const { steps, session } = scope;
  const held = session.budget.held;
  const arg = argumentAt(call, 0);
  if (arg.kind === 'VectorSelector') {
    return vectorResult(
      timesOfSelected(arg, ({ columns }) => columns.times, scope),
      held,
      'changed',
      scope,
    );
  }
  const times = vectorOf(arg, scope).map((one): StepSeries => {
    const values = Float64Array.from({ length: steps.count }, (_, step) => stepMillis(steps, step) / 1000);
    const kinds = one.kinds.map((kind) => (kind === absentSample ? absentSample : floatSample));
    return { ...withoutName(one, scope), values, kinds, histograms: undefined };
  });
  return vectorResult(times, held, 'changed', scope);
}

/** Seconds; 0 where a sample has no start time. Nothing when start times are not used or for other than selectors. */
export function callStartTimestamp(call: Call, scope: Scope): Value {
  const held = scope.session.budget.held;
  const arg = argumentAt(call, 0);
  const used = scope.session.startTimestamps && arg.kind === 'VectorSelector';
  if (!used) {
    vectorOf(arg, scope);
    return vectorResult([], held, 'kept', scope);
  }
  return vectorResult(
    timesOfSelected(arg, ({ columns }) => columns.startTimes, scope),
    held,
    'changed',
    scope,
  );
}

function timesOfSelected(
  selector: VectorSelector,
  timesOf: (found: Found) => Float64Array | undefined,
  scope: Scope,
): readonly StepSeries[] {
  return findInstant(selector, scope, 'timestamp').map((found) => {
    scope.session.budget.take(found.count);
    const times = timesOf(found);
    const values = Float64Array.from(found.rows, (row) => (row < 0 ? 0 : (times?.[row] ?? 0) / 1000));
    const kinds = Uint8Array.from(found.rows, (row) => (row < 0 ? absentSample : floatSample));
    const series: StepSeries = { labels: found.columns.labels, values, kinds, histograms: undefined, dropName: true };
    return withoutName(series, scope);
  });
}
