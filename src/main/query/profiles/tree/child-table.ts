// (parent, key) -> child, in one open-addressing table; parents and children are nodes of growing stacks.
import type { GrowingStacks } from './growing-stacks.ts';

export class ChildTable {
  readonly #stacks: GrowingStacks;
  /** Node + 1 per slot, 0 for an empty one; at most half full. */
  #slots: Int32Array;

  /** @param expected about how many nodes there will be */
  constructor(stacks: GrowingStacks, expected: number) {
    this.#stacks = stacks;
    let size = 1024;
    while (size < expected * 2) size *= 2;
    this.#slots = new Int32Array(size);
    for (let node = 0; node < stacks.count; node++) this.#enter(node);
  }

  /** The child of `parent` (-1: outermost) with this key, made when it is not there. */
  child(parent: number, key: number): number {
    const { parent: parents, key: keys } = this.#stacks;
    const mask = this.#slots.length - 1;
    let at = hashOf(parent, key) & mask;
    for (;;) {
      const node = (this.#slots[at] as number) - 1;
      if (node < 0) break;
      if (parents[node] === parent && keys[node] === key) return node;
      at = (at + 1) & mask;
    }
    const made = this.#stacks.add(parent, key);
    this.#slots[at] = made + 1;
    if (this.#stacks.count * 2 > this.#slots.length) {
      this.#slots = new Int32Array(this.#slots.length * 2);
      for (let node = 0; node < this.#stacks.count; node++) this.#enter(node);
    }
    return made;
  }

  #enter(node: number): void {
    const { parent, key } = this.#stacks;
    const mask = this.#slots.length - 1;
    let at = hashOf(parent[node] as number, key[node] as number) & mask;
    while (this.#slots[at] !== 0) at = (at + 1) & mask;
    this.#slots[at] = node + 1;
  }
}

function hashOf(parent: number, key: number): number {
  const mixed = Math.imul(parent + 1, 0x9e3779b1) ^ Math.imul(key + 1, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
