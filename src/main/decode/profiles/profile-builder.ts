// Makes a Profile: every table is filled through here, so that equal texts, functions, frames, stacks and label sets are
// one, and limits are the same for all formats.
import type { Beat } from '../../../contract/beat.ts';
import { growBigU64, growF64, growI32, growU8 } from './grow.ts';
import { LabelSetTable } from './label-sets.ts';
import { profileLimits } from './profile-limits.ts';
import { StackTrie } from './stack-trie.ts';
import { TextTable } from './text-table.ts';
import { DecodeFault } from '../result.ts';
import type { ProfileFormat } from '../../../contract/profiles/formats.ts';
import type { Profile, ProfileLink, SampleType } from '../../../contract/profiles/profile.ts';
import type { UnixNanos } from '../../../contract/time.ts';

/** What is known of a profile besides its tables; absent means unknown. */
export interface ProfileFacts {
  readonly title?: string;
  readonly time?: UnixNanos | undefined;
  readonly durationNanos?: number | undefined;
  readonly period?: Profile['period'];
  readonly comments?: readonly string[];
  readonly docUrl?: string | undefined;
  readonly dropFrames?: string;
  readonly keepFrames?: string;
  readonly defaultType?: number;
}

export interface FrameParts {
  /** -1 where the location is not symbolized. */
  readonly function: number;
  readonly line?: number;
  readonly column?: number;
  readonly address?: bigint;
  readonly mapping?: number;
  readonly flags?: number;
  /** Number of a text. */
  readonly kind?: number;
}

export class ProfileBuilder {
  readonly texts = new TextTable();
  readonly stacks: StackTrie;
  readonly labels = new LabelSetTable();
  readonly links: ProfileLink[] = [];
  readonly notes: string[] = [];
  /** For readers that work long before they add anything. */
  readonly beat: Beat | undefined;
  readonly #format: ProfileFormat;
  readonly #types: readonly SampleType[];

  #functions = 0;
  #name = new Int32Array(64);
  #systemName = new Int32Array(64);
  #file = new Int32Array(64);
  #startLine = new Int32Array(64);
  readonly #functionOf = new Map<string, number>();

  #frames = 0;
  #function = new Int32Array(64);
  #line = new Int32Array(64);
  #column = new Int32Array(64);
  #address = new BigUint64Array(64);
  #mapping = new Int32Array(64);
  #flags = new Uint8Array(64);
  #kind = new Int32Array(64);

  #mappings = 0;
  #start = new BigUint64Array(8);
  #limit = new BigUint64Array(8);
  #offset = new BigUint64Array(8);
  #mappingFile = new Int32Array(8);
  #buildId = new Int32Array(8);
  #mappingFlags = new Uint8Array(8);

  #samples = 0;
  #stack = new Int32Array(256);
  readonly #values: Float64Array<ArrayBuffer>[];
  #labelSet = new Int32Array(256);
  #time: Float64Array<ArrayBuffer> | undefined;
  #link: Int32Array | undefined;

  /** @param types at least one @param beat told of every function, frame, sample and node */
  constructor(format: ProfileFormat, types: readonly SampleType[], beat?: Beat) {
    this.beat = beat;
    this.stacks = new StackTrie(beat);
    this.#format = format;
    this.#types = types;
    this.#values = types.map(() => new Float64Array(256));
  }

  get sampleCount(): number {
    return this.#samples;
  }

  get frameCount(): number {
    return this.#frames;
  }

  /** A function by its texts; equal ones are one. */
  functionOf(name: string, file = '', startLine = 0, systemName = name): number {
    const key = `${name}\0${file}\0${startLine}\0${systemName}`;
    const known = this.#functionOf.get(key);
    if (known !== undefined) return known;
    const { texts } = this;
    const made = this.addFunction(texts.number(name), texts.number(systemName), texts.number(file), startLine);
    this.#functionOf.set(key, made);
    return made;
  }

  /** A function by numbers of texts, always a new one: for formats that number their functions themselves. */
  addFunction(name: number, systemName: number, file: number, startLine: number): number {
    const at = this.#functions++;
    this.beat?.(1);
    if (at >= profileLimits.functions) throw new DecodeFault(`more than ${profileLimits.functions} functions`, -1);
    if (at >= this.#name.length) {
      this.#name = growI32(this.#name, at + 1);
      this.#systemName = growI32(this.#systemName, at + 1);
      this.#file = growI32(this.#file, at + 1);
      this.#startLine = growI32(this.#startLine, at + 1);
    }
    this.#name[at] = name;
    this.#systemName[at] = systemName;
    this.#file[at] = file;
    this.#startLine[at] = startLine;
    return at;
  }

