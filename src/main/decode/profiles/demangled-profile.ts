// The names of a profile's functions as they are shown: mangled ones are read back, `systemName` keeps them as they came.
// Which names are touched is pprof's rule: only those that nobody has changed yet.
import type { Beat } from '../../../contract/beat.ts';
import type { Profile } from '../../../contract/profiles/profile.ts';
import type { NameWish } from '../../../contract/profiles/symbol-names.ts';
import { Demangler } from '../symbols/demangler.ts';
import { shortenedName } from '../symbols/shortened-name.ts';

/** Some microseconds where a name is mangled. */
const stepsOfName = 64;

/**
 * Shares everything but names with `profile`, and is it where no name changes. Only pprof's own files have names shortened
 * that were readable: other formats have parentheses and angle brackets that mean something else.
 */
export function demangledProfile(profile: Profile, { style, forced }: NameWish, beat: Beat = () => undefined): Profile {
  const { functions } = profile;
  if (style === 'none' && !forced) return profile;
  const texts = new NewTexts(profile);
  const shortens = profile.format === 'pprof' && style !== 'none';
  const demangler = new Demangler(style === 'none' ? 'short' : style);
  /** By text of a system name: the text of its name. */
  const known = new Map<number, number>();
  let names: Int32Array | undefined;
  for (let at = 0; at < functions.count; at++) {
    beat(stepsOfName);
    const system = functions.systemName[at] as number;
    const name = functions.name[at] as number;
    const changed = name !== system && name !== 0;
    if (changed && (!forced || system === 0)) continue;
    // Nothing is made of a name that is not in the file.
    if (name === 0 && style === 'none') continue;
    let shown = known.get(system);
    if (shown === undefined) {
      const text = profile.texts[system] as string;
      const plain = style === 'none' ? undefined : demangler.nameOf(text);
      shown = texts.number(system, plain ?? (shortens ? shortenedName(text, style) : text));
      known.set(system, shown);
    }
    if (shown === name) continue;
    names ??= functions.name.slice();
    names[at] = shown;
  }
  return names === undefined ? profile : { ...profile, texts: texts.all, functions: { ...functions, name: names } };
}

/** Texts of a profile and those that are added. Equal names are one text, new and old: functions are told apart by it. */
class NewTexts {
  readonly #profile: Profile;
  /** Made with the first new name. */
  #names: Map<string, number> | undefined;
  readonly #added: string[] = [];

  constructor(profile: Profile) {
    this.#profile = profile;
  }

  /** @param before the text's number where it is not changed */
  number(before: number, text: string): number {
    const { texts, functions } = this.#profile;
    if (text === texts[before]) return before;
    if (text === '') return 0;
    this.#names ??= new Map(Array.from(functions.name, (name) => [texts[name] as string, name]));
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const made = texts.length + this.#added.length;
    this.#added.push(text);
    this.#names.set(text, made);
    return made;
  }

  get all(): readonly string[] {
    const { texts } = this.#profile;
    return this.#added.length === 0 ? texts : [...texts, ...this.#added];
  }
}
