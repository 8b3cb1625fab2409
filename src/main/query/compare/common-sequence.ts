// The longest common subsequence of two sequences of numbers by Myers' greedy method ("An O(ND) Difference Algorithm
// and Its Variations", 1986). What would take too long is left unpaired: sibling-pairs.ts has other means for it.

export interface Budget {
  /** Steps that may still be taken. */
  steps: number;
}

/** More differences than these are not searched for: the way back is remembered per difference. */
const mostDifferences = 1000;

/**
 * Calls `pair(i, j)` for indexes of `a` in [aFrom, aTo) and of `b` in [bFrom, bTo) that make up the subsequence, of which
 * at least a common beginning and end are found however small the budget is.
 */
export function pairCommon(
  a: Float64Array,
  [aFrom, aTo]: readonly [number, number],
  b: Float64Array,
  [bFrom, bTo]: readonly [number, number],
  budget: Budget,
  pair: (i: number, j: number) => void,
): void {
  let [i, j, iEnd, jEnd] = [aFrom, bFrom, aTo, bTo];
  while (i < iEnd && j < jEnd && a[i] === b[j]) pair(i++, j++);
  while (i < iEnd && j < jEnd && a[iEnd - 1] === b[jEnd - 1]) pair(--iEnd, --jEnd);
  if (i < iEnd && j < jEnd) pairMiddle(a.subarray(i, iEnd), b.subarray(j, jEnd), budget, (x, y) => pair(i + x, j + y));
}

function pairMiddle(a: Float64Array, b: Float64Array, budget: Budget, pair: (i: number, j: number) => void): void {
  const [n, m] = [a.length, b.length];
  const most = Math.min(n + m, mostDifferences);
  const reach = new Int32Array(2 * most + 3);
  const middle = most + 1;
  const history: Int32Array[] = [];
  for (let d = 0; d <= most; d++) {
    history.push(reach.slice(middle - d - 1, middle + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach[middle + k - 1] as number) < (reach[middle + k + 1] as number));
      let x = down ? (reach[middle + k + 1] as number) : (reach[middle + k - 1] as number) + 1;
      let y = x - k;
      const from = x;
      while (x < n && y < m && a[x] === b[y]) {
        x++;
        y++;
      }
      budget.steps -= 1 + x - from;
      reach[middle + k] = x;
      if (x >= n && y >= m) return walkBack(history, n, m, pair);
    }
    if (budget.steps < 0) return;
  }
}

/** `history[d]` holds the furthest x per diagonal -d-1 to d+1 before difference number d was made. */
function walkBack(history: readonly Int32Array[], n: number, m: number, pair: (i: number, j: number) => void): void {
  let [x, y] = [n, m];
  for (let d = history.length - 1; d > 0; d--) {
    const before = history[d] as Int32Array;
    const at = (k: number): number => before[k + d + 1] as number;
    const k = x - y;
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1));
    const fromX = down ? at(k + 1) : at(k - 1);
    const fromY = fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      x--;
      y--;
      pair(x, y);
    }
    [x, y] = [fromX, fromY];
  }
  while (x > 0 && y > 0) {
    x--;
    y--;
    pair(x, y);
  }
}
