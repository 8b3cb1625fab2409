// The counter reset hint of a sum or difference of two histograms.
import type { CounterResetHint } from './float-histogram.ts';

/** Gauge wins over all, unknown over the other two. */
export function combinedHint(a: CounterResetHint, b: CounterResetHint): CounterResetHint {
  if (a === b) return a;
  return a === 'gauge' || b === 'gauge' ? 'gauge' : 'unknown';
}

/** Whether one histogram follows a reset and the other says that it does not: probably a mistake of the query. */
export function hintsCollide(a: CounterResetHint, b: CounterResetHint): boolean {
  return (a === 'reset' && b === 'not_reset') || (a === 'not_reset' && b === 'reset');
}
