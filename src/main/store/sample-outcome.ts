// Counts what becomes of the items of a batch, and keeps the first refusals in words.
import type { SampleOutcome } from '../../contract/sample-batch.ts';
import type { Put } from './sample-head.ts';

const MOST_WORDS = 3;

export const noSamples: SampleOutcome = {
  stored: 0,
  repeated: 0,
  duplicates: 0,
  outOfOrder: 0,
  overLimit: 0,
  message: '',
};

export class OutcomeCounter {
  readonly #counts = { stored: 0, repeated: 0, duplicates: 0, outOfOrder: 0, overLimit: 0 };
  readonly #words: string[] = [];

  /** `name` is asked for only where words are needed. */
  add(put: Put, name: () => string, time: number): void {
    if (put === 'stored') this.#counts.stored += 1;
    else if (put === 'repeated') this.#counts.repeated += 1;
    else if (put === 'duplicate') {
      this.#counts.duplicates += 1;
      this.#say(() => `${name()} at ${instant(time)} was sent before with another value; the first one stays`);
    } else {
      this.#counts.outOfOrder += 1;
      this.#say(() => `${name()} at ${instant(time)} is older than the latest sample of its series`);
    }
  }

  refuse(reason: string): void {
    this.#counts.overLimit += 1;
    this.#say(() => reason);
  }

  outcome(): SampleOutcome {
    return { ...this.#counts, message: this.#words.join('; ') };
  }

  #say(words: () => string): void {
    if (this.#words.length >= MOST_WORDS) return;
    const text = words();
    if (!this.#words.includes(text)) this.#words.push(text);
  }
}

const instant = (time: number): string =>
  Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : `${time} ms after 1970`;
