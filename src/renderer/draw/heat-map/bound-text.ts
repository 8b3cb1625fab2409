// How the bounds of buckets are written. The zero bucket of a native histogram ends where its numbers do, at 1e-128 unless
// its sender says more: that is zero to whoever reads it.
const nothing = 1e-100;

export function boundText(bound: number, format: (value: number) => string): string {
  return format(Math.abs(bound) < nothing ? 0 : bound);
}

/** One text where both ends read alike. */
export function bucketText(lower: number, upper: number, format: (value: number) => string): string {
  const [from, to] = [boundText(lower, format), boundText(upper, format)];
  return from === to ? from : `${from} – ${to}`;
}
