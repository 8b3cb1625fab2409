// The clock of this window, handed to what would otherwise reach for globals.

export interface WindowTimers {
  /** Unix milliseconds. */
  now(): number;
  after(millis: number, run: () => void): () => void;
}

export function windowTimers(): WindowTimers {
  return {
    now: () => Date.now(),
    after(millis, run) {
      const timer = setTimeout(run, millis);
      return () => clearTimeout(timer);
    },
  };
}
