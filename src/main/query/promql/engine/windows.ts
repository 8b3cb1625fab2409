// The samples of each step's window, as places in a series' columns: two pointers that only move forward. Series that
// share their column of times share the answer.
import type { WindowBounds } from './range-selector.ts';

export interface Windows {
  /** Per step: the first sample of the window and the one behind the last. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The size of the largest window. */
  readonly most: number;
}

/** Finds windows; keeps the answer for the next column that is the same object. */
export function windowFinder(bounds: WindowBounds): (times: Float64Array) => Windows {
  const { ends, rangeMillis, beforeMillis, afterMillis } = bounds;
  const width = rangeMillis + beforeMillis;
  let known: Float64Array | undefined;
  let windows: Windows = { from: new Int32Array(0), to: new Int32Array(0), most: 0 };
  return (times) => {
    if (times === known) return windows;
    known = times;
    const from = new Int32Array(ends.length);
    const to = new Int32Array(ends.length);
    let first = 0;
    let next = 0;
    let most = 0;
    for (let step = 0; step < ends.length; step++) {
      const end = ends[step] as number;
      while (first < times.length && (times[first] as number) <= end - width) first++;
      while (next < times.length && (times[next] as number) <= end + afterMillis) next++;
      from[step] = first;
      to[step] = next;
      if (next - first > most) most = next - first;
    }
    windows = { from, to, most };
    return windows;
  };
}
