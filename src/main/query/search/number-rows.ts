// Tests of what belongs to a number that many rows share: a resource, a scope. Each number is tested once per search.
import type { Alive } from '../../store/reader-face.ts';

export class NumberRows {
  readonly #known = new Map<number, boolean>();
  readonly #test: (number: number, alive: Alive) => boolean;

  constructor(test: (number: number, alive: Alive) => boolean) {
    this.#test = test;
  }

  /** Sets `hits[row] = 1` for each wanted row whose number fulfils the test. */
  mark(numbers: Uint32Array, wanted: Uint8Array, hits: Uint8Array, alive: Alive): void {
    let last = -1;
    let lastHit = false;
    for (let row = 0; row < wanted.length; row++) {
      if (wanted[row] === 0) continue;
      const number = numbers[row] as number;
      if (number !== last) {
        last = number;
        lastHit = this.#holds(number, alive);
      }
      if (lastHit) hits[row] = 1;
    }
  }

  #holds(number: number, alive: Alive): boolean {
    const known = this.#known.get(number);
    if (known !== undefined) return known;
    const holds = this.#test(number, alive);
    this.#known.set(number, holds);
    return holds;
  }
}
