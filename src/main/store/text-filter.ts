// Which three-byte pieces occur in the texts of a block: lets a search for a text pass a block by without reading it.
// Pieces are of the lower-case UTF-8 of a text; collected here at sealing, asked by text-search.ts. Texts may belong to
// groups of rows (one bit each, at most eight): then it is known which pieces the rows of a group have (grouped-filter.ts).
// Written into files (docs/run-file.md): pieces and their places never change.
import { ValueKind } from '../../contract/values.ts';
import { base64, textForm } from '../../contract/text-form.ts';
import { readArray, readMap } from './any-value.ts';
import type { AttributeRows } from './attribute-rows.ts';
import { growU8 } from './grow.ts';
import type { LongTextFilterBuilder } from './long-text-filter.ts';
import { NestedText } from './nested-text.ts';
import { everyNumber, NumberPieces } from './number-pieces.ts';
import type { SliceDictionary } from './slice-dictionary.ts';

/** A filter is at most 2^17 bits long, 16 KiB. */
const MAX_POWER = 17;
const MIN_POWER = 9;
/** A filter is halved while no more than one bit in this many is set. */
const SPARSE = 16;

const encoder = new TextEncoder();
const decoder = new TextDecoder(undefined, { ignoreBOM: true });
const lower = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte));

/** Scrambles a piece; its upper bits are its place in a filter. */
const scramble = (piece: number): number => Math.imul(piece, 0x9e3779b1);

/** Kinds of nested values: bytes, array, map. */
const NESTED = 3;

export class TextFilterBuilder {
  readonly #maxNested: number;
  readonly #long: LongTextFilterBuilder | undefined;
  /** By place: the groups that have a piece there. */
  readonly #places: Uint8Array = new Uint8Array(1 << MAX_POWER);
  readonly #numbers: Map<number, NumberPieces> = new Map();
  /** The places of every number; made when they are first wanted, since most blocks with doubles want them. */
  #everyNumber: Uint32Array | undefined;
  /** By blob id and kind: the groups whose text form was entered. */
  #nestedSeen: Uint8Array = new Uint8Array(64);
  #nestedBytes = 0;
  readonly #nested: NestedText = new NestedText(true);

  /**
   * `maxNested`: bytes of nested values whose text form is made; a block with more gets no filter. `long` is given all
   * texts and numbers as well.
   */
  constructor(maxNested: number, long?: LongTextFilterBuilder) {
    this.#maxNested = maxNested;
    this.#long = long;
  }

  /** Starts a block with the given texts. `groups`: by string id, those that it belongs to; one group for all without. */
  begin(strings: SliceDictionary, blobs: SliceDictionary, groups?: Uint8Array): void {
    this.#places.fill(0);
    for (const numbers of this.#numbers.values()) numbers.begin();
    this.#long?.begin();
    this.#nestedSeen = growU8(this.#nestedSeen, NESTED * blobs.count);
    this.#nestedSeen.fill(0);
    this.#nestedBytes = 0;
    const { bytes, offsets } = strings;
    for (let id = 0; id < strings.count; id++)
      this.#enter(bytes, offsets[id] as number, offsets[id + 1] as number, groups?.[id] ?? 1);
  }

  /** Adds the text forms of values that are not texts, of rows [from, end). */
  addRows(rows: AttributeRows, blobs: SliceDictionary, from = 0, end = rows.count, group = 1): void {
    for (let i = from; i < end; i++)
      this.addValue(rows.kind[i] as number, rows.low[i] as number, rows.high[i] as number, blobs, group);
  }

  /** Adds the text form of one value, given as in AttributeRows, unless it is a text. */
  addValue(kind: number, low: number, high: number, blobs: SliceDictionary, group = 1): void {
    if (kind === ValueKind.text || kind === ValueKind.empty) return;
    if (kind === ValueKind.int || kind === ValueKind.double || kind === ValueKind.bool) {
      this.#numbersOf(group).add(kind, low, high);
      this.#long?.enterNumber(kind, low, high);
    } else this.#addNested(kind, low, blobs, group);
  }

  /** `undefined` for a block with so much in nested values that their texts were not made. */
  finish(): Uint8Array | undefined {
    if (this.#nestedBytes > this.#maxNested) return undefined;
    return condensed(bitsOf(this.#places), MAX_POWER, MIN_POWER, SPARSE);
  }

  /** Which groups have pieces where, by place of a filter of 2^17 bits; until the next block begins. */
  get places(): Uint8Array {
    return this.#places;
  }

  #numbersOf(group: number): NumberPieces {
    let numbers = this.#numbers.get(group);
    if (numbers === undefined) {
      numbers = new NumberPieces(
        (text) => this.#enterNumber(text, group),
        () => this.#enterEveryNumber(group),
      );
      this.#numbers.set(group, numbers);
    }
    return numbers;
  }

  #addNested(kind: number, blob: number, blobs: SliceDictionary, group: number): void {
    const at = NESTED * blob + kind - ValueKind.bytes;
    const seen = this.#nestedSeen[at] as number;
    if ((seen & group) === group) return;
    this.#nestedSeen[at] = seen | group;
    const bytes = blobs.bytes.subarray(blobs.offsets[blob], blobs.offsets[blob + 1]);
    if (seen === 0) this.#nestedBytes += bytes.length;
    if (this.#nestedBytes > this.#maxNested) return;
    if (kind !== ValueKind.bytes && this.#nested.write(bytes, kind === ValueKind.map)) {
      this.#enterLower(this.#nested.bytes, 0, this.#nested.length, group);
      this.#long?.enter(this.#nested.bytes, 0, this.#nested.length);
    } else if (kind === ValueKind.bytes) this.#enterText(base64(bytes), group);
    else this.#enterText(textForm(kind === ValueKind.array ? readArray(bytes) : readMap(bytes)), group);
  }

  #enterText(text: string, groups: number): void {
    const bytes = encoder.encode(text.toLowerCase());
    this.#enterLower(bytes, 0, bytes.length, groups);
    this.#long?.enter(bytes, 0, bytes.length);
  }

  #enterNumber(text: string, groups: number): void {
    const bytes = encoder.encode(text.toLowerCase());
    this.#enterLower(bytes, 0, bytes.length, groups);
  }

  #enterEveryNumber(groups: number): void {
    const places = this.#places;
    this.#everyNumber ??= placesOf(everyNumber());
    for (const place of this.#everyNumber) places[place] = (places[place] as number) | groups;
  }

  #enter(bytes: Uint8Array, start: number, end: number, groups: number): void {
    if (end - start < 3) return;
    const places = this.#places;
    let piece = ((lower[bytes[start] as number] as number) << 8) | (lower[bytes[start + 1] as number] as number);
    let all = piece;
    for (let i = start + 2; i < end; i++) {
      const byte = lower[bytes[i] as number] as number;
      all |= byte;
      piece = ((piece << 8) | byte) & 0xffffff;
      const place = scramble(piece) >>> (32 - MAX_POWER);
      places[place] = (places[place] as number) | groups;
    }
    // Beyond ASCII lower case is not a matter of single bytes, and some of its letters become ASCII ones.
    if ((all & 0x8080) !== 0) this.#enterText(decoder.decode(bytes.subarray(start, end)), groups);
    else this.#long?.enter(bytes, start, end, lower);
  }

