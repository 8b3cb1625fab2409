// Natural order of texts, for sort_by_label: runs of digits compare as numbers ("node2" before "node10").
import { compareUtf8 } from '../syntax/utf8-order.ts';

/** Whether `a` stands before `b`. Not defined for equal texts. */
export function naturallyBefore(a: string, b: string): boolean {
  const left = runs(a);
  const right = runs(b);
  for (let at = 0; at < left.length; at++) {
    const mine = left[at] as string;
    const other = right[at];
    if (other === undefined) return false;
    const order = compareRuns(mine, other);
    if (order !== 0) return order < 0;
    if (at === left.length - 1) return true;
    if (at === right.length - 1) return false;
  }
  return false;
}

function runs(text: string): readonly string[] {
  return text.match(/[0-9]+|[^0-9]+/g) ?? [];
}

function compareRuns(a: string, b: string): number {
  const left = integer(a);
  const right = integer(b);
  if (left !== undefined && right !== undefined) return left < right ? -1 : left > right ? 1 : 0;
  return compareUtf8(a, b);
}

/** The number of a run of digits, if 64 bits hold it. */
function integer(run: string): bigint | undefined {
  if (!/^[0-9]+$/.test(run)) return undefined;
  const value = BigInt(run);
  return value < 2n ** 63n ? value : undefined;
}
