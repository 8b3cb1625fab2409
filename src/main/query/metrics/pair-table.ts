// One object for equal labels: a run has many series, and few labels that only one of them has.
import type { LabelPair } from './resource-labels.ts';

export class PairTable {
  readonly #pairs: Map<string, Map<string, LabelPair>> = new Map();

  of(name: string, value: string): LabelPair {
    let values = this.#pairs.get(name);
    if (values === undefined) this.#pairs.set(name, (values = new Map<string, LabelPair>()));
    let pair = values.get(value);
    if (pair === undefined) {
      // The name that was read first stands in all of its pairs.
      const [known = name] = values.values().next().value ?? [];
      values.set(value, (pair = [known, value]));
    }
    return pair;
  }
}
