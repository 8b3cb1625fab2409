// Columns of an answer to what a chart draws: null where there is nothing. NaN and infinities have no place on an axis.

/** `steps` values from `start`; `present` 1 where there is one. */
export function gappedValues(
  values: Float64Array,
  present: Uint8Array,
  start: number,
  steps: number,
): (number | null)[] {
  const gapped: (number | null)[] = [];
  for (let step = 0; step < steps; step++) {
    const value = values[start + step] as number;
    gapped.push(present[start + step] === 1 && Number.isFinite(value) ? value : null);
  }
  return gapped;
}
