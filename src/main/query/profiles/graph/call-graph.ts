// Who calls whom, and how much: a view's trie folded into one node per key. A key that occurs several times in a stack
// counts once, an edge likewise; a function that calls itself has no edge to itself. Sums are pprof's.
import { NodeTable } from '../view/node-table.ts';
import type { NodeValues } from '../view/node-values.ts';
import type { StackView } from '../view/view-of.ts';

export interface CallGraph {
  /** By key of the view: values of samples that end in it, and that go through it. */
  readonly flat: Float64Array;
  readonly cum: Float64Array;
  readonly edges: CallEdges;
}

export interface CallEdges {
  readonly count: number;
  /** Keys. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
  /** 1 where every call was inlined. */
  readonly inlined: Uint8Array;
}

/**
 * One walk over the trie.
 * @param alive throws once nobody waits
 * @param kept 1 per key that stays; edges go over those that do not, and what they have themselves is left out
 */
export function callGraph(view: StackView, values: NodeValues, kept?: Uint8Array, alive?: () => void): CallGraph {
  const walk = new GraphWalk(view, values, kept);
  const { parent } = view;
  const first = new Int32Array(view.count + 1).fill(-1);
  const next = new Int32Array(view.count).fill(-1);
  for (let node = view.count - 1; node >= 0; node--) {
    if (values.present[node] === 0) continue;
    const above = (parent[node] as number) + 1;
    next[node] = first[above] as number;
    first[above] = node;
  }
  let node = first[0] as number;
  for (let steps = 1; node >= 0; steps++) {
    if (steps % 65_536 === 0) alive?.();
    walk.enter(node);
    let on = first[node + 1] as number;
    while (on < 0 && node >= 0) {
      walk.leave(node);
      on = next[node] as number;
      node = parent[node] as number;
    }
    node = on;
  }
  return walk.finish();
}

class GraphWalk {
  readonly #view: StackView;
  readonly #values: NodeValues;
  readonly #kept: Uint8Array | undefined;
  readonly #flat: Float64Array;
  readonly #cum: Float64Array;
  /** How often a key, an edge stands on the way from the root to here. */
  readonly #open: Int32Array;
  #edgeOpen = new Int32Array(256);
  #weight = new Float64Array(256);
  #inlined = new Uint8Array(256);
  readonly #edges = new NodeTable(256);
  /** Per node: the key of the nearest kept node at or above it, and its edge; -1 for none. */
  readonly #near: Int32Array;
  readonly #edge: Int32Array;

  constructor(view: StackView, values: NodeValues, kept: Uint8Array | undefined) {
    this.#view = view;
    this.#values = values;
    this.#kept = kept;
    this.#flat = new Float64Array(view.keys.count);
    this.#cum = new Float64Array(view.keys.count);
    this.#open = new Int32Array(view.keys.count);
    this.#near = new Int32Array(view.count);
    this.#edge = new Int32Array(view.count);
  }

  enter(node: number): void {
    const key = this.#view.key[node] as number;
    const parent = this.#view.parent[node] as number;
    const above = parent < 0 ? -1 : (this.#near[parent] as number);
    this.#edge[node] = -1;
    if (this.#kept?.[key] === 0) {
      this.#near[node] = above;
      return;
    }
    this.#near[node] = key;
    const total = this.#values.total[node] as number;
    const opened = this.#open[key] as number;
    this.#open[key] = opened + 1;
    if (opened === 0) this.#cum[key] = (this.#cum[key] as number) + total;
    this.#flat[key] = (this.#flat[key] as number) + (this.#values.self[node] as number);
    if (above < 0 || above === key) return;
    const known = this.#edges.count;
    const edge = this.#edges.child(above, key);
    if (edge === known) this.#grow(edge);
    this.#edge[node] = edge;
    const on = this.#edgeOpen[edge] as number;
    this.#edgeOpen[edge] = on + 1;
    if (on > 0) return;
    this.#weight[edge] = (this.#weight[edge] as number) + total;
    if (this.#view.inlined[node] === 0) this.#inlined[edge] = 0;
  }

  leave(node: number): void {
    const key = this.#view.key[node] as number;
    if (this.#kept?.[key] === 0) return;
    this.#open[key] = (this.#open[key] as number) - 1;
    const edge = this.#edge[node] as number;
    if (edge >= 0) this.#edgeOpen[edge] = (this.#edgeOpen[edge] as number) - 1;
  }

  finish(): CallGraph {
    const { count } = this.#edges;
    return {
      flat: this.#flat,
      cum: this.#cum,
      edges: {
        count,
        from: this.#edges.parents(),
        to: this.#edges.keys(),
        weight: this.#weight.slice(0, count),
        inlined: this.#inlined.slice(0, count),
      },
    };
  }

  #grow(edge: number): void {
    if (edge >= this.#weight.length) {
      const size = this.#weight.length * 2;
      const open = new Int32Array(size);
      open.set(this.#edgeOpen);
      this.#edgeOpen = open;
      const weight = new Float64Array(size);
      weight.set(this.#weight);
      this.#weight = weight;
      const inlined = new Uint8Array(size);
      inlined.set(this.#inlined);
      this.#inlined = inlined;
    }
    this.#inlined[edge] = 1;
  }
}
