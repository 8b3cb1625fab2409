// Marks of a value axis at round numbers: 1, 2, 5 times powers of ten, or for bytes powers of two.

/** Distances between marks, rising, from which an axis takes the first that leaves enough room. */
export function tickIncrements(base: 2 | 10): number[] {
  const increments: number[] = [];
  if (base === 2) {
    for (let power = -10; power <= 60; power++) increments.push(2 ** power);
    return increments;
  }
  for (let power = -18; power <= 24; power++) {
    for (const factor of [1, 2, 5]) increments.push(Number(`${factor}e${power}`));
  }
  return increments;
}
