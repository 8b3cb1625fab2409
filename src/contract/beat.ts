// Work on a large profile takes seconds in which whoever asked may have gone: loops count what they have done, and every so
// many steps it is looked whether somebody still waits.

/** Told what was done since it was told last, in steps: a byte of a file, a row of a table. Throws once nobody waits. */
export type Beat = (steps: number) => void;

/** A millisecond or two. */
const stepsOfLook = 1 << 16;

/** @param alive throws once nobody waits */
export function beatOf(alive: () => void): Beat {
  let left = stepsOfLook;
  return (steps) => {
    left -= steps;
    if (left > 0) return;
    left = stepsOfLook;
    alive();
  };
}
