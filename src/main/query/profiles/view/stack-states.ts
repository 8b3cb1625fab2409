// What a filter makes of each stack of a profile, in one sweep over the trie: a stack's state is its parent's and what its
// own innermost frame adds.
import { Mark, type FrameVerdicts } from './frame-verdicts.ts';
import { FrameFlag, type Profile } from '../../../../contract/profiles/profile.ts';

/** Bits of a stack's state. */
export const StackState = {
  /** Some frame outside is none that the profile drops. */
  kept: 1,
  /** Cut off here or further out by the profile's drop expression. */
  cut: 2,
  /** This frame's location ends what is kept. */
  ending: 4,
  focused: 8,
  ignored: 16,
  /** show_from has matched. */
  from: 32,
  /** Some location is left by hide and show. */
  visible: 64,
} as const;

export function stackStates(profile: Profile, verdicts: FrameVerdicts): Uint8Array {
  const { stacks, frames } = profile;
  const { marks } = verdicts;
  const states = new Uint8Array(stacks.count);
  const { kept, cut, ending, focused, ignored, from, visible } = StackState;
  const dropMarks = Mark.dropped | Mark.droppedInside;
  for (let node = 0; node < stacks.count; node++) {
    const parent = stacks.parent[node] as number;
    const frame = stacks.frame[node] as number;
    let state = parent < 0 ? 0 : (states[parent] as number);
    const flags = frames.flags[frame] as number;
    const ofLabel = (flags & FrameFlag.label) !== 0;
    // Labels are added to what the profile does not drop.
    if (ofLabel) state &= ~(cut | ending);
    if ((state & cut) === 0) {
      const bits = marks[frame] as number;
      const inside = (flags & FrameFlag.inlined) !== 0;
      if (!ofLabel) {
        if ((state & ending) !== 0 && !inside) state |= cut;
        else if ((bits & dropMarks) === 0) state |= kept;
        else if ((state & kept) !== 0) state |= (bits & Mark.dropped) !== 0 ? cut : ending;
      }
      if ((state & cut) === 0) {
        if ((bits & Mark.focused) !== 0) state |= focused;
        if ((bits & Mark.ignored) !== 0) state |= ignored;
        if ((bits & Mark.from) !== 0) state |= from;
        if ((bits & Mark.gone) === 0) state |= visible;
      }
    }
    states[node] = state;
  }
  return states;
}
