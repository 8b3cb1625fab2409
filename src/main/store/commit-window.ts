// How long a request waits for company before it is committed. A commit costs a little whatever is in it, so under load
// wider groups are cheaper; as long as the writer has time to spare they would only make senders wait.

/** Milliseconds a request waits at most. */
const WIDEST = 16;
/** Share of the time spent in commits up to which there is time to spare, and from which there is none. */
const EASY = 0.35;
const BUSY = 0.5;

export class CommitWindow {
  readonly #narrow: number;
  /** What commits that sealed nothing took lately, milliseconds. */
  #duration = 0;
  /** Share of the time that went into commits lately. */
  #share = 0;
  #endedAt = 0;

  /** @param narrow milliseconds that a request waits while there is time to spare */
  constructor(narrow: number) {
    this.#narrow = narrow;
  }

  /** A commit took from `begun` to `ended` (performance.now()). */
  record(begun: number, ended: number, sealed: boolean): void {
    const passed = ended - this.#endedAt;
    this.#endedAt = ended;
    // A quarter of a second forgets most of what was before.
    const weight = Math.min(1, passed / 250);
    this.#share += weight * (Math.min(1, (ended - begun) / passed) - this.#share);
    if (!sealed) this.#duration += (ended - begun - this.#duration) / 4;
  }

  /** Milliseconds from the first request of a group to its commit. */
  get millis(): number {
    const load = Math.min(1, Math.max(0, (this.#share - EASY) / (BUSY - EASY)));
    return Math.max(this.#narrow, Math.min(WIDEST, 2 * this.#duration * load));
  }
}
