// What a filter says about each frame, before any stack is looked at. As in pprof, expressions are about locations: a
// location matches when one of its lines or its mapping does, and lines are taken out of it one by one.
import type { Beat } from '../../../../contract/beat.ts';
import { frameLocations, type FrameLocations } from '../../../../contract/profiles/frame-locations.ts';
import { FrameTexts } from './frame-texts.ts';
import { namePattern, optionalPattern } from './name-pattern.ts';
import { ownPatterns } from './own-patterns.ts';
import { simpleName } from './simple-name.ts';
import type { Profile } from '../../../../contract/profiles/profile.ts';
import type { ProfileFilter } from '../../../../contract/profiles/view.ts';

/** Bits of FrameVerdicts.marks, equal for all frames of a location. */
export const Mark = {
  focused: 1,
  ignored: 2,
  /** The profile's own expression drops this frame and all that it calls. */
  dropped: 4,
  /** It drops some inlined lines of this location and all that it calls. */
  droppedInside: 8,
  /** show_from matches. */
  from: 16,
  /** No line is left by hide and show. */
  gone: 32,
} as const;

export interface FrameVerdicts {
  readonly locations: FrameLocations;
  readonly marks: Uint8Array;
  /** 1 for a frame that is not shown. */
  readonly hidden: Uint8Array;
  /** 1 for a shown frame that has a shown frame of its location outside of it. */
  readonly inlined: Uint8Array;
  readonly anyHidden: boolean;
  readonly anyGone: boolean;
  readonly anyDropped: boolean;
  /** Expressions that match nothing. */
  readonly unmatched: readonly string[];
}

/** An expression over the texts of a frame, unless they were met before. */
const stepsOfFrame = 16;

/** @throws RegexError for an expression that cannot be read */
export function frameVerdicts(profile: Profile, filter: ProfileFilter, noInlines: boolean, beat: Beat): FrameVerdicts {
  const { frames } = profile;
  const locations = frameLocations(frames);
  const marks = new Uint8Array(frames.count);
  const hidden = new Uint8Array(frames.count);
  const each = (visit: (first: number, end: number) => void): void => {
    for (let at = 0; at < locations.count; at++) {
      const [first, end] = [locations.starts[at] as number, locations.starts[at + 1] as number];
      beat((end - first) * stepsOfFrame);
      visit(first, end);
    }
  };
  const anyDropped = markDropped(profile, marks, hidden, each);
  const unmatched = markNamed(profile, filter, marks, hidden, each);
  if (filter.showFrom !== '' && !markFrom(profile, filter.showFrom, marks, hidden, each)) unmatched.push('show_from');
  const inlined = new Uint8Array(frames.count);
  let anyHidden = false;
  let anyGone = false;
  each((first, end) => {
    let outermost = true;
    for (let frame = first; frame < end; frame++) {
      if (hidden[frame] === 0 && !outermost) {
        if (noInlines) hidden[frame] = 1;
        else inlined[frame] = 1;
      }
      if (hidden[frame] === 0) outermost = false;
      else anyHidden = true;
    }
    anyGone ||= ((marks[first] as number) & Mark.gone) !== 0;
  });
  return { locations, marks, hidden, inlined, anyHidden, anyGone, anyDropped, unmatched };
}

type EachLocation = (visit: (first: number, end: number) => void) => void;

/** The profile's own drop_frames and keep_frames. */
function markDropped(profile: Profile, marks: Uint8Array, hidden: Uint8Array, each: EachLocation): boolean {
  const { drop, keep } = ownPatterns(profile);
  if (drop === undefined) return false;
  const texts = new FrameTexts(profile, (name) => {
    const simple = simpleName(name);
    return drop(simple) && keep?.(simple) !== true;
  });
  let any = false;
  each((first, end) => {
    let match = first;
    while (match < end && !texts.name(match)) match++;
    if (match === end) return;
    any = true;
    mark(marks, first, end, match === first ? Mark.dropped | Mark.droppedInside : Mark.droppedInside);
    if (match > first) hidden.fill(1, match, end);
  });
  return any;
}

/** focus, ignore, hide and show. Returns which of them match nothing. */
function markNamed(
  profile: Profile,
  filter: ProfileFilter,
  marks: Uint8Array,
  hidden: Uint8Array,
  each: EachLocation,
): string[] {
  const texts = (expression: string): FrameTexts | undefined => {
    const pattern = optionalPattern(expression);
    return pattern === undefined ? undefined : new FrameTexts(profile, pattern);
  };
  const [focus, ignore, hide, show] = [filter.focus, filter.ignore, filter.hide, filter.show].map(texts);
  const matched = { focus: false, ignore: false, hide: false, show: false };
  each((first, end) => {
    const matches = (pattern: FrameTexts | undefined): boolean => {
      if (pattern === undefined) return false;
      for (let frame = first; frame < end; frame++) {
        if (hidden[frame] === 0 && pattern.line(frame)) return true;
      }
      return pattern.mapping(first);
    };
    if (matches(ignore)) {
      matched.ignore = true;
      mark(marks, first, end, Mark.ignored);
    } else if (focus === undefined || matches(focus)) {
      matched.focus = true;
      mark(marks, first, end, Mark.focused);
    }
    if (hide !== undefined && matches(hide)) {
      matched.hide = true;
      const all = hide.mapping(first);
      for (let frame = first; frame < end; frame++) if (all || hide.line(frame)) hidden[frame] = 1;
    }
    if (show !== undefined) {
      // A location without lines is never shown, whatever its mapping: pprof keeps lines, and it has none.
      if (end === first + 1 && (profile.frames.function[first] as number) < 0) hidden[first] = 1;
      else if (!show.mapping(first)) {
        for (let frame = first; frame < end; frame++) {
          if ((profile.frames.function[frame] as number) >= 0 && !show.line(frame)) hidden[frame] = 1;
        }
      }
    }
    if (hide === undefined && show === undefined) return;
    if (!hidden.subarray(first, end).includes(0)) mark(marks, first, end, Mark.gone);
    else matched.show = true;
  });
  return (['focus', 'ignore', 'hide', 'show'] as const).filter((name) => filter[name] !== '' && !matched[name]);
}

/** Lines outside of the outermost match of a location go; stacks are cut by the marks. Whether anything matches. */
function markFrom(
  profile: Profile,
  expression: string,
  marks: Uint8Array,
  hidden: Uint8Array,
  each: EachLocation,
): boolean {
  const texts = new FrameTexts(profile, namePattern(expression));
  let any = false;
  each((first, end) => {
    if (((marks[first] as number) & Mark.gone) !== 0) return;
    if (!texts.mapping(first)) {
      let match = first;
      while (match < end && (hidden[match] === 1 || !texts.line(match))) match++;
      if (match === end) return;
      hidden.fill(1, first, match);
    }
    any = true;
    mark(marks, first, end, Mark.from);
  });
  return any;
}

function mark(marks: Uint8Array, first: number, end: number, bits: number): void {
  for (let frame = first; frame < end; frame++) marks[frame] = (marks[frame] as number) | bits;
}
