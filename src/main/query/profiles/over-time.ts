// Answer of `profiles.overTime`: the samples of a view in equally long stretches of time.
import type { ProfileOverTime, ProfileOverTimeRequest } from '../../../contract/profiles/over-time.ts';
import type { Profile } from '../../../contract/profiles/profile.ts';
import { keptView, sampleTypeOf } from './kept-view.ts';
import type { ProfileLibrary } from './profile-library.ts';

export function profileOverTime({ view, buckets }: ProfileOverTimeRequest, library: ProfileLibrary): ProfileOverTime {
  const profile = library.profile(view);
  sampleTypeOf(profile, view.type);
  const { samples } = profile;
  const { time, count } = samples;
  const from = view.filter.from ?? 0;
  const to = Math.max(from + 1, view.filter.to ?? endOf(profile));
  if (time === undefined) return { from, to, values: new Float64Array(0) };
  const { sampleNode } = keptView(library, view, { ...view.filter, from: undefined, to: undefined }, view.grouping);
  const column = samples.values[view.type];
  const values = new Float64Array(buckets);
  for (let sample = 0; sample < count; sample++) {
    if (sample % 65_536 === 0) library.alive();
    const at = time[sample] as number;
    // -1 is an empty stack, which belongs to the view.
    if (at < from || at >= to || (sampleNode[sample] as number) < -1) continue;
    const bucket = Math.min(buckets - 1, Math.floor(((at - from) / (to - from)) * buckets));
    values[bucket] = (values[bucket] as number) + (column?.[sample] ?? 0);
  }
  return { from, to, values };
}

/** The end of the recording; at least a little after the last sample, which is within. */
function endOf({ samples, durationNanos }: Profile): number {
  const last = samples.time?.[samples.count - 1] ?? 0;
  return Math.max(durationNanos ?? 0, last + 1);
}
