// The samples of each step's window, as places in a series' columns: two pointers that only move forward. Series that
// share their column of times share the answer.
import type { WindowBounds } from './range-selector.ts';
import { sameTimes } from './same-times.ts';

export interface Windows {
  /** Per step: the first sample of the window and the one behind the last. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The size of the largest window. */
  readonly most: number;
}

/** Finds windows. An answer holds until the next question, whose column may be equal: then it is found at once. */
export function windowFinder(bounds: WindowBounds): (times: Float64Array) => Windows {
  const { ends, rangeMillis, beforeMillis, afterMillis } = bounds;
  const width = rangeMillis + beforeMillis;
  const steps = ends.length;
  const from = new Int32Array(steps);
  const to = new Int32Array(steps);
  let most = 0;
  let known: Float64Array | undefined;
  return (times) => {
    if (known !== undefined && sameTimes(times, known)) return { from, to, most };
    known = times;
    const { length } = times;
    let first = 0;
    let next = 0;
    most = 0;
    for (let step = 0; step < steps; step++) {
      const end = ends[step] as number;
      const left = end - width;
      const right = end + afterMillis;
      while (first < length && (times[first] as number) <= left) first++;
      while (next < length && (times[next] as number) <= right) next++;
      from[step] = first;
      to[step] = next;
      if (next - first > most) most = next - first;
    }
    return { from, to, most };
  };
}