  #enterLower(bytes: Uint8Array, start: number, end: number, groups: number): void {
    const places = this.#places;
    for (let i = start + 2; i < end; i++) {
      const place = scramble(pieceAt(bytes, i)) >>> (32 - MAX_POWER);
      places[place] = (places[place] as number) | groups;
    }
  }
}

/** The piece that ends at byte `end`. */
function pieceAt(bytes: Uint8Array, end: number): number {
  return ((bytes[end - 2] as number) << 16) | ((bytes[end - 1] as number) << 8) | (bytes[end] as number);
}

/** The scrambled pieces of a lower-case text; none for a text that a filter cannot tell anything about. */
export function piecesOf(text: string): Uint32Array {
  const bytes = encoder.encode(text);
  if (bytes.length < 3 || !text.isWellFormed()) return new Uint32Array(0);
  return Uint32Array.from({ length: bytes.length - 2 }, (_, i) => scramble(pieceAt(bytes, i + 2)));
}

/** May a block with this filter contain a text of these pieces? */
export function filterMayContain(filter: Uint8Array, pieces: Uint32Array): boolean {
  const shift = 29 - Math.log2(filter.length);
  for (const piece of pieces) {
    const place = piece >>> shift;
    if (((filter[place >>> 3] as number) & (1 << (place & 7))) === 0) return false;
  }
  return true;
}

/** A copy of 2^`most` bits, halved (neighbouring bits become one) while no more than one bit in `sparse` is set. */
export function condensed(bits: Uint8Array, most: number, fewest: number, sparse: number): Uint8Array {
  let from: Uint8Array = bits;
  for (let power = most; power > fewest && setBits(from) * sparse <= 1 << power; power--) {
    const half = new Uint8Array(from.length / 2);
    for (let i = 0; i < half.length; i++)
      half[i] = pairs(from[2 * i] as number) | (pairs(from[2 * i + 1] as number) << 4);
    from = half;
  }
  return from === bits ? bits.slice() : from;
}

/** The places of all pieces of some texts, each once. */
function placesOf(texts: Iterable<string>): Uint32Array {
  const places = new Set<number>();
  for (const text of texts) for (const piece of piecesOf(text.toLowerCase())) places.add(piece >>> (32 - MAX_POWER));
  return Uint32Array.from(places);
}

/** One bit per byte, set where that is not 0. */
function bitsOf(places: Uint8Array): Uint8Array {
  const bits = new Uint8Array(places.length >>> 3);
  // Most of them are 0: four at a time.
  const words = new Uint32Array(places.buffer, places.byteOffset, places.length >>> 2);
  for (let i = 0; i < words.length; i++) {
    if (words[i] === 0) continue;
    for (let place = 4 * i; place < 4 * i + 4; place++)
      if (places[place] !== 0) bits[place >>> 3] = (bits[place >>> 3] as number) | (1 << (place & 7));
  }
  return bits;
}

/** Eight bits to four. */
function pairs(byte: number): number {
  const any = (byte | (byte >>> 1)) & 0x55;
  const twos = (any | (any >>> 1)) & 0x33;
  return (twos | (twos >>> 2)) & 0x0f;
}

/** How many bits are set; the length is a multiple of four. */
export function setBits(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  let count = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as number;
    const twos = word - ((word >>> 1) & 0x55555555);
    const fours = (twos & 0x33333333) + ((twos >>> 2) & 0x33333333);
    count += Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
