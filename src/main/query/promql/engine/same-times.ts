// Whether two columns of times are the same: often the very same object, or equal because one scrape made them all.

export function sameTimes(a: Float64Array, b: Float64Array): boolean {
  if (a === b) return true;
  const { length } = a;
  if (length !== b.length || a[length - 1] !== b[length - 1]) return false;
  for (let at = 0; at < length; at++) if (a[at] !== b[at]) return false;
  return true;
}
