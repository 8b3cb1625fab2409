// Known stretches of stacks: (node, the next eight locations) -> node, so that a deep stack whose beginning is known costs
// an eighth of the look-ups. Keys stand whole in the table; nothing rests on a hash alone.
import { growI32 } from './grow.ts';

export const stride = 8;
/** Node before, the locations, node after. */
const width = stride + 2;

export class StackStrides {
  #count = 0;
  #rows = new Int32Array(width * 256);
  /** Row + 1 per slot; at most half full. */
  #slots = new Int32Array(512);

  /** The node after, -1 when the stretch is not known. @param path locations leaf first; the stretch goes down from `top` */
  find(from: number, path: Int32Array, top: number): number {
    const slots = this.#slots;
    const rows = this.#rows;
    const mask = slots.length - 1;
    let at = hashOf(from, path, top) & mask;
    for (;;) {
      const row = ((slots[at] as number) - 1) * width;
      if (row < 0) return -1;
      if (rows[row] === from) {
        let same = 0;
        while (same < stride && rows[row + 1 + same] === path[top - same]) same++;
        if (same === stride) return rows[row + 1 + stride] as number;
      }
      at = (at + 1) & mask;
    }
  }

  /** A stretch that `find` did not know. */
  add(from: number, path: Int32Array, top: number, to: number): void {
    const row = this.#count++ * width;
    this.#rows = growI32(this.#rows, row + width);
    const rows = this.#rows;
    rows[row] = from;
    for (let at = 0; at < stride; at++) rows[row + 1 + at] = path[top - at] as number;
    rows[row + 1 + stride] = to;
    if (this.#count * 2 > this.#slots.length) this.#rehash(this.#slots.length * 4);
    else place(this.#slots, hashOf(from, path, top), this.#count);
  }

  #rehash(size: number): void {
    const slots = new Int32Array(size);
    const path = new Int32Array(stride);
    for (let number = 0; number < this.#count; number++) {
      const row = number * width;
      for (let at = 0; at < stride; at++) path[stride - 1 - at] = this.#rows[row + 1 + at] as number;
      place(slots, hashOf(this.#rows[row] as number, path, stride - 1), number + 1);
    }
    this.#slots = slots;
  }
}

function place(slots: Int32Array, hash: number, value: number): void {
  const mask = slots.length - 1;
  let at = hash & mask;
  while (slots[at] !== 0) at = (at + 1) & mask;
  slots[at] = value;
}

function hashOf(from: number, path: Int32Array, top: number): number {
  let hash = Math.imul(from + 1, 0x9e3779b1);
  for (let at = 0; at < stride; at++) {
    hash = Math.imul(hash ^ (path[top - at] as number), 0x85ebca6b);
    hash ^= hash >>> 13;
  }
  return hash >>> 0;
}
