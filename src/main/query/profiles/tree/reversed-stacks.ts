// Stacks from given nodes outwards: the inverted tree (from every innermost frame) and the callers of a function. Made level
// by level: the nodes that a new node stands for are next to each other, and are parted by the key of their frame with two
// arrays over the keys, so nothing is hashed.
import type { Alive } from '../../../store/reader-face.ts';
import type { CallTree } from './call-tree.ts';
import { GrowingStacks } from './growing-stacks.ts';
import type { KeyedStacks } from './keyed-stacks.ts';

/** What each of the starting nodes counts, by node of the tree. */
export interface NodeWeights {
  readonly width: Float64Array;
  readonly left: Float64Array | undefined;
  readonly right: Float64Array | undefined;
}

export interface ReversedStacks {
  readonly stacks: KeyedStacks;
  /** Nodes narrower than this were not followed outwards; 0 where all were. */
  readonly cutBelow: number;
}

/**
 * Where following everything takes more steps than this, only nodes are followed that take as much of the whole (inside of
 * the zoomed frame: of that) as a picture shows: what is left out could not be seen.
 */
const mostSteps = 400_000;
const cutShare = 1 / 16_384;

/**
 * All stacks of the tree, innermost frame first.
 * @param zoom keys from the innermost frame to the zoomed one
 */
export function invertedStacks(tree: CallTree, zoom: readonly number[], alive: Alive): ReversedStacks {
  const { self, sides } = tree;
  const weights = { width: self, left: sides?.leftSelf, right: sides?.rightSelf };
  const reversed = reversedStacks(tree, innermostNodes(tree), weights, zoom, alive);
  const { stacks } = reversed;
  const outer = { ...stacks, rootSelf: stacks.rootSelf + (self[0] as number) };
  if (sides === undefined || stacks.sides === undefined) return { ...reversed, stacks: outer };
  const rootLeft = stacks.sides.rootLeft + (sides.leftSelf[0] as number);
  const rootRight = stacks.sides.rootRight + (sides.rightSelf[0] as number);
  return { ...reversed, stacks: { ...outer, sides: { ...stacks.sides, rootLeft, rootRight } } };
}

/** Nodes that something was measured in. */
export function innermostNodes({ count, self }: CallTree): Int32Array {
  const found = new Int32Array(count);
  let at = 0;
  for (let node = 1; node < count; node++) if ((self[node] as number) !== 0) found[at++] = node;
  return found.slice(0, at);
}

export function reversedStacks(
  tree: CallTree,
  starts: Int32Array,
  weights: NodeWeights,
  zoom: readonly number[],
  alive: Alive,
): ReversedStacks {
  let steps = 0;
  let whole = 0;
  let inZoom = 0;
  const zoomed = new Uint8Array(tree.count);
  for (const node of starts) {
    steps += tree.depth[node] as number;
    whole += weights.width[node] as number;
    if (zoom.length === 0 || reachedBy(tree, node, zoom) < 0) continue;
    zoomed[node] = 1;
    inZoom += weights.width[node] as number;
  }
  const cut = steps > mostSteps ? { outside: whole * cutShare, inside: inZoom * cutShare, zoomed } : undefined;
  const made = new GrowingStacks(weights.left !== undefined);
  new Reversal(tree, weights, made, cut, alive).run(starts);
  return { stacks: made.finish(tree.keys), cutBelow: cut?.outside ?? 0 };
}

/** Where following keys from a node outwards leads: to the node of the last of them, or to -1 where they are others. */
export function reachedBy({ key, parent }: CallTree, start: number, keys: readonly number[]): number {
  let node = start;
  for (let i = 0; i < keys.length; i++) {
    if (i > 0) node = parent[node] as number;
    if (node <= 0 || key[node] !== keys[i]) return -1;
  }
  return node;
}

/** The width from which nodes are followed, by whether their starts lead into the zoomed frame. */
interface Cut {
  readonly outside: number;
  readonly inside: number;
  readonly zoomed: Uint8Array;
}

