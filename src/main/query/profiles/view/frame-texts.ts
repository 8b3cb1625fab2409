// Whether the texts of a frame match a pattern: function and file of its line, or the mapping of its location. Each text is
// tested once.
import type { NamePattern } from './name-pattern.ts';
import type { Profile } from '../../../../contract/profiles/profile.ts';

export class FrameTexts {
  readonly #profile: Profile;
  readonly #pattern: NamePattern;
  /** Per text: 0 not tested, 1 no, 2 yes. */
  readonly #known: Uint8Array;

  constructor(profile: Profile, pattern: NamePattern) {
    this.#profile = profile;
    this.#pattern = pattern;
    this.#known = new Uint8Array(profile.texts.length);
  }

  /** By function or file; never for a frame without a function. */
  line(frame: number): boolean {
    const { functions, frames } = this.#profile;
    const func = frames.function[frame] as number;
    return func >= 0 && (this.#text(functions.name[func] as number) || this.#text(functions.file[func] as number));
  }

  /** By function only. */
  name(frame: number): boolean {
    const { functions, frames } = this.#profile;
    const func = frames.function[frame] as number;
    return func >= 0 && this.#text(functions.name[func] as number);
  }

  mapping(frame: number): boolean {
    const { mappings, frames } = this.#profile;
    const mapping = frames.mapping[frame] as number;
    return mapping >= 0 && this.#text(mappings.file[mapping] as number);
  }

  #text(number: number): boolean {
    const known = this.#known[number] as number;
    if (known !== 0) return known === 2;
    const matches = this.#pattern(this.#profile.texts[number] as string);
    this.#known[number] = matches ? 2 : 1;
    return matches;
  }
}
