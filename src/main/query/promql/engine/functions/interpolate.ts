// The value a series of floats has between two samples.

interface Floats {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** The value at a time between the samples `at` and `at` + 1. A counter that fell rises from zero. */
export function interpolate({ times, values }: Floats, at: number, millis: number, counter: boolean): number {
  const [from, to] = [times[at] as number, times[at + 1] as number];
  const end = values[at + 1] as number;
  let start = values[at] as number;
  if (counter && end < start) start = 0;
  return start + ((end - start) * (millis - from)) / (to - from);
}
