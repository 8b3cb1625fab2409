// Of many items of one name in one lane that never ended, the older ones are not going on any more: their ends were lost.
// Each lasts until the next of its name begins, so that a lane is as deep as what can be going on in it.
import { ItemShape } from '../../../contract/sessions.ts';

interface OpenItems {
  readonly lane: Uint32Array;
  readonly name: Uint32Array;
  readonly start: Float64Array;
  readonly duration: Float64Array;
  readonly shape: Uint8Array;
}

/** Items of one name in one lane that may go on at once without an end. */
const most = 5;

/** Items in the order of their starts; changes shapes and durations of those that are closed, and their `ends`. */
export function closeOlder({ lane, name, start, duration, shape }: OpenItems, ends: Float64Array): void {
  const byKey = new Map<number, { readonly open: number[]; readonly next: number[]; last: number }>();
  for (let i = 0; i < shape.length; i++) {
    const key = (lane[i] as number) * 4294967296 + (name[i] as number);
    let known = byKey.get(key);
    const isOpen = shape[i] === ItemShape.open || shape[i] === ItemShape.endless;
    if (known === undefined) {
      if (!isOpen) continue;
      known = { open: [], next: [], last: -1 };
      byKey.set(key, known);
    }
    if (known.last >= 0) known.next.push(start[i] as number);
    known.last = isOpen ? i : -1;
    if (isOpen) known.open.push(i);
  }
  for (const { open, next } of byKey.values())
    for (const [at, item] of open.slice(0, -most).entries()) {
      const length = Math.max(1, (next[at] as number) - (start[item] as number));
      shape[item] = ItemShape.endless;
      duration[item] = length;
      ends[item] = (start[item] as number) + length;
    }
}
