// Nodes of a V8 profile, named by ids, put into the trie of stacks. Ids may come in any order; a node has one parent.
import { DecodeFault } from '../result.ts';
import { wrong } from './json-document.ts';
import type { StackTrie } from './stack-trie.ts';

export class V8Tree {
  readonly #index = new Map<number, number>();
  readonly #frame: Int32Array;
  readonly #parent: Int32Array;
  readonly #stack: Int32Array;

  constructor(count: number) {
    this.#frame = new Int32Array(count);
    this.#parent = new Int32Array(count).fill(-1);
    this.#stack = new Int32Array(count);
  }

  /** Nodes are added in the order of their indexes. @param frame -1 for the root, which is no frame */
  add(id: number, frame: number, place: string): void {
    const index = this.#index.size;
    if (this.#index.has(id)) throw new DecodeFault(`${place}.id is ${id}, which another node has`, -1);
    this.#index.set(id, index);
    this.#frame[index] = frame;
  }

  link(parent: number, childId: unknown, place: string): void {
    this.#put(this.#find(childId, place), parent, place);
  }

  linkToParent(child: number, parentId: unknown, place: string): void {
    this.#put(child, this.#find(parentId, place), place);
  }

  /** Fills the trie, without recursion. */
  finish(stacks: StackTrie): void {
    const unknown = -2;
    this.#stack.fill(unknown);
    const path: number[] = [];
    for (let index = 0; index < this.#stack.length; index++) {
      for (let at = index; at >= 0 && this.#stack[at] === unknown; at = this.#parent[at] as number) {
        path.push(at);
        if (path.length > this.#stack.length) throw new DecodeFault(`nodes[${index}] is its own ancestor`, -1);
      }
      while (path.length > 0) {
        const at = path.pop() as number;
        const parent = this.#parent[at] as number;
        const above = parent < 0 ? -1 : (this.#stack[parent] as number);
        const frame = this.#frame[at] as number;
        this.#stack[at] = frame < 0 ? above : stacks.child(above, frame);
      }
    }
  }

  /** The trie's node of a node by its index. */
  stack(index: number): number {
    return this.#stack[index] as number;
  }

  /** The same by its id; `undefined` where no node has it. */
  stackOf(id: unknown): number | undefined {
    const index = typeof id === 'number' ? this.#index.get(id) : undefined;
    return index === undefined ? undefined : this.#stack[index];
  }

  #put(child: number, parent: number, place: string): void {
    const known = this.#parent[child] as number;
    if (known >= 0 && known !== parent) {
      throw new DecodeFault(`${place} names a node that nodes[${known}] has among its children too`, -1);
    }
    this.#parent[child] = parent;
  }

  #find(id: unknown, place: string): number {
    const index = typeof id === 'number' ? this.#index.get(id) : undefined;
    if (index === undefined) throw wrong(place, 'the id of a node', id);
    return index;
  }
}
