// Compensated summation (Kahan, Neumaier's variant): beside a sum, the low part that its rounding lost.
// The sum itself is plain addition; the true total is sum + low.

/** The new low part; `sum` is the sum before `value` was added. An infinite sum has none. */
export function kahanLow(value: number, sum: number, low: number): number {
  const total = sum + value;
  if (total === Number.POSITIVE_INFINITY || total === Number.NEGATIVE_INFINITY) return 0;
  return Math.abs(sum) >= Math.abs(value) ? low + (sum - total + value) : low + (value - total + sum);
}
