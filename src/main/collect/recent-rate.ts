// Items per second over the last ten seconds, in ten slots of one second.
const slots = 10;

export class RecentRate {
  readonly #counts = new Float64Array(slots);
  /** The second that each slot stands for. */
  readonly #seconds = new Float64Array(slots).fill(-slots);

  /** @param millis Unix milliseconds */
  add(millis: number, count: number): void {
    const second = Math.floor(millis / 1000);
    const slot = second % slots;
    if (this.#seconds[slot] !== second) {
      this.#seconds[slot] = second;
      this.#counts[slot] = 0;
    }
    this.#counts[slot] = (this.#counts[slot] as number) + count;
  }

  perSecond(millis: number): number {
    const second = Math.floor(millis / 1000);
    let sum = 0;
    for (let i = 0; i < slots; i++) {
      const age = second - (this.#seconds[i] as number);
      if (age >= 0 && age < slots) sum += this.#counts[i] as number;
    }
    return sum / slots;
  }
}
