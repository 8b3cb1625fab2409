// (parent, key) -> node of a tree, in one open-addressing table. Nodes are numbered as they are made, so a parent comes
// before its children.

export class NodeTable {
  #parent: Int32Array<ArrayBuffer>;
  #key: Int32Array<ArrayBuffer>;
  /** Node + 1 per slot, 0 for an empty one; at most half full. */
  #slots: Int32Array;
  #count = 0;

  /** @param expected nodes; more are no error */
  constructor(expected: number) {
    const size = Math.max(16, expected);
    this.#parent = new Int32Array(size);
    this.#key = new Int32Array(size);
    let slots = 32;
    while (slots < size * 2) slots *= 2;
    this.#slots = new Int32Array(slots);
  }

  get count(): number {
    return this.#count;
  }

  /** The child of `parent` (-1: outermost) with this key, made when it is not there: then it is `count - 1`. */
  child(parent: number, key: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = hashOf(parent, key) & mask;
    for (;;) {
      const node = (slots[at] as number) - 1;
      if (node < 0) break;
      if (this.#parent[node] === parent && this.#key[node] === key) return node;
      at = (at + 1) & mask;
    }
    const made = this.#count++;
    if (made >= this.#parent.length) this.#grow();
    this.#parent[made] = parent;
    this.#key[made] = key;
    slots[at] = made + 1;
    if (this.#count * 2 > slots.length) this.#rehash(slots.length * 2);
    return made;
  }

  parents(): Int32Array {
    return this.#parent.slice(0, this.#count);
  }

  keys(): Int32Array {
    return this.#key.slice(0, this.#count);
  }

  #grow(): void {
    const parent = new Int32Array(this.#parent.length * 2);
    const key = new Int32Array(parent.length);
    parent.set(this.#parent);
    key.set(this.#key);
    this.#parent = parent;
    this.#key = key;
  }

  #rehash(size: number): void {
    const slots = new Int32Array(size);
    const mask = size - 1;
    for (let node = 0; node < this.#count; node++) {
      let at = hashOf(this.#parent[node] as number, this.#key[node] as number) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = node + 1;
    }
    this.#slots = slots;
  }
}

function hashOf(parent: number, key: number): number {
  const mixed = Math.imul(parent + 1, 0x9e3779b1) ^ Math.imul(key + 1, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
