// What a profile whose samples have times adds up to over its time, so that a stretch of it can be chosen.
import type { ProfileView } from './view.ts';

export interface ProfileOverTimeRequest {
  /** Of its filter `from` and `to` are the stretch; without them it is all of the profile's time. */
  readonly view: ProfileView;
  /** 1 to 2000. */
  readonly buckets: number;
}

export interface ProfileOverTime {
  /** Nanoseconds since the profile's beginning. */
  readonly from: number;
  readonly to: number;
  /** Sums of the samples of each bucket; all buckets are equally long. Empty where samples have no times. */
  readonly values: Float64Array;
}

export interface ProfileOverTimeMethods {
  'profiles.overTime': { request: ProfileOverTimeRequest; answer: ProfileOverTime };
}
