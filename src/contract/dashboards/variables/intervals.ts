// Steps of queries: `$__interval`, `$__rate_interval` and the step of a panel, from its range, its width and how often its
// metrics are observed to arrive.

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const niceSteps = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  ...[1, 2, 5, 10, 15, 20, 30].map((one) => one * second),
  ...[1, 2, 5, 10, 15, 20, 30].map((one) => one * minute),
  ...[1, 2, 3, 6, 12].map((one) => one * hour),
  ...[1, 7, 30, 365].map((one) => one * day),
];

/** The nice length nearest to `millis`. */
export function niceStep(millis: number): number {
  for (let i = 0; i + 1 < niceSteps.length; i++) {
    const step = niceSteps[i] ?? 1;
    if (millis <= (step + (niceSteps[i + 1] ?? step)) / 2) return step;
  }
  return niceSteps.at(-1) ?? day;
}

export interface StepInputs {
  /** Milliseconds from one end to the other. */
  readonly range: number;
  readonly maxPoints: number;
  /** Least step that the panel or the target asks for; undefined: none. */
  readonly minStep: number | undefined;
  /** Milliseconds between two samples as observed; 0 or undefined: not known. */
  readonly spacing: number | undefined;
}

export interface Steps {
  readonly interval: number;
  readonly rateInterval: number;
}

/** What Grafana assumes where nothing is known. */
export const defaultSpacing = 15 * second;

/** More points than any chart draws, fewer than Prometheus' 11,000. */
const mostPoints = 5000;

export function stepsOf({ range, maxPoints, minStep, spacing }: StepInputs): Steps {
  const observed = minStep ?? (spacing === undefined || spacing <= 0 ? defaultSpacing : spacing);
  const ideal = niceStep(range / Math.max(1, maxPoints));
  // Nothing is gained by looking more often than samples arrive; a step below a second is a choice of the file only.
  const interval = Math.max(ideal, minStep ?? Math.min(observed, second), Math.ceil(range / mostPoints));
  return { interval, rateInterval: Math.max(interval + observed, 4 * observed) };
}
