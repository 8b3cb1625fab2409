// Stacks given as locations, leaf first, to nodes of the trie. What a stack shares with the one before is not looked up
// again, and longer stretches that are known are looked up as one.
import { stride, StackStrides } from './stack-strides.ts';
import type { StackTrie } from './stack-trie.ts';

/** A place in the middle of a stretch that was looked up as one. */
const unknown = -2;

export class StackPaths {
  readonly #trie: StackTrie;
  readonly #starts: Int32Array;
  readonly #strides = new StackStrides();
  /** The stack before, outermost first, and the node after each location. */
  #locations = new Int32Array(256);
  #nodes = new Int32Array(256);
  #depth = 0;

  /** @param frameStarts the frames of location n are [frameStarts[n], frameStarts[n + 1]), outermost first */
  constructor(trie: StackTrie, frameStarts: Int32Array) {
    this.#trie = trie;
    this.#starts = frameStarts;
  }

  /** -1 for an empty stack. @param path locations, leaf first; the first `depth` count */
  node(path: Int32Array, depth: number): number {
    if (depth === 0) return -1;
    if (depth > this.#locations.length) {
      this.#locations = new Int32Array(path.length);
      this.#nodes = new Int32Array(path.length);
      this.#depth = 0;
    }
    const locations = this.#locations;
    const nodes = this.#nodes;
    let at = 0;
    const common = Math.min(depth, this.#depth);
    while (at < common && path[depth - 1 - at] === locations[at]) at++;
    while (at > 0 && nodes[at - 1] === unknown) at--;
    let node = at === 0 ? -1 : (nodes[at - 1] as number);
    while (at < depth) {
      const whole = at % stride === 0 && at + stride <= depth;
      const from = node;
      const known = whole ? this.#strides.find(from, path, depth - 1 - at) : -1;
      const end = whole ? at + stride : at + 1;
      for (let step = at; step < end; step++) {
        const location = path[depth - 1 - step] as number;
        locations[step] = location;
        if (known < 0) node = this.#after(node, location);
        nodes[step] = known < 0 ? node : unknown;
      }
      if (known >= 0) {
        node = known;
        nodes[end - 1] = node;
      } else if (whole) this.#strides.add(from, path, depth - 1 - at, node);
      at = end;
    }
    this.#depth = depth;
    return node;
  }

  #after(node: number, location: number): number {
    const end = this.#starts[location + 1] as number;
    let after = node;
    for (let frame = this.#starts[location] as number; frame < end; frame++) after = this.#trie.child(after, frame);
    return after;
  }
}
