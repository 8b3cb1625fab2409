// The profiles of a stretch of time as marks on an axis: columns, so that thousands cost little.
import type { RunId } from '../ids.ts';
import type { UnixNanos } from '../time.ts';

export interface ProfileMarksRequest {
  readonly run: RunId;
  /** What overlaps the time from `from` up to `to`. */
  readonly from: UnixNanos;
  readonly to: UnixNanos;
  /** Only the newest so many. */
  readonly limit: number;
}

/** Oldest first, an entry of each column per profile. */
export interface ProfileMarks {
  /** How many there are, `limit` or not. */
  readonly total: number;
  /** Numbers in the run. */
  readonly profile: Float64Array;
  /** Unix milliseconds with fractions. */
  readonly start: Float64Array;
  /** Milliseconds; 0 for a state at one moment. */
  readonly duration: Float64Array;
  /** 0 for a file that has no time: `start` is when it came. */
  readonly timed: Uint8Array;
  /** Indexes into `profileKinds`. */
  readonly kind: Uint8Array;
  /** Indexes into `texts`; the first of its services, an empty text where none is known. */
  readonly name: Uint32Array;
  readonly service: Uint32Array;
  readonly texts: readonly string[];
}

export interface ProfileMarksMethods {
  'profiles.marks': { request: ProfileMarksRequest; answer: ProfileMarks };
}
