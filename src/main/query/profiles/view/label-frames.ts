// Labels as frames: a profile whose stacks begin (tagRoot) or end (tagLeaf) with a frame per key, named by the label's
// values, so that any view can be grouped by thread, route or whatever was labelled.
import type { Beat } from '../../../../contract/beat.ts';
import { NodeTable } from './node-table.ts';
import { FrameFlag, type Profile } from '../../../../contract/profiles/profile.ts';
import { formatScaled } from '../../../../contract/profiles/units.ts';

/** Entries of memory of where stacks are, over all chains. */
const mostPlaced = 32 * 1024 * 1024;

/** The profile itself where there is nothing to add. The first key becomes the outermost frame. */
export function withLabelFrames(
  profile: Profile,
  roots: readonly string[],
  leaves: readonly string[],
  beat: Beat,
): Profile {
  if (roots.length === 0 && leaves.length === 0) return profile;
  const { samples, stacks } = profile;
  const made = new LabelFrames(profile);
  const rootsOf = made.perSet(roots);
  const leavesOf = made.perSet(leaves);
  const table = new NodeTable(stacks.count + 64);
  const stack = new Int32Array(samples.count);
  const path: number[] = [];
  // Stacks are walked once per chain of labels that they hang below, as long as there are few of those.
  const none = new Int32Array(0);
  const placed = new Map<number, Int32Array>();
  for (let sample = 0; sample < samples.count; sample++) {
    const set = samples.labels[sample] as number;
    let node = -1;
    for (const frame of rootsOf(set)) node = table.child(node, frame);
    const own = samples.stack[sample] as number;
    if (own >= 0) {
      let below = placed.get(node);
      if (below === undefined) {
        below = placed.size * stacks.count < mostPlaced ? new Int32Array(stacks.count) : none;
        placed.set(node, below);
      }
      path.length = 0;
      let at = own;
      while (at >= 0 && (below[at] ?? 0) === 0) {
        path.push(at);
        at = stacks.parent[at] as number;
      }
      beat(1 + path.length);
      let to = at < 0 ? node : (below[at] as number) - 1;
      for (let step = path.length - 1; step >= 0; step--) {
        const from = path[step] as number;
        to = table.child(to, stacks.frame[from] as number);
        if (below !== none) below[from] = to + 1;
      }
      node = to;
    }
    for (const frame of leavesOf(set)) node = table.child(node, frame);
    stack[sample] = node;
  }
  return {
    ...made.profile(),
    stacks: { count: table.count, parent: table.parents(), frame: table.keys() },
    samples: { ...samples, stack },
  };
}

/** Frames for the values of labels, behind those of the profile. */
class LabelFrames {
  readonly #profile: Profile;
  readonly #texts: string[] = [];
  readonly #names: number[] = [];
  readonly #files: number[] = [];
  readonly #frames = new Map<string, number>();
  readonly #keys = new Map<string, number>();

  constructor(profile: Profile) {
    this.#profile = profile;
    for (const [number, text] of profile.texts.entries()) this.#keys.set(text, number);
  }

  /** The frames of a label set, outermost first. */
  perSet(keys: readonly string[]): (set: number) => readonly number[] {
    const known = new Map<number, readonly number[]>();
    return (set) => {
      let frames = known.get(set);
      if (frames === undefined) {
        // The last key first: that is how pprof numbers them.
        frames = keys
          .toReversed()
          .map((key) => this.#frame(key, this.#values(set, key)))
          .toReversed();
        known.set(set, frames);
      }
      return frames;
    };
  }

  profile(): Profile {
    const { functions, frames, texts } = this.#profile;
    const more = this.#names.length;
    const next = functions.count;
    const zeros = new Int32Array(more);
    const mark = new Uint8Array(more);
    return {
      ...this.#profile,
      texts: [...texts, ...this.#texts],
      functions: {
        count: functions.count + more,
        name: joined(functions.name, Int32Array.from(this.#names)),
        systemName: joined(functions.systemName, zeros),
        file: joined(functions.file, Int32Array.from(this.#files)),
        startLine: joined(functions.startLine, zeros),
      },
      frames: {
        count: frames.count + more,
        function: joined(
          frames.function,
          Int32Array.from({ length: more }, (_, at) => next + at),
        ),
        line: joined(frames.line, zeros),
        column: joined(frames.column, zeros),
        address: joinedBig(frames.address, more),
        mapping: joined(frames.mapping, new Int32Array(more).fill(-1)),
        flags: joinedBytes(frames.flags, mark.fill(FrameFlag.label)),
        kind: joined(frames.kind, zeros),
      },
    };
  }

  #values(set: number, key: string): string {
    const { labelSets, texts } = this.#profile;
    const values: string[] = [];
    const numbers: string[] = [];
    for (let at = labelSets.starts[set] as number; at < (labelSets.starts[set + 1] as number); at++) {
      if (texts[labelSets.key[at] as number] !== key) continue;
      const text = labelSets.text[at] as number;
      if (text >= 0) values.push(texts[text] as string);
      else {
        const unit = texts[labelSets.unit[at] as number] as string;
        numbers.push(formatScaled(labelSets.number[at] as number, unit, unit === '' ? '' : 'auto'));
      }
    }
    return [...values, ...numbers].join(',');
  }

  #frame(key: string, name: string): number {
    const id = `${key}\0${name}`;
    const known = this.#frames.get(id);
    if (known !== undefined) return known;
    const made = this.#profile.frames.count + this.#names.length;
    this.#names.push(this.#text(name));
    this.#files.push(this.#text(key));
    this.#frames.set(id, made);
    return made;
  }

  #text(text: string): number {
    const known = this.#keys.get(text);
    if (known !== undefined) return known;
    const made = this.#profile.texts.length + this.#texts.length;
    this.#texts.push(text);
    this.#keys.set(text, made);
    return made;
  }
}

function joined(a: Int32Array, b: Int32Array): Int32Array {
  const both = new Int32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function joinedBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function joinedBig(a: BigUint64Array, more: number): BigUint64Array {
  const both = new BigUint64Array(a.length + more);
  both.set(a);
  return both;
}
