// Profiles of a span's time, as what can be opened: what has samples of the span with those alone; a recording, restricted to the
// span's own stretch where its samples have times; the states before and after it as a comparison. Pure.
import type { RunId } from '../../../../contract/ids.ts';
import type { ProfileFormat } from '../../../../contract/profiles/formats.ts';
import type { IntervalProfile, StoredProfile } from '../../../../contract/profiles/list.ts';
import { spanFilterText, type SampledSpan } from '../../../../contract/profiles/sample-spans.ts';
import { noProfileFilter } from '../../../../contract/profiles/view.ts';
import { profileLink } from '../../../routes/profile-route.ts';

export interface SpanInterval {
  readonly start: bigint;
  readonly end: bigint;
}

export interface ProfileEntry {
  readonly stored: StoredProfile;
  readonly href: string;
  /** Samples say that they belong to the trace; to the span itself. */
  readonly linked: boolean;
  readonly ofSpan: boolean;
  /** Where the state is compared with an earlier one. */
  readonly before: StoredProfile | undefined;
}

/** How far a state may be from the span and still say something about it, nanoseconds. */
const near = 600_000_000_000n;

/** What may have samples with times. */
const timedSamples: ReadonlySet<ProfileFormat> = new Set([
  'otlp-profiles',
  'speedscope',
  'cpuprofile',
  'chrome-profile',
  'perf-script',
]);

/** Of states of one series only the pair around the span is kept: what changed while it ran. */
export function profileEntries(
  profiles: readonly IntervalProfile[],
  { start, end }: SpanInterval,
  run: RunId | undefined,
  span?: SampledSpan,
): readonly ProfileEntry[] {
  const entries: ProfileEntry[] = [];
  const paired = new Set<number>();
  for (const { stored, linked, ofSpan } of profiles) {
    if (stored.unshown !== undefined || paired.has(stored.profile)) continue;
    if (ofSpan && span !== undefined) {
      entries.push({ stored, linked, ofSpan, before: undefined, href: spanSamplesLink(stored.profile, 0, span, run) });
      continue;
    }
    const far = stored.durationNanos === 0 && (stored.start < start - near || stored.start > end + near);
    if (far && !linked) continue;
    if (stored.durationNanos > 0) {
      entries.push({ stored, linked, ofSpan, before: undefined, href: recordingLink(stored, { start, end }, run) });
      continue;
    }
    const alike = profiles
      .map((one) => one.stored)
      .filter((one) => one.unshown === undefined && one.series !== '' && one.series === stored.series)
      .filter((one) => one.start >= start - near && one.start <= end + near);
    const pair = around(alike, { start, end });
    if (pair === undefined) {
      entries.push({ stored, linked, ofSpan, before: undefined, href: profileLink({ profile: stored.profile, run }) });
      continue;
    }
    for (const one of alike) paired.add(one.profile);
    // A capture takes goroutines twice, with their states and with their labels: one change of them is enough.
    if (stored.kind === 'goroutines' && entries.some(({ stored: other, before }) => isSame(other, stored) && before))
      continue;
    entries.push({ stored: pair.after, linked, ofSpan, before: pair.before, href: changeLink(pair, undefined, run) });
  }
  const rank = ({ stored, ofSpan }: ProfileEntry): number => (ofSpan ? 0 : stored.durationNanos > 0 ? 1 : 2);
  return entries.toSorted((a, b) => rank(a) - rank(b));
}

/** What two states of a series differ in. @param type name of a sample type; `undefined` for the usual one */
export function changeLink(
  { before, after }: { readonly before: StoredProfile; readonly after: StoredProfile },
  type: string | undefined,
  run: RunId | undefined,
): string {
  const base = { profile: before.profile, part: 0, run: undefined };
  return profileLink({ profile: after.profile, base, type, run });
}

/** The nearest states outside of the span; those within it that lie furthest apart where there are none. */
function around(
  states: readonly StoredProfile[],
  { start, end }: SpanInterval,
): { readonly before: StoredProfile; readonly after: StoredProfile } | undefined {
  const sorted = states.toSorted((a, b) => (a.start < b.start ? -1 : 1));
  const before = sorted.findLast((one) => one.start <= start) ?? sorted[0];
  const after = sorted.find((one) => one.start >= end) ?? sorted.at(-1);
  if (before === undefined || after === undefined || before.start >= after.start) return undefined;
  // Both on one side of the span say nothing about it.
  return after.start <= start || before.start >= end ? undefined : { before, after };
}

function isSame(one: StoredProfile, other: StoredProfile): boolean {
  return one.kind === other.kind && one.services.join('\n') === other.services.join('\n');
}

/** The samples of the span alone, in one profile of the file. */
export function spanSamplesLink(profile: number, part: number, span: SampledSpan, run: RunId | undefined): string {
  return profileLink({ profile, part, run, filter: { ...noProfileFilter, span: spanFilterText(span) } });
}

function recordingLink(stored: StoredProfile, { start, end }: SpanInterval, run: RunId | undefined): string {
  const from = Math.max(0, Number(start - stored.start));
  const to = Math.min(stored.durationNanos, Number(end - stored.start));
  const all = to <= from || (from === 0 && to === stored.durationNanos);
  const whole = all || !stored.timed || !timedSamples.has(stored.format);
  return profileLink({
    profile: stored.profile,
    run,
    filter: whole ? noProfileFilter : { ...noProfileFilter, from, to },
  });
}
