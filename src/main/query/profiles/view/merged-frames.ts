// Frames that become part of the frame that calls them: what is called by a collapsed function, and a function that calls
// itself directly.
import type { Profile } from '../../../../contract/profiles/profile.ts';
import type { ProfileFilter } from '../../../../contract/profiles/view.ts';
import { FrameTexts } from './frame-texts.ts';
import { namePattern } from './name-pattern.ts';

export class MergedFrames {
  readonly #texts: FrameTexts | undefined;
  readonly #frame: Int32Array;
  /** Per stack: 1 where the collapsed function is outside of it or is it. */
  readonly #closed: Uint8Array;
  /** Per stack: the key of the innermost frame that is shown. */
  readonly #key: Int32Array;
  /** Whether the expression has matched. */
  matched = false;

  /** @throws RegexError for an expression that cannot be read */
  constructor(profile: Profile, { collapse, mergeRecursion }: ProfileFilter) {
    const { count, frame } = profile.stacks;
    this.#texts = collapse === '' ? undefined : new FrameTexts(profile, namePattern(collapse));
    this.#frame = frame;
    this.#closed = new Uint8Array(this.#texts === undefined ? 0 : count);
    this.#key = new Int32Array(mergeRecursion ? count : 0).fill(-1);
  }

  /** A frame that is left out has the state of the one outside. */
  skip(stack: number, outer: number): void {
    if (outer < 0) return;
    if (this.#closed.length > 0) this.#closed[stack] = this.#closed[outer] as number;
    if (this.#key.length > 0) this.#key[stack] = this.#key[outer] as number;
  }

  /** Whether the innermost frame of a stack is part of the frame outside of it; asked once of each, outer ones first. */
  joins(stack: number, outer: number, key: number): boolean {
    if (outer >= 0 && this.#closed[outer] === 1) {
      this.skip(stack, outer);
      return true;
    }
    if (this.#texts !== undefined) {
      const frame = this.#frame[stack] as number;
      if (this.#texts.line(frame) || this.#texts.mapping(frame)) {
        this.matched = true;
        this.#closed[stack] = 1;
      }
    }
    if (this.#key.length === 0) return false;
    this.#key[stack] = key;
    return outer >= 0 && this.#key[outer] === key;
  }
}
