// The times at which an expression is evaluated: start, start + interval, ... up to end. Milliseconds.

export interface Steps {
  readonly startMillis: number;
  readonly endMillis: number;
  readonly intervalMillis: number;
  /** How many; 0 when the end lies before the start. */
  readonly count: number;
  /** Start and end are one: order is kept, nothing is merged over time. */
  readonly instant: boolean;
}

export function stepsOf(startMillis: number, endMillis: number, intervalMillis: number): Steps {
  const count = endMillis < startMillis ? 0 : Math.floor((endMillis - startMillis) / intervalMillis) + 1;
  return { startMillis, endMillis, intervalMillis, count, instant: startMillis === endMillis };
}

export function stepMillis(steps: Steps, step: number): number {
  return steps.startMillis + step * steps.intervalMillis;
}
