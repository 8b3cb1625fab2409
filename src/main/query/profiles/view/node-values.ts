// Values of a view's nodes, of one sample type.
import type { StackView } from './view-of.ts';

export interface NodeValues {
  /** Of samples that end in the node. */
  readonly self: Float64Array;
  /** Of samples that go through it. */
  readonly total: Float64Array;
  /** 1 where a sample with a value goes through the node, even when all of them add up to 0. */
  readonly present: Uint8Array;
  /** Of all samples of the view, those with an empty stack too. */
  readonly sum: number;
}

/** @param values a value per sample of the view's profile */
export function nodeValues(view: StackView, values: Float64Array): NodeValues {
  const self = new Float64Array(view.count);
  const present = new Uint8Array(view.count);
  let sum = 0;
  for (let sample = 0; sample < view.sampleNode.length; sample++) {
    const node = view.sampleNode[sample] as number;
    const value = values[sample] as number;
    if (node === -2 || value === 0) continue;
    sum += value;
    if (node < 0) continue;
    self[node] = (self[node] as number) + value;
    present[node] = 1;
  }
  const total = self.slice();
  for (let node = view.count - 1; node >= 0; node--) {
    const parent = view.parent[node] as number;
    if (parent < 0 || present[node] === 0) continue;
    total[parent] = (total[parent] as number) + (total[node] as number);
    present[parent] = 1;
  }
  return { self, total, present, sum };
}
