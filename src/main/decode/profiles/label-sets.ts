// Sets of labels, equal ones once. Set 0 is empty.
import { growF64, growI32 } from './grow.ts';
import type { LabelSets } from '../../../contract/profiles/profile.ts';

/** One label: a text, or a number with a unit. Texts are numbers of the profile's table. */
export interface Label {
  readonly key: number;
  /** -1 for a numeric label. */
  readonly text: number;
  /** NaN for a string label. */
  readonly number: number;
  readonly unit: number;
}

export class LabelSetTable {
  readonly #sets = new Map<string, number>([['', 0]]);
  #starts = new Int32Array(64);
  #count = 1;
  #labels = 0;
  #key = new Int32Array(64);
  #text = new Int32Array(64);
  #number = new Float64Array(64);
  #unit = new Int32Array(64);

  /** The number of the set with these labels, in this order. */
  number(labels: readonly Label[]): number {
    let key = '';
    for (const label of labels) key += `${label.key},${label.text},${label.number},${label.unit};`;
    const known = this.#sets.get(key);
    if (known !== undefined) return known;
    const made = this.#count++;
    this.#sets.set(key, made);
    for (const label of labels) this.#add(label);
    this.#starts = growI32(this.#starts, made + 2);
    this.#starts[made + 1] = this.#labels;
    return made;
  }

  finish(): LabelSets {
    return {
      count: this.#count,
      starts: this.#starts.slice(0, this.#count + 1),
      key: this.#key.slice(0, this.#labels),
      text: this.#text.slice(0, this.#labels),
      number: this.#number.slice(0, this.#labels),
      unit: this.#unit.slice(0, this.#labels),
    };
  }

  #add({ key, text, number, unit }: Label): void {
    const at = this.#labels++;
    this.#key = growI32(this.#key, at + 1);
    this.#text = growI32(this.#text, at + 1);
    this.#number = growF64(this.#number, at + 1);
    this.#unit = growI32(this.#unit, at + 1);
    this.#key[at] = key;
    this.#text[at] = text;
    this.#number[at] = number;
    this.#unit[at] = unit;
  }
}
