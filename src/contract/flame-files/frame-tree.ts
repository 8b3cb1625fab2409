// A tree of frames in depth-first order, as far as pictures of it need it: a subtree is [node, node + subtree[node]), node 0
// is everything, and widths are never negative.

export interface FrameTree {
  readonly count: number;
  /** -1 for node 0. */
  readonly parent: ArrayLike<number>;
  readonly depth: ArrayLike<number>;
  readonly subtree: ArrayLike<number>;
  readonly total: ArrayLike<number>;
  readonly nameOf: (node: number) => string;
}
