// Tables that two profiles are written into: texts, functions, mappings, locations, stacks and label sets that say the same
// become one, as pprof merges them. Addresses of one library at two places are told from where it begins.
import type { Beat } from '../../../../contract/beat.ts';
import { NodeTable } from '../view/node-table.ts';
import { frameLocations } from '../../../../contract/profiles/frame-locations.ts';
import type { Profile } from '../../../../contract/profiles/profile.ts';

/** Looking something up by a text that is made of it. */
const stepsOfText = 16;

export class JoinTables {
  readonly texts: string[] = [''];
  readonly #textNumbers = new Map<string, number>([['', 0]]);
  readonly functions = {
    name: [] as number[],
    systemName: [] as number[],
    file: [] as number[],
    startLine: [] as number[],
  };
  readonly #functionNumbers = new Map<string, number>();
  readonly mappings = {
    start: [] as bigint[],
    limit: [] as bigint[],
    offset: [] as bigint[],
    file: [] as number[],
    buildId: [] as number[],
    flags: [] as number[],
  };
  readonly #mappingNumbers = new Map<string, number>();
  readonly frames = {
    function: [] as number[],
    line: [] as number[],
    column: [] as number[],
    address: [] as bigint[],
    mapping: [] as number[],
    flags: [] as number[],
    kind: [] as number[],
  };
  readonly #locationNumbers = new Map<string, number>();
  readonly stacks: NodeTable;
  readonly labels = {
    starts: [0, 0],
    key: [] as number[],
    text: [] as number[],
    number: [] as number[],
    unit: [] as number[],
  };
  readonly #labelSets = new Map<string, number>([['', 0]]);

  readonly #beat: Beat;

  /** @param expected nodes of all stacks */
  constructor(expected: number, beat: Beat) {
    this.#beat = beat;
    this.stacks = new NodeTable(expected);
  }

