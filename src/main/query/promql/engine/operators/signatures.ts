// By what elements of two vectors find each other: the values of the labels of on(...), or of all others.
import type { VectorMatching } from '../../syntax/ast.ts';
import { type Labels, metricName } from '../labels.ts';
import type { StepSeries } from '../value.ts';

/** Numbers signatures from 0 on, the same for equal ones on both sides. */
export class Signatures {
  readonly #matching: VectorMatching;
  readonly #numbers = new Map<string, number>();

  constructor(matching: VectorMatching) {
    this.#matching = matching;
  }

  get count(): number {
    return this.#numbers.size;
  }

  of(series: readonly StepSeries[]): Int32Array {
    return Int32Array.from(series, ({ labels }) => {
      const key = this.#key(labels);
      const known = this.#numbers.get(key);
      if (known !== undefined) return known;
      this.#numbers.set(key, this.#numbers.size);
      return this.#numbers.size - 1;
    });
  }

  #key(labels: Labels): string {
    if (!this.#matching.on) return matchedLabels(labels, this.#matching).key();
    let key = '';
    for (const name of this.#matching.matchingLabels) key += `${labels.get(name)}\ud801`;
    return key;
  }
}

/** The labels that take part in the matching. */
export function matchedLabels(labels: Labels, { on, matchingLabels }: VectorMatching): Labels {
  return on ? labels.only(matchingLabels) : labels.without([...matchingLabels, metricName]);
}