  /** Always a new frame: callers number their own. */
  addFrame(parts: FrameParts): number {
    const at = this.#frames++;
    this.beat?.(1);
    if (at >= profileLimits.frames) throw new DecodeFault(`more than ${profileLimits.frames} frames`, -1);
    if (at >= this.#function.length) this.#growFrames(at + 1);
    this.#function[at] = parts.function;
    this.#line[at] = parts.line ?? 0;
    this.#column[at] = parts.column ?? 0;
    this.#address[at] = parts.address ?? 0n;
    this.#mapping[at] = parts.mapping ?? -1;
    this.#flags[at] = parts.flags ?? 0;
    this.#kind[at] = parts.kind ?? 0;
    return at;
  }

  addMapping(start: bigint, limit: bigint, offset: bigint, file: string, buildId: string, flags = 0): number {
    const at = this.#mappings++;
    if (at >= profileLimits.mappings) throw new DecodeFault(`more than ${profileLimits.mappings} mappings`, -1);
    this.#start = growBigU64(this.#start, at + 1);
    this.#limit = growBigU64(this.#limit, at + 1);
    this.#offset = growBigU64(this.#offset, at + 1);
    this.#mappingFile = growI32(this.#mappingFile, at + 1);
    this.#buildId = growI32(this.#buildId, at + 1);
    this.#start[at] = start;
    this.#limit[at] = limit;
    this.#offset[at] = offset;
    this.#mappingFile[at] = this.texts.number(file);
    this.#buildId[at] = this.texts.number(buildId);
    this.#mappingFlags = growU8(this.#mappingFlags, at + 1);
    this.#mappingFlags[at] = flags;
    return at;
  }

  /**
   * A sample whose values follow by `setValue`.
   * @param stack a node of `stacks`, -1 for an empty stack
   * @param labels a set of `labels`
   */
  addSample(stack: number, labels = 0): number {
    const at = this.#samples++;
    this.beat?.(1);
    if (at >= profileLimits.samples) throw new DecodeFault(`more than ${profileLimits.samples} samples`, -1);
    if (at >= this.#stack.length) {
      this.#stack = growI32(this.#stack, at + 1);
      this.#labelSet = growI32(this.#labelSet, at + 1);
      for (let type = 0; type < this.#values.length; type++) {
        this.#values[type] = growF64(this.#values[type] as Float64Array<ArrayBuffer>, at + 1);
      }
    }
    this.#stack[at] = stack;
    this.#labelSet[at] = labels;
    return at;
  }

  setValue(sample: number, type: number, value: number): void {
    checkSize(sample, value);
    (this.#values[type] as Float64Array)[sample] = value;
  }

  /** Nanoseconds since the profile's beginning; once one sample has a time all of them need one. */
  setTime(sample: number, nanos: number): void {
    checkSize(sample, nanos);
    this.#time = growF64(this.#time ?? new Float64Array(0), this.#stack.length);
    this.#time[sample] = nanos;
  }

  /** @param link an index of `links` */
  setLink(sample: number, link: number): void {
    const before = this.#link?.length ?? 0;
    if (before < this.#stack.length) {
      const larger = new Int32Array(this.#stack.length).fill(-1);
      if (this.#link !== undefined) larger.set(this.#link);
      this.#link = larger;
    }
    (this.#link as Int32Array)[sample] = link;
  }

  finish(facts: ProfileFacts): Profile {
    const functions = this.#functions;
    const frames = this.#frames;
    const samples = this.#samples;
    const mappings = this.#mappings;
    return {
      format: this.#format,
      title: facts.title ?? '',
      texts: this.texts.all,
      sampleTypes: this.#types,
      defaultType: facts.defaultType ?? this.#types.length - 1,
      defaultNamed: facts.defaultType !== undefined,
      functions: {
        count: functions,
        name: this.#name.slice(0, functions),
        systemName: this.#systemName.slice(0, functions),
        file: this.#file.slice(0, functions),
        startLine: this.#startLine.slice(0, functions),
      },
      frames: {
        count: frames,
        function: this.#function.slice(0, frames),
        line: this.#line.slice(0, frames),
        column: this.#column.slice(0, frames),
        address: this.#address.slice(0, frames),
        mapping: this.#mapping.slice(0, frames),
        flags: this.#flags.slice(0, frames),
        kind: this.#kind.slice(0, frames),
      },
      mappings: {
        count: mappings,
        start: this.#start.slice(0, mappings),
        limit: this.#limit.slice(0, mappings),
        offset: this.#offset.slice(0, mappings),
        file: this.#mappingFile.slice(0, mappings),
        buildId: this.#buildId.slice(0, mappings),
        flags: this.#mappingFlags.slice(0, mappings),
      },
      stacks: this.stacks.finish(),
      samples: {
        count: samples,
        stack: this.#stack.slice(0, samples),
        values: this.#values.map((column) => column.slice(0, samples)),
        labels: this.#labelSet.slice(0, samples),
        time: this.#time?.slice(0, samples),
        link: this.#linksOf(samples),
      },
      labelSets: this.labels.finish(),
      links: this.links,
      time: facts.time,
      durationNanos: facts.durationNanos,
      period: facts.period,
      comments: facts.comments ?? [],
      docUrl: facts.docUrl,
      dropFrames: facts.dropFrames ?? '',
      keepFrames: facts.keepFrames ?? '',
      notes: this.notes,
    };
  }

  #linksOf(samples: number): Int32Array | undefined {
    if (this.#link === undefined) return undefined;
    const column = new Int32Array(samples).fill(-1);
    column.set(this.#link.subarray(0, Math.min(samples, this.#link.length)));
    return column;
  }

  #growFrames(needed: number): void {
    this.#function = growI32(this.#function, needed);
    this.#line = growI32(this.#line, needed);
    this.#column = growI32(this.#column, needed);
    this.#address = growBigU64(this.#address, needed);
    this.#mapping = growI32(this.#mapping, needed);
    this.#flags = growU8(this.#flags, needed);
    this.#kind = growI32(this.#kind, needed);
  }
}

function checkSize(sample: number, value: number): void {
  if (Math.abs(value) <= profileLimits.value) return;
  throw new DecodeFault(`sample ${sample} has the value ${value}; values of up to ${profileLimits.value} are read`, -1);
}
