// Indexes in the order of their values; equal ones keep theirs. Made for values that mostly ascend: only the others are sorted.

export function startOrder(values: Float64Array): Uint32Array {
  const ascending = new Uint32Array(values.length);
  const others: number[] = [];
  let count = 0;
  let most = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value < most) others.push(i);
    else {
      ascending[count++] = i;
      most = value;
    }
  }
  if (others.length === 0) return ascending;
  const late = Uint32Array.from(others).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const order = new Uint32Array(values.length);
  let next = 0;
  for (let i = 0, at = 0; at < order.length; at++) {
    const [one, other] = [ascending[i] as number, late[next] as number];
    const takes =
      next < late.length &&
      (i >= count ||
        (values[other] as number) < (values[one] as number) ||
        (values[other] === values[one] && other < one));
    order[at] = takes ? other : one;
    if (takes) next += 1;
    else i += 1;
  }
  return order;
}
