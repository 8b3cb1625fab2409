// Profiles of many distinct stacks, the same for the same seed: a program of packages and functions where each function
// calls few others, walked from a few entries. Nodes are about two and a half times the stacks, depths between 10 and 60,
// weights exponential, as in profiles of large servers.

export interface ManyStacks {
  readonly names: readonly string[];
  readonly files: readonly string[];
  /** Nodes of the call tree, a parent before its children; -1: outermost. */
  readonly nodes: number;
  readonly parent: Int32Array;
  /** Index of `names`. */
  readonly name: Int32Array;
  /** Of each stack: its innermost node, and its weight. */
  readonly leaf: Int32Array;
  readonly weight: Float64Array;
}

const deepest = 80;

export function manyStacks(stacks: number, seed: number): ManyStacks {
  const random = generator(seed);
  const functions = Math.min(20_000, Math.max(1000, Math.floor(stacks / 40)));
  const names: string[] = [];
  const files: string[] = [];
  for (let i = 0; i < functions; i++) {
    const group = Math.floor(i / 32);
    const kind = i % 4;
    names.push(
      kind === 0 ? `example.org/shop/part${group}.Run${i}` : `example.org/shop/part${group}.(*Worker${kind}).step${i}`,
    );
    files.push(`/src/shop/part${group}/worker_${kind}.go`);
  }
  const room = stacks * 4 + 16;
  const parent = new Int32Array(room).fill(-1);
  const name = new Int32Array(room);
  const depth = new Int32Array(room);
  let nodes = 4;
  for (let i = 0; i < nodes; i++) name[i] = i;
  const leaf = new Int32Array(stacks);
  const weight = new Float64Array(stacks);
  const taken = new Uint8Array(room);
  for (let stack = 0; stack < stacks; stack++) {
    let at = Math.floor(random() ** 0.8 * nodes);
    while ((depth[at] as number) > deepest - 5) at = parent[at] as number;
    const steps = 1 + Math.floor(random() * 4);
    for (let step = 0; step < steps; step++) {
      const node = nodes++;
      parent[node] = at;
      depth[node] = (depth[at] as number) + 1;
      // A node's number is part of it, so that siblings seldom are the same function.
      name[node] = (Math.floor(random() ** 2 * functions) + node) % functions;
      at = node;
    }
    leaf[stack] = at;
    taken[at] = 1;
    weight[stack] = 1 + Math.floor(-Math.log(1 - random()) * 20);
  }
  return { names, files, nodes, parent: parent.slice(0, nodes), name: name.slice(0, nodes), leaf, weight };
}

/** Numbers in [0, 1), the same for the same seed (a 32-bit linear congruential generator, its upper bits). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const low = (Math.imul(state, 22_695_477) + 1) >>> 0;
    return ((state >>> 8) * 256 + (low >>> 24)) / 2 ** 32;
  };
}
