// Time as the live topics see it; the engine hands in the real one, tests a hand-turned one.

export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Runs once after that many milliseconds; the answer calls it off. */
  after(millis: number, run: () => void): () => void;
}
