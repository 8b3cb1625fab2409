// Which of the children on the left is which on the right. Children are paired only with their like (equal `key`);
// among several, first by equal shape in order, then in order between those, then whatever the order: calls that run
// at the same time start in any order. The answer mirrors itself when the sides are swapped.
import { pairCommon, type Budget } from './common-sequence.ts';

/** One entry per child, in order of start. */
export interface Siblings {
  /** Equal where the spans are alike. */
  readonly keys: Float64Array;
  /** Equal where the whole subtrees are alike. */
  readonly shapes: Float64Array;
}

/** Per child on the left its partner on the right, or -1. Of each key as many are paired as the poorer side has. */
export function siblingPairs(left: Siblings, right: Siblings, budget: Budget): Int32Array {
  const partner = new Int32Array(left.keys.length).fill(-1);
  // The search prefers one side where both choices are equally good; a fixed order of the sides makes that no matter.
  if (inOrder(left, right)) pairInto(left, right, budget, (i, j) => (partner[i] = j));
  else pairInto(right, left, budget, (i, j) => (partner[j] = i));
  return partner;
}

function inOrder(left: Siblings, right: Siblings): boolean {
  if (left.keys.length !== right.keys.length) return left.keys.length < right.keys.length;
  for (const column of ['shapes', 'keys'] as const) {
    for (let i = 0; i < left.keys.length; i++) {
      const [one, other] = [left[column][i] as number, right[column][i] as number];
      if (one !== other) return one < other;
    }
  }
  return true;
}

function pairInto(a: Siblings, b: Siblings, budget: Budget, pair: (i: number, j: number) => void): void {
  const [n, m] = [a.keys.length, b.keys.length];
  const partner = new Int32Array(n).fill(-1);
  const taken = new Uint8Array(m);
  const join = (i: number, j: number): void => {
    partner[i] = j;
    taken[j] = 1;
    pair(i, j);
  };
  pairCommon(a.shapes, [0, n], b.shapes, [0, m], budget, join);
  let [i, j] = [0, 0];
  while (i < n && j < m) {
    // Between two pairs lie those that found no equal shape in order.
    const [iFrom, jFrom] = [i, j];
    while (i < n && (partner[i] as number) < 0) i++;
    const jTo = i < n ? (partner[i] as number) : m;
    if (iFrom < i && jFrom < jTo) pairCommon(a.keys, [iFrom, i], b.keys, [jFrom, jTo], budget, join);
    i++;
    j = jTo + 1;
  }
  for (const column of ['shapes', 'keys'] as const) pairRest(a[column], b[column], partner, taken, join);
}

/** Pairs what is left by equal value: the first with the first, the second with the second. */
function pairRest(
  a: Float64Array,
  b: Float64Array,
  partner: Int32Array,
  taken: Uint8Array,
  join: (i: number, j: number) => void,
): void {
  const waiting = new Map<number, number[]>();
  for (let j = b.length - 1; j >= 0; j--) {
    if (taken[j] === 1) continue;
    const list = waiting.get(b[j] as number);
    if (list === undefined) waiting.set(b[j] as number, [j]);
    else list.push(j);
  }
  if (waiting.size === 0) return;
  for (let i = 0; i < a.length; i++) {
    if ((partner[i] as number) >= 0) continue;
    const j = waiting.get(a[i] as number)?.pop();
    if (j !== undefined) join(i, j);
  }
}
