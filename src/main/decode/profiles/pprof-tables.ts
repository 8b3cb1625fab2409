// The tables of a pprof file: mappings, functions, locations, which refer to each other by ids of the file and may come in
// any order. A location becomes one frame per line, outermost first, or one without a function.
import { growI32 } from './grow.ts';
import { IdIndex, keyOf } from './id-index.ts';
import { functionShape, lineShape, locationShape, mappingShape } from './pprof-shapes.ts';
import type { PprofTexts } from './pprof-texts.ts';
import type { ProfileBuilder } from './profile-builder.ts';
import type { WireReader } from '../protobuf/wire-reader.ts';
import { DecodeFault } from '../result.ts';
import { FrameFlag } from '../../../contract/profiles/profile.ts';

export class PprofTables {
  readonly #reader: WireReader;
  readonly #texts: PprofTexts;
  readonly #builder: ProfileBuilder;
  readonly #functions = new IdIndex();
  readonly #mappings = new IdIndex();
  readonly locations = new IdIndex();
  #locationCount = 0;
  /** The frames of location n are [starts[n], starts[n + 1]). */
  #starts = new Int32Array(1024);
  /** Function, line and column of the location being read, as words. */
  readonly #lines: number[] = [];

  constructor(reader: WireReader, texts: PprofTexts, builder: ProfileBuilder) {
    this.#reader = reader;
    this.#texts = texts;
    this.#builder = builder;
  }

  get frameStarts(): Int32Array {
    return this.#starts;
  }

  mapping(end: number): void {
    const at = this.#reader.pos;
    const [id, start, limit, offset, file, build, ...known] = this.#fields(end, mappingShape, 10);
    const made = this.#builder.addMapping(
      big(start),
      big(limit),
      big(offset),
      this.#text(file, `mapping ${show(id)}`, at),
      this.#text(build, `mapping ${show(id)}`, at),
      known.reduce((bits, [low], bit) => (low === 0 ? bits : bits | (1 << bit)), 0),
    );
    this.#add(this.#mappings, id, made, 'mapping', at);
  }

  func(end: number): void {
    const at = this.#reader.pos;
    const [id, name, system, file, startLine] = this.#fields(end, functionShape, 5);
    const what = `function ${show(id)}`;
    const number = ([low, high]: Words): number => this.#texts.number(low, high, what, at);
    const made = this.#builder.addFunction(number(name), number(system), number(file), small(startLine));
    this.#add(this.#functions, id, made, 'function', at);
  }

  /** Functions and mappings are all known by now. */
  location(end: number): void {
    const reader = this.#reader;
    const at = reader.pos;
    let id: Words = [0, 0];
    let address = 0n;
    let mapping: Words = [0, 0];
    let folded = 0;
    const lines = this.#lines;
    lines.length = 0;
    while (reader.pos < end) {
      const tag = reader.tag(end);
      if (tag === 34) this.#line(reader.length(end) + reader.pos);
      else if (tag === 8 || tag === 16 || tag === 24 || tag === 40) {
        reader.word64(end);
        if (tag === 8) id = [reader.low, reader.high];
        else if (tag === 16) mapping = [reader.low, reader.high];
        else if (tag === 24) address = big([reader.low, reader.high]);
        else folded = reader.low === 0 ? 0 : FrameFlag.folded;
      } else reader.skipUnknown(tag, end, locationShape);
    }
    const within = this.#find(this.#mappings, mapping, 'mapping', id, at);
    const made = this.#locationCount++;
    this.#starts = growI32(this.#starts, made + 2);
    this.#starts[made] = this.#builder.frameCount;
    if (lines.length === 0) this.#builder.addFrame({ function: -1, address, mapping: within, flags: folded });
    for (let line = lines.length - 4; line >= 0; line -= 4) {
      const func: Words = [lines[line] as number, lines[line + 1] as number];
      this.#builder.addFrame({
        function: this.#find(this.#functions, func, 'function', id, at),
        line: lines[line + 2] as number,
        column: lines[line + 3] as number,
        address,
        mapping: within,
        flags: folded | (line === lines.length - 4 ? 0 : FrameFlag.inlined),
      });
    }
    this.#starts[made + 1] = this.#builder.frameCount;
    this.#add(this.locations, id, made, 'location', at);
  }

  #line(end: number): void {
    const [id, line, column] = this.#fields(end, lineShape, 3);
    this.#lines.push(id[0], id[1], small(line), small(column));
  }

  /** A message of varints only, in the order of their numbers. */
  #fields(end: number, shape: typeof lineShape, count: 3): readonly [Words, Words, Words];
  #fields(end: number, shape: typeof lineShape, count: 5): readonly [Words, Words, Words, Words, Words];
  #fields(
    end: number,
    shape: typeof lineShape,
    count: 10,
  ): readonly [Words, Words, Words, Words, Words, Words, ...Words[]];
  #fields(end: number, shape: typeof lineShape, count: number): readonly Words[] {
    const reader = this.#reader;
    const fields: Words[] = Array.from({ length: count }, () => [0, 0]);
    while (reader.pos < end) {
      const tag = reader.tag(end);
      const number = tag >>> 3;
      if ((tag & 7) === 0 && number <= count) {
        reader.word64(end);
        fields[number - 1] = [reader.low, reader.high];
      } else reader.skipUnknown(tag, end, shape);
    }
    return fields;
  }

  #text([low, high]: Words, what: string, at: number): string {
    return this.#texts.textOf(low, high, what, at);
  }

  #add(index: IdIndex, [low, high]: Words, number: number, what: string, at: number): void {
    if (low === 0 && high === 0) throw new DecodeFault(`a ${what} has the id 0`, at);
    if (!index.add(low, high, number)) throw new DecodeFault(`${what} ${keyOf(low, high)} is twice in the file`, at);
  }

  /** -1 for none. */
  #find(index: IdIndex, [low, high]: Words, what: string, location: Words, at: number): number {
    if (low === 0 && high === 0) return -1;
    const found = index.get(low, high);
    if (found < 0) {
      throw new DecodeFault(`location ${show(location)}: ${what} ${keyOf(low, high)} is not in the file`, at);
    }
    return found;
  }
}

/** A uint64: low and high word. */
type Words = readonly [number, number];

const big = ([low, high]: Words): bigint => (BigInt(high) << 32n) | BigInt(low);
const show = ([low, high]: Words): string => `${keyOf(low, high)}`;

/** A line number: what does not fit 32 bits is unknown. */
const small = ([low, high]: Words): number => (high === 0 && low < 0x8000_0000 ? low : 0);
