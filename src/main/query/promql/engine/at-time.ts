// The reference times of a selector: the step's time less the offset, or the time of `@` less the offset at every step.
import type { AtModifier } from '../syntax/ast.ts';
import { type Steps, stepMillis } from './steps.ts';

interface Timed {
  readonly at?: AtModifier;
  readonly offsetMillis: number;
}

/** Undefined: the selector moves with the steps. Prepared trees only know `@` with a time. */
export function pinnedMillis({ at, offsetMillis }: Timed): number | undefined {
  return at?.kind === 'time' ? at.timeMillis - offsetMillis : undefined;
}

/** One time per step, Unix milliseconds. */
export function referenceTimes(selector: Timed, steps: Steps): Float64Array {
  const times = new Float64Array(steps.count);
  const pinned = pinnedMillis(selector);
  for (let step = 0; step < steps.count; step++)
    times[step] = pinned ?? stepMillis(steps, step) - selector.offsetMillis;
  return times;
}