/** Rows of one level: where each start has come to, and the start itself. */
interface Level {
  at: Int32Array;
  start: Int32Array;
  rows: number;
}

const levelOf = (rows: number): Level => ({ at: new Int32Array(rows), start: new Int32Array(rows), rows: 0 });

class Reversal {
  readonly #tree: CallTree;
  readonly #weights: NodeWeights;
  readonly #made: GrowingStacks;
  readonly #cut: Cut | undefined;
  readonly #alive: Alive;
  /** By key: the node made for it under the present one. */
  readonly #nodeOfKey: Int32Array;
  /** By key: rows of it under the present node, then where its next row goes. */
  readonly #rowsOfKey: Int32Array;

  constructor(tree: CallTree, weights: NodeWeights, made: GrowingStacks, cut: Cut | undefined, alive: Alive) {
    this.#tree = tree;
    this.#weights = weights;
    this.#made = made;
    this.#cut = cut;
    this.#alive = alive;
    this.#nodeOfKey = new Int32Array(tree.keys.count).fill(-1);
    this.#rowsOfKey = new Int32Array(tree.keys.count);
  }

  run(starts: Int32Array): void {
    let level = levelOf(starts.length);
    let next = levelOf(starts.length);
    level.at.set(starts);
    level.start.set(starts);
    level.rows = starts.length;
    /** Nodes of the level, and where the rows of each begin. */
    let nodes = [-1];
    let begins = [0];
    while (level.rows > 0) {
      this.#alive();
      const below: number[] = [];
      const belowBegins: number[] = [];
      next.rows = 0;
      for (const [i, node] of nodes.entries()) {
        this.#part(node, level, begins[i] as number, begins[i + 1] ?? level.rows, next, below, belowBegins);
      }
      [level, next] = [next, level];
      [nodes, begins] = [below, belowBegins];
    }
  }

  /** Makes the children of a node out of its rows. */
  #part(node: number, level: Level, from: number, to: number, next: Level, below: number[], begins: number[]): void {
    const tree = this.#tree;
    if (node >= 0 && this.#isTooNarrow(level, from, to)) {
      for (let row = from; row < to; row++) this.#end(node, level.start[row] as number);
      return;
    }
    const firstChild = this.#made.count;
    for (let row = from; row < to; row++) {
      const at = level.at[row] as number;
      if (at <= 0) {
        this.#end(node, level.start[row] as number);
        continue;
      }
      const key = tree.key[at] as number;
      if ((this.#nodeOfKey[key] as number) < firstChild) {
        this.#nodeOfKey[key] = this.#made.add(node, key);
        this.#rowsOfKey[key] = 0;
      }
      this.#rowsOfKey[key] = (this.#rowsOfKey[key] as number) + 1;
    }
    for (let child = firstChild; child < this.#made.count; child++) {
      const key = this.#made.key[child] as number;
      below.push(child);
      begins.push(next.rows);
      const rows = this.#rowsOfKey[key] as number;
      this.#rowsOfKey[key] = next.rows;
      next.rows += rows;
    }
    for (let row = from; row < to; row++) {
      const at = level.at[row] as number;
      if (at <= 0) continue;
      const key = tree.key[at] as number;
      const place = this.#rowsOfKey[key] as number;
      this.#rowsOfKey[key] = place + 1;
      next.at[place] = tree.parent[at] as number;
      next.start[place] = level.start[row] as number;
    }
  }

  #isTooNarrow({ start }: Level, from: number, to: number): boolean {
    const cut = this.#cut;
    if (cut === undefined) return false;
    const needed = cut.zoomed[start[from] as number] === 1 ? cut.inside : cut.outside;
    const { width } = this.#weights;
    let sum = 0;
    for (let row = from; row < to && sum < needed; row++) sum += width[start[row] as number] as number;
    return sum < needed;
  }

  #end(node: number, start: number): void {
    const { width, left, right } = this.#weights;
    this.#made.addSelf(node, width[start] as number);
    if (left !== undefined && right !== undefined) {
      this.#made.addSides(node, left[start] as number, right[start] as number);
    }
  }
}
