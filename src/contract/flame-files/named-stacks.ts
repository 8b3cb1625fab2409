// Stacks with names, as far as files of stacks need them: call trees and trees of frames have this shape.

export interface NamedStacks {
  readonly count: number;
  /** -1 for none above. A node comes after its parent. */
  readonly parent: ArrayLike<number>;
  /** What the node's frame is called by; -1 where it is no frame, as node 0 of a tree, which is everything. */
  readonly key: ArrayLike<number>;
  readonly nameOf: (key: number) => string;
  /** Empty where unknown. */
  readonly fileOf?: (key: number) => string;
}

/** Keys from the innermost frame outwards. */
export function keysOfStack({ parent, key }: NamedStacks, node: number): number[] {
  const keys: number[] = [];
  for (let at = node; at >= 0; at = parent[at] as number) {
    const one = key[at] as number;
    if (one >= 0) keys.push(one);
  }
  return keys;
}
