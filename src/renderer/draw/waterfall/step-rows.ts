// "Next" and "previous" among marked rows, with wrap-around, and where in the list one stands.

/** The first of the ascending `rows` after `from` (before it for -1), wrapping; -1 when there are none. */
export function stepRow(rows: Int32Array, from: number, direction: 1 | -1): number {
  if (rows.length === 0) return -1;
  if (direction === 1) return rows[lowerBound(rows, from + 1) % rows.length] as number;
  const at = lowerBound(rows, from) - 1;
  return rows[at < 0 ? rows.length - 1 : at] as number;
}

/** Place of `row` in the ascending list, or -1. */
export function placeOf(rows: Int32Array, row: number): number {
  const at = lowerBound(rows, row);
  return rows[at] === row ? at : -1;
}

/** Rows whose mark bits meet `mask`, ascending; placeholders are left out. */
export function rowsMarked(marks: Uint8Array, missing: Uint8Array, mask: number): Int32Array {
  let count = 0;
  for (let row = 0; row < marks.length; row++) if (((marks[row] as number) & mask) !== 0 && missing[row] === 0) count++;
  const rows = new Int32Array(count);
  let at = 0;
  for (let row = 0; row < marks.length; row++) {
    if (((marks[row] as number) & mask) !== 0 && missing[row] === 0) rows[at++] = row;
  }
  return rows;
}

function lowerBound(rows: Int32Array, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
