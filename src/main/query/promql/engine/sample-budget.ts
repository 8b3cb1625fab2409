// How many samples a query may hold in memory at once, and the clock of its interruptions: whoever works through
// samples says so here, and every few thousand of them it is asked whether somebody still waits for the answer.
import { QueryError } from './query-error.ts';

/** Work between two questions, in samples: about a tenth of a millisecond. */
const workPerCheck = 8192;

export class SampleBudget {
  readonly #most: number;
  readonly #check: () => void;
  #held = 0;
  #peak = 0;
  #work = 0;

  /** `check` throws when the query is to end. */
  constructor(most: number, check: () => void) {
    this.#most = most;
    this.#check = check;
  }

  /** Samples in memory now; a histogram counts as many as floats of its size. */
  get held(): number {
    return this.#held;
  }

  /** The most that were in memory at once. */
  get peak(): number {
    return this.#peak;
  }

  /** Takes samples into memory. Throws QueryError beyond the limit. */
  take(samples: number): void {
    this.#held += samples;
    if (this.#held > this.#peak) this.#peak = this.#held;
    if (this.#held > this.#most) {
      throw new QueryError('query processing would load too many samples into memory in query execution');
    }
    this.work(samples);
  }

  /** Keeps samples that are fewer than what is given back for them, so that no limit is in question. */
  keep(samples: number): void {
    this.#held += samples;
    if (this.#held > this.#peak) this.#peak = this.#held;
  }

  /** Gives back what was taken since `held` had this value. */
  release(held: number): void {
    this.#held = held;
  }

  /** Counts work that keeps nothing. */
  work(samples: number): void {
    this.#work += samples;
    if (this.#work < workPerCheck) return;
    this.#work = 0;
    this.#check();
  }
}
