// The columns of a picture while it is made: frames in depth-first order, and boxes of the rest that grow sibling by sibling
// until it is known whether they are wide enough to be kept.
import { allFrames, restOfFrames, type FlamePicture, type FlameSides } from '../../../../contract/profiles/flame.ts';
import type { CallTree, TreeSides } from './call-tree.ts';

export class PictureColumns {
  made = 0;
  readonly #tree: CallTree;
  readonly #node: Int32Array;
  readonly #nodes: Int32Array;
  readonly #parent: Int32Array;
  readonly #depth: Int32Array;
  readonly #key: Int32Array;
  readonly #start: Float64Array;
  readonly #total: Float64Array;
  readonly #self: Float64Array;
  readonly #sides: TreeSides | undefined;
  /** By depth: the frame that children belong to now, and where its next child begins. */
  readonly #frames: number[] = [];
  readonly #places: number[] = [];
  /** Width that the last frame, a box of the rest, has to reach; 0 when it is none. */
  #restNeeds = 0;

  /** @param size frames and boxes at most */
  constructor(tree: CallTree, size: number) {
    this.#tree = tree;
    this.#node = new Int32Array(size);
    this.#nodes = new Int32Array(size);
    this.#parent = new Int32Array(size);
    this.#depth = new Int32Array(size);
    this.#key = new Int32Array(size);
    this.#start = new Float64Array(size);
    this.#total = new Float64Array(size);
    this.#self = new Float64Array(size);
    const column = (): Float64Array => new Float64Array(size);
    if (tree.sides !== undefined) {
      this.#sides = { leftSelf: column(), leftTotal: column(), rightSelf: column(), rightTotal: column() };
    }
  }

  frame(node: number): void {
    this.closeRest();
    const tree = this.#tree;
    const level = tree.depth[node] as number;
    const at = this.#add(node, level, tree.key[node] as number);
    this.#frames[level] = at;
    this.#places[level] = this.#start[at] as number;
    this.#self[at] = tree.self[node] as number;
    const [to, from] = [this.#sides, tree.sides];
    if (to === undefined || from === undefined) return;
    to.leftSelf[at] = from.leftSelf[node] as number;
    to.rightSelf[at] = from.rightSelf[node] as number;
    to.leftTotal[at] = from.leftTotal[node] as number;
    to.rightTotal[at] = from.rightTotal[node] as number;
  }

  /** A node that is too narrow; `needed` is the width that such neighbours have to have together. */
  rest(node: number, needed: number): void {
    const tree = this.#tree;
    const level = tree.depth[node] as number;
    const last = this.made - 1;
    if (this.#restNeeds === 0 || this.#parent[last] !== this.#frames[level - 1]) {
      this.closeRest();
      this.#restNeeds = needed;
      const at = this.#add(node, level, restOfFrames);
      this.#self[at] = 0;
      this.#setRestSides(at, node, 0);
      return;
    }
    const wide = tree.total[node] as number;
    this.#nodes[last] = (this.#nodes[last] as number) + (tree.subtree[node] as number);
    this.#total[last] = (this.#total[last] as number) + wide;
    this.#places[level - 1] = (this.#places[level - 1] as number) + wide;
    this.#setRestSides(last, node, 1);
  }

  /** Takes the box at the end away again where it stayed too narrow; its place stays empty. */
  closeRest(): void {
    if (this.#restNeeds > 0 && (this.#total[this.made - 1] as number) < this.#restNeeds) this.made--;
    this.#restNeeds = 0;
  }

  finish(): Omit<FlamePicture, 'zoomed' | 'least'> {
    this.closeRest();
    const { made } = this;
    const { keys } = this.#tree;
    const parent = this.#parent.slice(0, made);
    const subtree = new Int32Array(made).fill(1);
    for (let frame = made - 1; frame > 0; frame--) {
      const up = parent[frame] as number;
      subtree[up] = (subtree[up] as number) + (subtree[frame] as number);
    }
    const { name, shown } = namesOf(this.#key.subarray(0, made));
    return {
      frames: made,
      node: this.#node.slice(0, made),
      nodes: this.#nodes.slice(0, made),
      parent,
      depth: this.#depth.slice(0, made),
      subtree,
      start: this.#start.slice(0, made),
      total: this.#total.slice(0, made),
      self: this.#self.slice(0, made),
      sides: this.#finishedSides(made),
      name,
      names: shown.map(keys.nameOf),
      files: shown.map(keys.fileOf),
      packages: shown.map(keys.packageOf),
      kinds: shown.map(keys.kindOf),
    };
  }

  #add(node: number, level: number, key: number): number {
    const tree = this.#tree;
    const at = this.made++;
    this.#node[at] = node;
    this.#nodes[at] = tree.subtree[node] as number;
    this.#depth[at] = level;
    this.#key[at] = key;
    this.#total[at] = tree.total[node] as number;
    this.#parent[at] = -1;
    this.#start[at] = 0;
    if (level === 0) return at;
    const start = this.#places[level - 1] as number;
    this.#parent[at] = this.#frames[level - 1] as number;
    this.#start[at] = start;
    this.#places[level - 1] = start + (tree.total[node] as number);
    return at;
  }

  /** @param keep 1 adds to what the box has, 0 begins it */
  #setRestSides(at: number, node: number, keep: 0 | 1): void {
    const [to, from] = [this.#sides, this.#tree.sides];
    if (to === undefined || from === undefined) return;
    to.leftSelf[at] = 0;
    to.rightSelf[at] = 0;
    to.leftTotal[at] = keep * (to.leftTotal[at] as number) + (from.leftTotal[node] as number);
    to.rightTotal[at] = keep * (to.rightTotal[at] as number) + (from.rightTotal[node] as number);
  }

  #finishedSides(made: number): FlameSides | undefined {
    const sides = this.#sides;
    if (sides === undefined) return undefined;
    return {
      leftSelf: sides.leftSelf.slice(0, made),
      leftTotal: sides.leftTotal.slice(0, made),
      rightSelf: sides.rightSelf.slice(0, made),
      rightTotal: sides.rightTotal.slice(0, made),
    };
  }
}

/** Keys numbered as they come. */
function namesOf(key: Int32Array): { readonly name: Int32Array; readonly shown: readonly number[] } {
  const numbers = new Map<number, number>([
    [allFrames, allFrames],
    [restOfFrames, restOfFrames],
  ]);
  const shown: number[] = [];
  const name = key.map((one) => {
    const known = numbers.get(one);
    if (known !== undefined) return known;
    numbers.set(one, shown.length);
    return shown.push(one) - 1;
  });
  return { name, shown };
}
