// What a lane beside a time axis has: things of the run that lie at a time or over a stretch of it, and lead to their pages.

export interface LaneEntry {
  /** Unix milliseconds. */
  readonly time: number;
  /** Of a stretch; `undefined` for a moment. */
  readonly end: number | undefined;
  /** What sort of thing, for people; many at one place are counted by it. */
  readonly kind: string;
  readonly text: string;
  readonly href: string;
}

export interface LaneContent {
  /** One of them and several, in lower case. */
  readonly nouns: readonly [one: string, many: string];
  /** By time, the oldest first. */
  readonly entries: readonly LaneEntry[];
  /** More than `entries` where only the newest are there. */
  readonly total: number;
  /** The list of those of a stretch; Unix milliseconds. */
  readonly listHref: (from: number, to: number) => string;
  readonly onOpen: (href: string) => void;
  readonly formatTime: (time: number) => string;
}
