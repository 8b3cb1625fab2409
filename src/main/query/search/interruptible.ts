// Work that can be stopped from outside: how a regular expression that would try for hours is kept from hanging a reader.

/**
 * Runs the work for at most so many milliseconds; false: it was stopped before its end. The work must leave things in
 * order wherever it is stopped. The engine supplies one that is true to its word (engine/interruptible.ts).
 */
export type Interruptible = (work: () => void, millis: number) => boolean;

/** Without an engine around: runs everything to its end. */
export const uninterrupted: Interruptible = (work) => {
  work();
  return true;
};
