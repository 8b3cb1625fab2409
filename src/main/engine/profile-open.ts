// profiles.open: what a file holds, without any of its samples.
import { ContractError } from '../../contract/errors.ts';
import type { RequestOf } from '../../contract/methods.ts';
import type { OpenedProfile, ProfilePart } from '../../contract/profiles/list.ts';
import { sampleSpans } from '../../contract/profiles/sample-spans.ts';
import type { Profile } from '../../contract/profiles/profile.ts';
import { ownPatterns } from '../query/profiles/view/own-patterns.ts';
import type { ProfileContext } from './profile-context.ts';

export function openProfile(ref: RequestOf<'profiles.open'>, context: ProfileContext): OpenedProfile {
  const stored = context.stored(ref);
  const read = readOf(ref, context);
  if (read.kind === 'unshown') return { kind: 'unshown', stored, reason: read.reason };
  const { profiles, dhat, goroutines } = read.decoded;
  return {
    kind: 'shown',
    stored,
    parts: profiles.map(partOf),
    dhat: dhat !== undefined,
    goroutines: goroutines !== undefined,
  };
}

/** A file that was stored and cannot be read is one that cannot be shown. */
function readOf(ref: RequestOf<'profiles.open'>, context: ProfileContext): ReturnType<ProfileContext['read']> {
  try {
    return context.read(ref);
  } catch (cause) {
    if (!(cause instanceof ContractError) || cause.code !== 'bad-request') throw cause;
    return { kind: 'unshown', format: context.stored(ref).format, reason: cause.message };
  }
}

function partOf(profile: Profile): ProfilePart {
  const { samples, labelSets, texts } = profile;
  const keys = new Set<number>(labelSets.key);
  const { fault } = ownPatterns(profile);
  return {
    title: profile.title,
    sampleTypes: profile.sampleTypes.map((type, i) => ({ ...type, total: sumOf(samples.values[i], samples.count) })),
    defaultType: profile.defaultType,
    samples: samples.count,
    nodes: profile.stacks.count,
    functions: profile.functions.count,
    timed: samples.time !== undefined,
    linked: sampleSpans(profile) !== undefined,
    labelKeys: [...keys].map((key) => texts[key] ?? '').toSorted(),
    time: profile.time,
    durationNanos: profile.durationNanos,
    period: profile.period,
    comments: profile.comments,
    docUrl: profile.docUrl,
    notes: [...profile.notes, ...(fault === undefined ? [] : [fault])],
  };
}

function sumOf(values: Float64Array | undefined, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values?.[i] ?? 0;
  return sum;
}
