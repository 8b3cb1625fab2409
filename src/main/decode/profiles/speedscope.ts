// speedscope's own files (https://www.speedscope.app/file-format-schema.json): frames that several profiles share, each
// either `sampled` (stacks, outermost frame first, and their weights) or `evented` (frames that open and close).
import type { Beat } from '../../../contract/beat.ts';
import { jsonShape } from '../foreign/json-shape.ts';
import { DecodeFault } from '../result.ts';
import {
  arrayAt,
  countAt,
  isObject,
  numberAt,
  objectAt,
  parseDocument,
  textAt,
  wrong,
  type JsonObject,
} from './json-document.ts';
import { ProfileBuilder } from './profile-builder.ts';
import type { DecodedProfiles, ProfileReader, ProfileTools } from './profile-format.ts';
import type { Profile, SampleType } from '../../../contract/profiles/profile.ts';

export const speedscope: ProfileReader = { id: 'speedscope', sniff, decode };

function sniff(head: Uint8Array, text: string): boolean {
  if (text.includes('speedscope.app/file-format-schema.json')) return true;
  if (!/^\s*\{/.test(text)) return false;
  const shape = jsonShape(head);
  if (shape === undefined || shape.root !== 'object') return false;
  const profile = shape.items.get('profiles');
  return (
    shape.items.get('shared')?.has('frames') === true || (profile?.has('startValue') === true && profile.has('unit'))
  );
}

/** Unit of the file, and how many nanoseconds one is. */
const units: Readonly<Record<string, { readonly type: SampleType; readonly nanos: number | undefined }>> = {
  none: { type: { type: 'weight', unit: 'count' }, nanos: undefined },
  bytes: { type: { type: 'space', unit: 'bytes' }, nanos: undefined },
  nanoseconds: { type: { type: 'time', unit: 'nanoseconds' }, nanos: 1 },
  microseconds: { type: { type: 'time', unit: 'microseconds' }, nanos: 1000 },
  milliseconds: { type: { type: 'time', unit: 'milliseconds' }, nanos: 1_000_000 },
  seconds: { type: { type: 'time', unit: 'seconds' }, nanos: 1_000_000_000 },
};

function decode(bytes: Uint8Array, tools: ProfileTools): DecodedProfiles {
  const root = objectAt(parseDocument(bytes, tools), 'the file');
  const frames = arrayAt(objectAt(root['shared'], 'shared')['frames'], 'shared.frames');
  const profiles = arrayAt(root['profiles'], 'profiles');
  if (profiles.length === 0) throw new DecodeFault('profiles is empty', -1);
  const name = textAt(root['name'], 'name');
  // The one that is shown first comes first.
  const active = countAt(root['activeProfileIndex'], 'activeProfileIndex', 0);
  const decoded = profiles.map((one, index) =>
    new ProfileDecoder(frames, one, `profiles[${index}]`, tools.beat).decode(name),
  );
  const first = decoded[active];
  return { profiles: first === undefined ? decoded : [first, ...decoded.filter((one) => one !== first)] };
}

class ProfileDecoder {
  readonly #frames: readonly unknown[];
  readonly #profile: JsonObject;
  readonly #place: string;
  readonly #builder: ProfileBuilder;
  readonly #nanos: number | undefined;
  /** Frame of the builder per frame of the file, -1 while it was not met. */
  readonly #known: Int32Array;

  constructor(frames: readonly unknown[], profile: unknown, place: string, beat?: Beat) {
    this.#frames = frames;
    this.#profile = objectAt(profile, place);
    this.#place = place;
    const unit = this.#profile['unit'];
    const known = typeof unit === 'string' && Object.hasOwn(units, unit) ? units[unit] : undefined;
    if (known === undefined) throw wrong(`${place}.unit`, `one of ${Object.keys(units).join(', ')}`, unit);
    this.#builder = new ProfileBuilder('speedscope', [known.type], beat);
    this.#nanos = known.nanos;
    this.#known = new Int32Array(frames.length).fill(-1);
  }

  decode(fileName: string): Profile {
    const profile = this.#profile;
    const kind = profile['type'];
    if (kind === 'sampled') this.#readSamples();
    else if (kind === 'evented') this.#readEvents();
    else throw wrong(`${this.#place}.type`, '"sampled" or "evented"', kind);
    const start = numberAt(profile['startValue'] ?? 0, `${this.#place}.startValue`);
    const end = numberAt(profile['endValue'] ?? start, `${this.#place}.endValue`);
    const nanos = this.#nanos;
    return this.#builder.finish({
      title: textAt(profile['name'], `${this.#place}.name`) || fileName,
      durationNanos: nanos === undefined || end <= start ? undefined : (end - start) * nanos,
    });
  }

  #readSamples(): void {
    const samples = arrayAt(this.#profile['samples'], `${this.#place}.samples`);
    const weights = arrayAt(this.#profile['weights'], `${this.#place}.weights`);
    if (samples.length !== weights.length) {
      throw new DecodeFault(`${this.#place} has ${samples.length} samples and ${weights.length} weights`, -1);
    }
    let time = 0;
    // Neighbours have most of their frames in common.
    let before: readonly unknown[] = [];
    const nodes: number[] = [];
    for (let index = 0; index < samples.length; index++) {
      const weight = weights[index];
      if (typeof weight !== 'number' || !(weight >= 0)) {
        throw wrong(`${this.#place}.weights[${index}]`, 'a number from 0 on', weight);
      }
      const one = samples[index];
      if (!Array.isArray(one)) throw wrong(`${this.#place}.samples[${index}]`, 'an array', one);
      const frames = one as readonly unknown[];
      let same = 0;
      while (same < frames.length && same < before.length && frames[same] === before[same]) same++;
      let stack = same === 0 ? -1 : (nodes[same - 1] as number);
      for (let at = same; at < frames.length; at++) {
        stack = this.#builder.stacks.child(stack, this.#frame(frames[at], 'samples', index));
        nodes[at] = stack;
      }
      this.#builder.beat?.(frames.length);
      before = frames;
      this.#add(stack, weight, time);
      time += weight;
    }
  }

  #readEvents(): void {
    const events = arrayAt(this.#profile['events'], `${this.#place}.events`);
    const start = numberAt(this.#profile['startValue'] ?? 0, `${this.#place}.startValue`);
    const { stacks, notes } = this.#builder;
    let stack = -1;
    let open = 0;
    let last = start;
    const placeOf = (index: number): string => `${this.#place}.events[${index}]`;
    for (let index = 0; index < events.length; index++) {
      this.#builder.beat?.(1);
      const event = events[index];
      if (!isObject(event)) throw wrong(placeOf(index), 'an object', event);
      const { at } = event;
      if (typeof at !== 'number') throw wrong(`${placeOf(index)}.at`, 'a number', at);
      if (!(at >= last)) {
        throw new DecodeFault(`${placeOf(index)}.at is ${at}, before ${last}: events must not go back`, -1);
      }
      if (at > last) this.#add(stack, at - last, last - start);
      last = at;
      const frame = this.#frame(event['frame'], 'events', index);
      if (event['type'] === 'O') {
        stack = stacks.child(stack, frame);
        open++;
      } else if (event['type'] === 'C') {
        if (stack < 0 || stacks.frameOf(stack) !== frame) throw this.#unbalanced(placeOf(index), event['frame'], open);
        stack = stacks.parentOf(stack);
        open--;
      } else throw wrong(`${placeOf(index)}.type`, '"O" or "C"', event['type']);
    }
    const end = numberAt(this.#profile['endValue'] ?? last, `${this.#place}.endValue`);
    if (end > last) this.#add(stack, end - last, last - start);
    if (open > 0) notes.push(`${open} frames of ${this.#place} are open at its end; they end with it`);
  }

  #unbalanced(place: string, frame: unknown, open: number): DecodeFault {
    return new DecodeFault(
      `${place} closes frame ${String(frame)}, which is not the innermost of ${open} open ones`,
      -1,
    );
  }

  /** @param time since the beginning, in the unit of the file */
  #add(stack: number, weight: number, time: number): void {
    const sample = this.#builder.addSample(stack);
    this.#builder.setValue(sample, 0, weight);
    if (this.#nanos !== undefined) this.#builder.setTime(sample, time * this.#nanos);
  }

  #frame(index: unknown, field: string, at: number): number {
    const known = typeof index === 'number' ? this.#known[index] : undefined;
    if (known === undefined) {
      const most = this.#frames.length - 1;
      throw wrong(`a frame of ${this.#place}.${field}[${at}]`, `a whole number from 0 to ${most}`, index);
    }
    if (known >= 0) return known;
    const place = `shared.frames[${String(index)}]`;
    const frame = objectAt(this.#frames[index as number], place);
    const line = countAt(frame['line'], `${place}.line`, 0);
    const column = countAt(frame['col'], `${place}.col`, 0);
    const name = textAt(frame['name'], `${place}.name`);
    const made = this.#builder.addFrame({
      function: this.#builder.functionOf(name, textAt(frame['file'], `${place}.file`)),
      line,
      column,
    });
    this.#known[index as number] = made;
    return made;
  }
}
