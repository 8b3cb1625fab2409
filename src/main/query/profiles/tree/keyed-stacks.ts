// What call trees are made of: stacks merged by a key (a function, a file, a line, ...), each node with what was measured
// in exactly that stack. A node comes after its parent.
// Neighbours: ../view makes it of a profile and a view of it; call-tree.ts, inverted-tree.ts and diff-stacks.ts use it.

export interface KeyedStacks {
  readonly count: number;
  /** -1 for an outermost frame. */
  readonly parent: Int32Array;
  /** Numbers of the texts of `keys`. */
  readonly key: Int32Array;
  /** Never negative: where values are, it is the width, and `sides` has the values. */
  readonly self: Float64Array;
  /** Of samples without a stack. */
  readonly rootSelf: number;
  readonly keys: TreeKeys;
  /** Where two profiles are compared: what each measured. Where values are negative: their sum without the sign, and that of the others. */
  readonly sides?: StackSides;
}

export interface StackSides {
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly rootLeft: number;
  readonly rootRight: number;
}

/** What was measured in each node, with its sign. */
export function netValues({ self, rootSelf, sides }: KeyedStacks): {
  readonly self: Float64Array;
  readonly rootSelf: number;
} {
  if (sides === undefined) return { self, rootSelf };
  const { left, right, rootLeft, rootRight } = sides;
  return { self: right.map((value, node) => value - (left[node] as number)), rootSelf: rootRight - rootLeft };
}

/** What frames are called, by key; files, packages and kinds are empty where unknown. */
export interface TreeKeys {
  readonly count: number;
  readonly nameOf: (key: number) => string;
  readonly fileOf: (key: number) => string;
  /** Package, module or mapping: what frames are coloured by. */
  readonly packageOf: (key: number) => string;
  /** go, native, kernel, inlined, ... */
  readonly kindOf: (key: number) => string;
}