  text(text: string): number {
    const known = this.#textNumbers.get(text);
    if (known !== undefined) return known;
    this.#textNumbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  /** Of each stack of a profile: its number here. */
  addStacks(profile: Profile): Int32Array {
    const frames = this.#addFrames(profile);
    const { stacks } = profile;
    const made = new Int32Array(stacks.count);
    for (let stack = 0; stack < stacks.count; stack++) {
      this.#beat(1);
      const parent = stacks.parent[stack] as number;
      const above = parent < 0 ? -1 : (made[parent] as number);
      made[stack] = this.stacks.child(above, frames[stacks.frame[stack] as number] as number);
    }
    return made;
  }

  /** Of each label set: its number here. @param extra a label that all of them get */
  addLabelSets({ labelSets, texts }: Profile, extra?: { readonly key: string; readonly value: string }): Int32Array {
    const own = Int32Array.from(labelSets.key, (key) => this.text(texts[key] as string));
    return Int32Array.from({ length: labelSets.count }, (_, set) => {
      this.#beat(stepsOfText);
      const labels: (readonly [number, number, number, number])[] = [];
      for (let at = labelSets.starts[set] as number; at < (labelSets.starts[set + 1] as number); at++) {
        const text = labelSets.text[at] as number;
        const unit = this.text(texts[labelSets.unit[at] as number] as string);
        const value = text < 0 ? -1 : this.text(texts[text] as string);
        labels.push([own[at] as number, value, labelSets.number[at] as number, unit]);
      }
      if (extra !== undefined) labels.push([this.text(extra.key), this.text(extra.value), NaN, 0]);
      const sorted = labels.toSorted((a, b) => a[0] - b[0]);
      const id = sorted.map((label) => label.join(' ')).join('\n');
      const known = this.#labelSets.get(id);
      if (known !== undefined) return known;
      const { key, text, number, unit, starts } = this.labels;
      for (const label of sorted) {
        key.push(label[0]);
        text.push(label[1]);
        number.push(label[2]);
        unit.push(label[3]);
      }
      const made = starts.push(key.length) - 2;
      this.#labelSets.set(id, made);
      return made;
    });
  }

  #addFrames(profile: Profile): Int32Array {
    const { frames, texts } = profile;
    const functions = this.#addFunctions(profile);
    // The first is the program itself; others are taken when a location names them.
    if (profile.mappings.count > 0 && this.mappings.start.length === 0) this.#addMapping(profile, 0);
    const mappings = new Map<number, MovedMapping>();
    const locations = frameLocations(frames);
    const made = new Int32Array(frames.count);
    for (let location = 0; location < locations.count; location++) {
      this.#beat(stepsOfText);
      const first = locations.starts[location] as number;
      const end = locations.starts[location + 1] as number;
      const mapping = frames.mapping[first] as number;
      const placed = mapping < 0 ? undefined : (mappings.get(mapping) ?? this.#addMapping(profile, mapping));
      if (placed !== undefined) mappings.set(mapping, placed);
      const { number, moved } = placed ?? { number: -1, moved: 0n };
      const address = (frames.address[first] as bigint) + moved;
      let id = `${number} ${address}`;
      for (let frame = first; frame < end; frame++) {
        const func = frames.function[frame] as number;
        id += ` ${func < 0 ? -1 : functions[func]} ${frames.line[frame]} ${frames.column[frame]} ${frames.flags[frame]}`;
      }
      const known = this.#locationNumbers.get(id);
      const start = known ?? this.frames.function.length;
      if (known === undefined) this.#locationNumbers.set(id, start);
      for (let frame = first; frame < end; frame++) {
        made[frame] = start + frame - first;
        if (known !== undefined) continue;
        const func = frames.function[frame] as number;
        this.frames.function.push(func < 0 ? -1 : (functions[func] as number));
        this.frames.line.push(frames.line[frame] as number);
        this.frames.column.push(frames.column[frame] as number);
        this.frames.address.push(BigInt.asUintN(64, address));
        this.frames.mapping.push(number);
        this.frames.flags.push(frames.flags[frame] as number);
        this.frames.kind.push(this.text(texts[frames.kind[frame] as number] as string));
      }
    }
    return made;
  }

  #addFunctions({ functions, texts }: Profile): Int32Array {
    const text = (number: number | undefined): number => this.text(texts[number as number] as string);
    return Int32Array.from({ length: functions.count }, (_, at) => {
      this.#beat(stepsOfText);
      const [name, system] = [text(functions.name[at]), text(functions.systemName[at])];
      const [file, startLine] = [text(functions.file[at]), functions.startLine[at] as number];
      const id = `${name} ${system} ${file} ${startLine}`;
      const known = this.#functionNumbers.get(id);
      if (known !== undefined) return known;
      this.functions.systemName.push(system);
      this.functions.file.push(file);
      this.functions.startLine.push(startLine);
      const made = this.functions.name.push(name) - 1;
      this.#functionNumbers.set(id, made);
      return made;
    });
  }

  /** By size, offset and build or file, which stay when a library is loaded elsewhere. */
  #addMapping({ mappings, texts }: Profile, at: number): MovedMapping {
    const [start, limit] = [mappings.start[at] as bigint, mappings.limit[at] as bigint];
    const [file, build] = [
      texts[mappings.file[at] as number] as string,
      texts[mappings.buildId[at] as number] as string,
    ];
    const pages = (limit - start + 0xfffn) >> 12n;
    const id = `${pages} ${mappings.offset[at]} ${build === '' ? file : build}`;
    const known = this.#mappingNumbers.get(id);
    if (known !== undefined) return { number: known, moved: (this.mappings.start[known] as bigint) - start };
    this.mappings.start.push(start);
    this.mappings.limit.push(limit);
    this.mappings.offset.push(mappings.offset[at] as bigint);
    this.mappings.file.push(this.text(file));
    this.mappings.flags.push(mappings.flags[at] as number);
    const number = this.mappings.buildId.push(this.text(build)) - 1;
    this.#mappingNumbers.set(id, number);
    return { number, moved: 0n };
  }
}

interface MovedMapping {
  readonly number: number;
  /** What its addresses change by. */
  readonly moved: bigint;
}
