// Profiles of a span's time, as what can be opened: a recording restricted to the span's own stretch, the state before and
// after it as a comparison. Pure.
import type { RunId } from '../../../../contract/ids.ts';
import type { IntervalProfile, StoredProfile } from '../../../../contract/profiles/list.ts';
import { noProfileFilter } from '../../../../contract/profiles/view.ts';
import { profileLink } from '../../../routes/profile-route.ts';

export interface SpanInterval {
  readonly start: bigint;
  readonly end: bigint;
}

export interface ProfileEntry {
  readonly stored: StoredProfile;
  readonly href: string;
  /** Samples say that they belong to the trace. */
  readonly linked: boolean;
  /** Where the state is compared with that before the span. */
  readonly before: StoredProfile | undefined;
}

/** How far a state may be from the span and still say something about it, nanoseconds. */
const near = 600_000_000_000n;

/** Of states of one series only the pair around the span is kept: what changed while it ran. */
export function profileEntries(
  profiles: readonly IntervalProfile[],
  { start, end }: SpanInterval,
  run: RunId | undefined,
): readonly ProfileEntry[] {
  const entries: ProfileEntry[] = [];
  const paired = new Set<number>();
  for (const { stored, linked } of profiles) {
    if (stored.unshown !== undefined || paired.has(stored.profile)) continue;
    const far = stored.durationNanos === 0 && (stored.start < start - near || stored.start > end + near);
    if (far && !linked) continue;
    if (stored.durationNanos > 0) {
      entries.push({ stored, linked, before: undefined, href: recordingLink(stored, { start, end }, run) });
      continue;
    }
    const alike = profiles
      .map((one) => one.stored)
      .filter((one) => one.unshown === undefined && one.series !== '' && one.series === stored.series)
      .filter((one) => one.start >= start - near && one.start <= end + near);
    const before = alike.filter((one) => one.start <= start).reduce(later, undefined);
    const after = alike.filter((one) => one.start >= end).reduce(earlier, undefined);
    if (before === undefined || after === undefined) {
      entries.push({ stored, linked, before: undefined, href: profileLink({ profile: stored.profile, run }) });
      continue;
    }
    for (const one of alike) paired.add(one.profile);
    const base = { profile: before.profile, part: 0, run: undefined };
    entries.push({ stored: after, linked, before, href: profileLink({ profile: after.profile, base, run }) });
  }
  return entries;
}

function recordingLink(stored: StoredProfile, { start, end }: SpanInterval, run: RunId | undefined): string {
  const from = Math.max(0, Number(start - stored.start));
  const to = Math.min(stored.durationNanos, Number(end - stored.start));
  const whole = !stored.timed || to <= from || (from === 0 && to === stored.durationNanos);
  return profileLink({
    profile: stored.profile,
    run,
    filter: whole ? noProfileFilter : { ...noProfileFilter, from, to },
  });
}

function later(found: StoredProfile | undefined, one: StoredProfile): StoredProfile {
  return found === undefined || one.start > found.start ? one : found;
}

function earlier(found: StoredProfile | undefined, one: StoredProfile): StoredProfile {
  return found === undefined || one.start < found.start ? one : found;
}
