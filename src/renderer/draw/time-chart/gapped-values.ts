// Columns of an answer to what a chart draws: null where there is nothing. NaN and infinities have no place on an axis.

/** `steps` values from `start`; `present` 1 where there is one. */
export function gappedValues(
  values: Float64Array,
  present: Uint8Array,
  start: number,
  steps: number,
): (number | null)[] {
  const end = start + steps;
  let whole = true;
  for (let at = start; at < end && whole; at++) whole = present[at] === 1 && Number.isFinite(values[at]);
  if (whole) return wholeValues(values, start, end);
  const gapped: (number | null)[] = [];
  for (let at = start; at < end; at++) {
    const value = values[at] as number;
    gapped.push(present[at] === 1 && Number.isFinite(value) ? value : null);
  }
  return gapped;
}

/** Apart from lists with gaps: one that only ever held numbers keeps them as such, not as objects. */
function wholeValues(values: Float64Array, start: number, end: number): number[] {
  const whole: number[] = [];
  for (let at = start; at < end; at++) whole.push(values[at] as number);
  return whole;
}
