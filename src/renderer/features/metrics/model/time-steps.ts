// From a range of time and the width of a chart to the times that a query is evaluated at.

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const rounds = [
  100,
  200,
  500,
  second,
  2 * second,
  5 * second,
  10 * second,
  15 * second,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
] as const;

/** Most evaluations that a query may have. */
const mostSteps = 11_000;

/** Not below the spacing of samples, nor finer than the chart can show. Milliseconds. */
export function automaticStep(range: number, width: number, spacing: number): number {
  const least = Math.max(range / Math.max(50, width), range / mostSteps);
  const round = rounds.find((one) => one >= least) ?? Math.ceil(least / (24 * hour)) * 24 * hour;
  return Math.max(round, roundSpacing(spacing));
}

/** Observed intervals are never quite what was meant: the round one nearby, else the next whole second. */
function roundSpacing(spacing: number): number {
  const near = rounds.find((one) => Math.abs(one - spacing) <= one * 0.1);
  return near ?? (spacing < second ? Math.ceil(spacing) : Math.ceil(spacing / second) * second);
}

export interface Evaluations {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** Whole steps, so that the points stay where they are while the range moves on. */
export function evaluations(from: number, to: number, step: number): Evaluations {
  const wide = Math.max(step, Math.ceil((to - from) / mostSteps));
  const end = Math.floor(to / wide) * wide;
  return { start: Math.min(end, Math.ceil(from / wide) * wide), end, step: wide };
}
