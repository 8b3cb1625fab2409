// How names of functions are shown that compilers mangled (C++, Rust): pprof's -symbolize=demangle.

/** `short` has neither parameters nor template arguments, `templates` has these, `full` all there is. */
export type NameStyle = 'short' | 'templates' | 'full';

export interface NameWish {
  /** `none` leaves names as they are in the file. */
  readonly style: NameStyle | 'none';
  /** Names that were changed already begin again from what they were made of. */
  readonly forced: boolean;
}

/** What pprof does where nothing is said. */
export const usualNames: NameWish = { style: 'short', forced: false };
