// The expressions that a profile itself has for frames that are not to be shown (drop_frames and keep_frames of pprof). Where
// one cannot be read all frames are shown, as pprof does it.
import type { Profile } from '../../../../contract/profiles/profile.ts';
import { RegexError } from '../../promql/regex/regex-tree.ts';
import { namePattern, type NamePattern } from './name-pattern.ts';

export interface OwnPatterns {
  /** Without one nothing is dropped. */
  readonly drop: NamePattern | undefined;
  readonly keep: NamePattern | undefined;
  /** Why an expression cannot be read, in words. */
  readonly fault: string | undefined;
}

export function ownPatterns({ dropFrames, keepFrames }: Pick<Profile, 'dropFrames' | 'keepFrames'>): OwnPatterns {
  try {
    const drop = dropFrames === '' ? undefined : namePattern(dropFrames, 'whole');
    const keep = drop === undefined || keepFrames === '' ? undefined : namePattern(keepFrames, 'whole');
    return { drop, keep, fault: undefined };
  } catch (cause) {
    if (!(cause instanceof RegexError)) throw cause;
    const fault = `the profile's own expression of frames to leave out cannot be read (${cause.message}): all are shown`;
    return { drop: undefined, keep: undefined, fault };
  }
}
