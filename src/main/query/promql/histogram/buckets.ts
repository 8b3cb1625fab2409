// Operations on the buckets of one sign: fewer buckets, sums of two.
// Equal index columns are often the very same object (series of one metric), so that case is cheap.
import { type Buckets, noBuckets } from './float-histogram.ts';

export function sameIndexes(a: Int32Array, b: Int32Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Without the buckets whose count is 0. */
export function compactBuckets(buckets: Buckets): Buckets {
  const { indexes, counts } = buckets;
  let kept = 0;
  for (const count of counts) if (count !== 0) kept++;
  if (kept === counts.length) return buckets;
  if (kept === 0) return noBuckets;
  const keptIndexes = new Int32Array(kept);
  const keptCounts = new Float64Array(kept);
  let to = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] as number;
    if (count === 0) continue;
    keptIndexes[to] = indexes[i] as number;
    keptCounts[to++] = count;
  }
  return { indexes: keptIndexes, counts: keptCounts };
}

/** The index that bucket `index` falls into when the schema is reduced by `steps`. */
export function coarserIndex(index: number, steps: number): number {
  return ((index - 1) >> steps) + 1;
}

/** Buckets merged into those of a schema that is coarser by `steps`. */
export function reduceBuckets(buckets: Buckets, steps: number): Buckets {
  const { indexes, counts } = buckets;
  if (steps === 0 || counts.length === 0) return buckets;
  const reduced = new Int32Array(counts.length);
  const sums = new Float64Array(counts.length);
  let last = -1;
  for (let i = 0; i < counts.length; i++) {
    const index = coarserIndex(indexes[i] as number, steps);
    if (last < 0 || reduced[last] !== index) reduced[++last] = index;
    sums[last] = (sums[last] as number) + (counts[i] as number);
  }
  return { indexes: reduced.slice(0, last + 1), counts: sums.slice(0, last + 1) };
}

/** a + factor·b, where the first `skip` buckets of b do not count. */
export function addBuckets(a: Buckets, b: Buckets, factor: 1 | -1, skip = 0): Buckets {
  if (b.counts.length <= skip) return a;
  if (skip === 0 && sameIndexes(a.indexes, b.indexes)) {
    const sums = new Float64Array(a.counts.length);
    for (let i = 0; i < sums.length; i++) sums[i] = (a.counts[i] as number) + factor * (b.counts[i] as number);
    return { indexes: a.indexes, counts: sums };
  }
  const indexes = unionOfIndexes(a.indexes, b.indexes, skip);
  const counts = new Float64Array(indexes.length);
  let i = 0;
  let j = skip;
  for (let to = 0; to < indexes.length; to++) {
    const index = indexes[to];
    let sum = 0;
    if (a.indexes[i] === index) sum = a.counts[i++] as number;
    if (b.indexes[j] === index) sum += factor * (b.counts[j++] as number);
    counts[to] = sum;
  }
  return { indexes, counts };
}

/** Rising indexes that are in a, or in b from position `skip` on. */
export function unionOfIndexes(a: Int32Array, b: Int32Array, skip: number): Int32Array {
  const union = new Int32Array(a.length + b.length - skip);
  let length = 0;
  let i = 0;
  let j = skip;
  while (i < a.length || j < b.length) {
    const left = i < a.length ? (a[i] as number) : Number.POSITIVE_INFINITY;
    const right = j < b.length ? (b[j] as number) : Number.POSITIVE_INFINITY;
    if (left <= right) i++;
    if (right <= left) j++;
    union[length++] = Math.min(left, right);
  }
  return length === union.length ? union : union.slice(0, length);
}
