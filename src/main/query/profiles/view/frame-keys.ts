// What frames are merged by: a number per frame, equal for frames that are one entry of tables and trees. Names are those
// that pprof prints at the same granularity.
import { beatOf } from '../../../../contract/beat.ts';
import { baseName, cleanPath } from './clean-path.ts';
import { packageOf } from './package-of.ts';
import type { Profile } from '../../../../contract/profiles/profile.ts';
import type { ProfileGrouping } from '../../../../contract/profiles/view.ts';

export interface ViewKeys {
  readonly count: number;
  /** What is shown. Keys may share a name, e.g. libraries of one name in two folders. */
  readonly name: readonly string[];
  /** A frame that has this key, for its function, file and mapping. */
  readonly frame: Int32Array;
}

export interface FrameKeys {
  readonly keys: ViewKeys;
  /** Of each frame. */
  readonly of: Int32Array;
  /** No two frames have the same key. */
  readonly distinct: boolean;
}

/**
 * @param hidden 1 for frames that are not shown, which get no key (-1)
 * @param alive throws once nobody waits
 * @param noInlines addresses without inlined functions have no columns, as in pprof
 */
export function frameKeys(
  profile: Profile,
  grouping: ProfileGrouping,
  hidden: Uint8Array,
  alive: () => void = () => undefined,
  noInlines = false,
): FrameKeys {
  const beat = beatOf(alive);
  const { frames } = profile;
  const of = new Int32Array(frames.count).fill(-1);
  const names: string[] = [];
  const first: number[] = [];
  const byText = new Int32Array(grouping === 'function' ? profile.texts.length : 0).fill(-1);
  const byIdentity = new Map<string, number>();
  const identity = new FrameIdentity(profile, grouping, grouping === 'address' && !noInlines);
  let shown = 0;
  for (let frame = 0; frame < frames.count; frame++) {
    beat(1);
    if (hidden[frame] !== 0) continue;
    shown++;
    const func = frames.function[frame] as number;
    const text = grouping === 'function' && func >= 0 ? (profile.functions.name[func] as number) : 0;
    // Most frames by far: a function with a name.
    let key = text > 0 ? (byText[text] as number) : -1;
    let id = '';
    if (text <= 0) {
      id = identity.of(frame);
      key = byIdentity.get(id) ?? -1;
    }
    if (key < 0) {
      key = names.length;
      names.push(text > 0 ? (profile.texts[text] as string) : identity.name(frame));
      first.push(frame);
      if (text > 0) byText[text] = key;
      else byIdentity.set(id, key);
    }
    of[frame] = key;
  }
  return {
    keys: { count: names.length, name: names, frame: Int32Array.from(first) },
    of,
    distinct: names.length === shown,
  };
}

class FrameIdentity {
  readonly #profile: Profile;
  readonly #grouping: ProfileGrouping;
  readonly #columns: boolean;
  readonly #paths = new Map<number, string>();

  constructor(profile: Profile, grouping: ProfileGrouping, columns: boolean) {
    this.#profile = profile;
    this.#grouping = grouping;
    this.#columns = columns;
  }

  /** Equal for frames that are one. */
  of(frame: number): string {
    if (this.#grouping === 'package' || this.#grouping === 'file') return this.name(frame);
    const { functions, frames } = this.#profile;
    const func = frames.function[frame] as number;
    const name = func < 0 ? 0 : (functions.name[func] as number);
    const address = this.#grouping === 'address' ? (frames.address[frame] as bigint) : 0n;
    // One with a function that has neither name nor place.
    if (func < 0) return `0\0\0\0\0${address}\0${this.#mapping(frame)}\0`;
    const file = this.#grouping === 'function' ? '' : this.#file(func);
    const line = this.#hasLines() ? (frames.line[frame] as number) : 0;
    // A function without a name is told apart by its library and where it starts.
    const start = functions.startLine[func] as number;
    const nameless = name === 0 ? `${this.#mapping(frame)}\0${start === 0 ? '' : start}` : '';
    const [at, column] = [line, this.#column(frame)].map((number) => (number === 0 ? '' : String(number)));
    return `${name}\0${file}\0${at}\0${column}\0${address}\0${nameless}`;
  }

  name(frame: number): string {
    const { functions, frames, texts } = this.#profile;
    const func = frames.function[frame] as number;
    if (this.#grouping === 'package') return this.#package(frame, func);
    const parts: string[] = [];
    const address = frames.address[frame] as bigint;
    if (this.#grouping === 'address' && address !== 0n) parts.push(address.toString(16).padStart(16, '0'));
    const name = func < 0 || this.#grouping === 'file' ? '' : (texts[functions.name[func] as number] as string);
    if (name !== '') parts.push(name);
    const file = func < 0 || this.#grouping === 'function' ? '' : this.#file(func);
    const line = func >= 0 && this.#hasLines() ? (frames.line[frame] as number) : 0;
    const column = this.#column(frame);
    if (line !== 0) parts.push(`${file}:${line}${column === 0 ? '' : `:${column}`}`);
    else if (file !== '') parts.push(file);
    else if (name === '') parts.push(this.#mappingName(frame));
    return parts.join(' ');
  }

  #column(frame: number): number {
    return this.#columns ? (this.#profile.frames.column[frame] as number) : 0;
  }

  #hasLines(): boolean {
    return this.#grouping === 'line' || this.#grouping === 'address';
  }

  #package(frame: number, func: number): string {
    const { functions, texts } = this.#profile;
    if (func < 0) return this.#mappingName(frame);
    const known = packageOf(texts[functions.name[func] as number] as string);
    if (known !== '') return known;
    return this.#mapping(frame) === '' ? '<unknown>' : this.#mappingName(frame);
  }

  #file(func: number): string {
    const text = this.#profile.functions.file[func] as number;
    let path = this.#paths.get(text);
    if (path === undefined) {
      path = cleanPath(this.#profile.texts[text] as string);
      this.#paths.set(text, path);
    }
    return path;
  }

  #mapping(frame: number): string {
    const mapping = this.#profile.frames.mapping[frame] as number;
    return mapping < 0 ? '' : (this.#profile.texts[this.#profile.mappings.file[mapping] as number] as string);
  }

  #mappingName(frame: number): string {
    const file = this.#mapping(frame);
    return file === '' ? '<unknown>' : `[${baseName(file)}]`;
  }
}
