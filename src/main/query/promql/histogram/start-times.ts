// What start times of samples (milliseconds, 0 = unknown) say about counter resets.

/** Whether a sample starts anew: its start lies at or after the sample before it. */
export function startsAnew(
  previousStart: number,
  previousTime: number,
  currentStart: number,
  currentTime: number,
): boolean {
  // Unset, after the sample itself (invalid), or at it (a start at an unknown time).
  if (currentStart === 0 || currentStart >= currentTime) return false;
  if (currentStart !== previousTime) return currentStart > previousTime;
  // Delta points chain so; a cumulative series whose start was unknown does too, and that is no reset.
  return previousStart !== 0 && previousStart < previousTime;
}

/** Whether a sample's start lies before the sample before it without being that one's start: several writers. */
export function startOverlaps(previousStart: number, previousTime: number, currentStart: number): boolean {
  return currentStart !== 0 && currentStart < previousTime && currentStart !== previousStart;
}
