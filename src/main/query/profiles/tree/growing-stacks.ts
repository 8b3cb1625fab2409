// Keyed stacks while they are made: columns that grow by doubling.
import type { TreeKeys, KeyedStacks } from './keyed-stacks.ts';

export class GrowingStacks {
  count = 0;
  parent = new Int32Array(1024);
  key = new Int32Array(1024);
  self = new Float64Array(1024);
  left = new Float64Array(0);
  right = new Float64Array(0);
  rootSelf = 0;
  rootLeft = 0;
  rootRight = 0;
  readonly #sided: boolean;

  constructor(sided: boolean) {
    this.#sided = sided;
    if (sided) {
      this.left = new Float64Array(1024);
      this.right = new Float64Array(1024);
    }
  }

  add(parent: number, key: number): number {
    const made = this.count++;
    if (made >= this.parent.length) this.#grow(made * 2);
    this.parent[made] = parent;
    this.key[made] = key;
    return made;
  }

  /** @param node -1 for samples without a stack */
  addSelf(node: number, width: number): void {
    if (node < 0) this.rootSelf += width;
    else this.self[node] = (this.self[node] as number) + width;
  }

  addSides(node: number, left: number, right: number): void {
    if (node < 0) {
      this.rootLeft += left;
      this.rootRight += right;
      return;
    }
    this.left[node] = (this.left[node] as number) + left;
    this.right[node] = (this.right[node] as number) + right;
  }

  finish(keys: TreeKeys): KeyedStacks {
    const { count, rootSelf, rootLeft, rootRight } = this;
    const stacks = {
      count,
      parent: this.parent.subarray(0, count),
      key: this.key.subarray(0, count),
      self: this.self.subarray(0, count),
      rootSelf,
      keys,
    };
    if (!this.#sided) return stacks;
    const [left, right] = [this.left.subarray(0, count), this.right.subarray(0, count)];
    return { ...stacks, sides: { left, right, rootLeft, rootRight } };
  }

  #grow(size: number): void {
    this.parent = copied(this.parent, new Int32Array(size));
    this.key = copied(this.key, new Int32Array(size));
    this.self = copied(this.self, new Float64Array(size));
    if (!this.#sided) return;
    this.left = copied(this.left, new Float64Array(size));
    this.right = copied(this.right, new Float64Array(size));
  }
}

function copied<Column extends Int32Array | Float64Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
