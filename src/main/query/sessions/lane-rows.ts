// Rows within lanes: an item goes into the first row of its lane that is free at its start. Ticks and bars share rows.

/** Rows of one lane; what does not fit lies over the last one. */
const mostRows = 100;

export interface LaidLanes {
  readonly row: Uint8Array;
  /** Rows used, by lane. */
  readonly depth: readonly number[];
}

/**
 * Items in the order of their starts.
 * @param end nanoseconds on the axis of `start`; Infinity for what is open, less than its start for what takes no room
 */
export function laneRows(lane: Uint32Array, start: Float64Array, end: Float64Array, lanes: number): LaidLanes {
  const row = new Uint8Array(lane.length);
  const free: number[][] = Array.from({ length: lanes }, () => []);
  for (let i = 0; i < lane.length; i++) {
    const from = start[i] as number;
    const to = end[i] as number;
    if (to < from) continue;
    const ends = free[lane[i] as number] as number[];
    let at = 0;
    while (at < ends.length && (ends[at] as number) > from) at += 1;
    at = Math.min(at, mostRows - 1);
    ends[at] = Math.max(to, ends[at] ?? 0);
    row[i] = at;
  }
  return { row, depth: free.map((ends) => Math.max(1, ends.length)) };
}
