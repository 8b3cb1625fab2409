// The trie of all stacks of a profile: (parent, frame) -> node, found in one open-addressing table. Nodes are numbered as
// they are made, so a parent comes before its children.
import type { Beat } from '../../../contract/beat.ts';
import { growI32 } from './grow.ts';
import { profileLimits } from './profile-limits.ts';
import { DecodeFault } from '../result.ts';
import type { ProfileStacks } from '../../../contract/profiles/profile.ts';

export class StackTrie {
  #count = 0;
  /** Parent and frame of each node side by side: a look-up reads both. */
  #pairs = new Int32Array(2048);
  /** Node + 1 per slot, 0 for an empty one; at most half full. */
  #slots = new Int32Array(4096);
  readonly #beat: Beat | undefined;

  constructor(beat?: Beat) {
    this.#beat = beat;
  }

  get count(): number {
    return this.#count;
  }

  /** The child of `parent` (-1: outermost) with this frame, made when it is not there. */
  child(parent: number, frame: number): number {
    const slots = this.#slots;
    const pairs = this.#pairs;
    const mask = slots.length - 1;
    let at = hashOf(parent, frame) & mask;
    for (;;) {
      const node = (slots[at] as number) - 1;
      if (node < 0) break;
      if (pairs[2 * node] === parent && pairs[2 * node + 1] === frame) return node;
      at = (at + 1) & mask;
    }
    const made = this.#count++;
    this.#beat?.(1);
    if (made >= profileLimits.nodes) throw new DecodeFault(`stacks of more than ${profileLimits.nodes} nodes`, -1);
    if (2 * made >= pairs.length) this.#pairs = growI32(pairs, 2 * made + 2);
    this.#pairs[2 * made] = parent;
    this.#pairs[2 * made + 1] = frame;
    slots[at] = made + 1;
    if (this.#count * 2 > slots.length) this.#rehash(slots.length * 4);
    return made;
  }

  parentOf(node: number): number {
    return this.#pairs[2 * node] as number;
  }

  frameOf(node: number): number {
    return this.#pairs[2 * node + 1] as number;
  }

  finish(): ProfileStacks {
    const count = this.#count;
    const parent = new Int32Array(count);
    const frame = new Int32Array(count);
    for (let node = 0; node < count; node++) {
      parent[node] = this.#pairs[2 * node] as number;
      frame[node] = this.#pairs[2 * node + 1] as number;
    }
    return { count, parent, frame };
  }

  #rehash(size: number): void {
    const slots = new Int32Array(size);
    const pairs = this.#pairs;
    const mask = size - 1;
    for (let node = 0; node < this.#count; node++) {
      this.#beat?.(1);
      let at = hashOf(pairs[2 * node] as number, pairs[2 * node + 1] as number) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = node + 1;
    }
    this.#slots = slots;
  }
}

function hashOf(parent: number, frame: number): number {
  const mixed = Math.imul(parent + 1, 0x9e3779b1) ^ Math.imul(frame + 1, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
