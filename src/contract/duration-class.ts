// Classes of trace durations: two per doubling of the microseconds. Written into run files (docs/run-file.md), asked by
// the query.

/** floor(2 log2(max(1, us))). */
export function durationClass(nanos: number): number {
  return Math.floor(2 * Math.log2(Math.max(1, nanos / 1000)));
}

/** No trace of the class lasts longer; microseconds, a little above for rounding. */
export function longestOfClass(durationClassNumber: number): bigint {
  // Damaged files may hold any number; no duration of 64 bits is beyond class 128.
  const number = Math.min(durationClassNumber, 128);
  return BigInt(Math.ceil(1.001 * 2 ** ((number + 1) / 2))) + 1n;
}
