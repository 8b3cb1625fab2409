// The samples of a pprof file: location ids leaf first, one value per sample type, labels. Neighbours in a file share much of
// their stacks, so a sample's path begins where it parts from the one before.
import type { Label } from './label-sets.ts';
import { labelShape, sampleShape } from './pprof-shapes.ts';
import type { PprofTables } from './pprof-tables.ts';
import type { PprofTexts } from './pprof-texts.ts';
import type { ProfileBuilder } from './profile-builder.ts';
import { profileLimits } from './profile-limits.ts';
import { keyOf } from './id-index.ts';
import { StackPaths } from './stack-paths.ts';
import type { WireReader } from '../protobuf/wire-reader.ts';
import { DecodeFault } from '../result.ts';

const exact = 0x20_0000;

export class PprofSamples {
  readonly #reader: WireReader;
  readonly #tables: PprofTables;
  readonly #texts: PprofTexts;
  readonly #builder: ProfileBuilder;
  readonly #types: number;
  readonly #paths: StackPaths;
  readonly #values: Float64Array;
  readonly #labels: Label[] = [];
  /** Locations of the sample being read, leaf first. */
  #path = new Int32Array(256);
  #depth = 0;
  #valueCount = 0;
  #inexact = 0;
  #firstInexact = 0;

  constructor(reader: WireReader, tables: PprofTables, texts: PprofTexts, builder: ProfileBuilder, types: number) {
    this.#reader = reader;
    this.#tables = tables;
    this.#texts = texts;
    this.#builder = builder;
    this.#types = types;
    this.#values = new Float64Array(types);
    this.#paths = new StackPaths(builder.stacks, tables.frameStarts);
  }

  sample(end: number): void {
    const reader = this.#reader;
    const at = reader.pos;
    this.#depth = 0;
    this.#valueCount = 0;
    this.#labels.length = 0;
    while (reader.pos < end) {
      const tag = reader.tag(end);
      if (tag === 10) this.#locations(reader.length(end) + reader.pos);
      else if (tag === 18) this.#packedValues(reader.length(end) + reader.pos);
      else if (tag === 26) this.#label(reader.length(end) + reader.pos);
      else if (tag === 8) this.#location(end);
      else if (tag === 16) this.#value(end);
      else reader.skipUnknown(tag, end, sampleShape);
    }
    const builder = this.#builder;
    if (this.#valueCount !== this.#types) {
      const has = `${this.#valueCount} value${this.#valueCount === 1 ? '' : 's'}`;
      const types = `${this.#types} sample type${this.#types === 1 ? '' : 's'}`;
      throw new DecodeFault(`sample ${builder.sampleCount} has ${has}, the profile ${types}`, at);
    }
    const labels = this.#labels.length === 0 ? 0 : builder.labels.number(this.#labels);
    const sample = builder.addSample(this.#paths.node(this.#path, this.#depth), labels);
    for (let type = 0; type < this.#types; type++) builder.setValue(sample, type, this.#values[type] as number);
  }

  /** Words about values that a double cannot hold. */
  get note(): string | undefined {
    if (this.#inexact === 0) return undefined;
    const many = this.#inexact === 1 ? '1 value is' : `${this.#inexact} values are`;
    return `${many} beyond 2^53 and rounded, first in sample ${this.#firstInexact}`;
  }

  #locations(end: number): void {
    const { bytes } = this.#reader;
    const { locations } = this.#tables;
    let at = this.#reader.pos;
    while (at < end) {
      // Ids of up to three bytes are nearly all there are.
      const first = bytes[at] as number;
      let id = first;
      if (first < 0x80) at++;
      else {
        const second = bytes[at + 1] as number;
        if (second < 0x80 && at + 1 < end) {
          id = (first & 0x7f) | (second << 7);
          at += 2;
        } else {
          const third = bytes[at + 2] as number;
          if (third >= 0x80 || at + 2 >= end) {
            this.#reader.pos = at;
            this.#location(end);
            at = this.#reader.pos;
            continue;
          }
          id = (first & 0x7f) | ((second & 0x7f) << 7) | (third << 14);
          at += 3;
        }
      }
      const location = locations.get(id, 0);
      if (location < 0) this.#missing(id, 0, at);
      this.#push(location, at);
    }
    this.#reader.pos = end;
  }

  #location(end: number): void {
    const reader = this.#reader;
    const at = reader.pos;
    reader.word64(end);
    const location = this.#tables.locations.get(reader.low, reader.high);
    if (location < 0) this.#missing(reader.low, reader.high, at);
    this.#push(location, at);
  }

  #missing(low: number, high: number, at: number): never {
    const sample = this.#builder.sampleCount;
    throw new DecodeFault(`sample ${sample}: location ${keyOf(low, high)} is not in the file`, at);
  }

  #push(location: number, at: number): void {
    if (this.#depth === this.#path.length) {
      if (this.#depth >= profileLimits.depth) {
        const sample = this.#builder.sampleCount;
        throw new DecodeFault(`sample ${sample}: a stack of more than ${profileLimits.depth} locations`, at);
      }
      const larger = new Int32Array(this.#path.length * 2);
      larger.set(this.#path);
      this.#path = larger;
    }
    this.#path[this.#depth++] = location;
  }

  #packedValues(end: number): void {
    while (this.#reader.pos < end) this.#value(end);
  }

  #value(end: number): void {
    const reader = this.#reader;
    reader.word64(end);
    const high = reader.high | 0;
    if ((high >= exact || high < -exact) && this.#inexact++ === 0) this.#firstInexact = this.#builder.sampleCount;
    if (this.#valueCount < this.#types) this.#values[this.#valueCount] = high * 0x1_0000_0000 + reader.low;
    this.#valueCount++;
  }

  #label(end: number): void {
    const reader = this.#reader;
    const at = reader.pos;
    const what = `a label of sample ${this.#builder.sampleCount}`;
    let key = 0;
    let text = -1;
    let number = 0;
    let unit = 0;
    while (reader.pos < end) {
      const tag = reader.tag(end);
      if (tag !== 8 && tag !== 16 && tag !== 24 && tag !== 32) {
        reader.skipUnknown(tag, end, labelShape);
        continue;
      }
      reader.word64(end);
      if (tag === 24) number = (reader.high | 0) * 0x1_0000_0000 + reader.low;
      else {
        const known = this.#texts.number(reader.low, reader.high, what, at);
        if (tag === 8) key = known;
        else if (tag === 16) text = reader.low === 0 ? -1 : known;
        else unit = known;
      }
    }
    // A label that says neither text nor number nor unit says nothing.
    if (text >= 0) this.#labels.push({ key, text, number: NaN, unit: 0 });
    else if (number !== 0 || unit !== 0) this.#labels.push({ key, text: -1, number, unit });
  }
}
