// Which longer pieces occur in the texts of a block of log records: three-byte pieces (text-filter.ts) cannot tell apart
// ids, since a block with thousands of them has every three digits. Of the six-byte pieces of a text two kinds are
// entered: those whose hash is less than that of the piece before and not greater than that of the piece after (a third
// of all), and those that end with five decimal digits and begin with no letter (numbers are short). Both are the same
// wherever the text occurs, so that a search knows which of its own pieces to ask for.
// Written into files (docs/run-file.md): pieces and their places never change.
import { ValueKind } from '../../contract/values.ts';
import { condensed } from './text-filter.ts';

/** A filter is at most 2^19 bits long, 64 KiB. */
const MAX_POWER = 19;
const MIN_POWER = 9;
/** A filter is halved while no more than one bit in this many is set. */
const SPARSE = 8;
/** 2^12, see enterNumber. */
const SLOTS = 4096;

const encoder = new TextEncoder();

/** The hash of six bytes, given as their first three and their last three. */
function hashOf(first: number, last: number): number {
  const mixed = Math.imul(last, 0x9e3779b1) ^ Math.imul(first, 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0;
}

/** Scrambled again, since what is entered has small hashes; the upper bits are the place in a filter. */
const placeOf = (hash: number): number => Math.imul(hash ^ (hash >>> 16), 0x9e3779b1) >>> 0;

/** Calls `enter` with the place of each chosen piece of the bytes, which are of a lower-case text. */
function eachPiece(
  bytes: Uint8Array,
  start: number,
  end: number,
  table: Uint8Array,
  enter: (place: number) => void,
): void {
  if (end - start < 6) return;
  // The last three bytes at the places before: a is three bytes back.
  let [a, b, c] = [0, 0, 0];
  let before = 0;
  let middle = 0;
  let digits = 0;
  for (let i = start; i < end; i++) {
    const byte = table[bytes[i] as number] as number;
    const last = ((c << 8) | byte) & 0xffffff;
    const hash = hashOf(a, last);
    digits = byte >= 0x30 && byte <= 0x39 ? digits + 1 : 0;
    if (i >= start + 7 && middle < before && middle <= hash) enter(placeOf(middle));
    if (digits >= 5 && i >= start + 5 && !isLetter(a >>> 16)) enter(placeOf(hash));
    before = middle;
    middle = hash;
    a = b;
    b = c;
    c = last;
  }
}

/** Of lower-case text; of letters beyond ASCII only the last byte is seen, and that counts as one. */
function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || byte >= 0x80;
}

const asIs = Uint8Array.from({ length: 256 }, (_, byte) => byte);

export class LongTextFilterBuilder {
  readonly #bits: Uint8Array = new Uint8Array(1 << (MAX_POWER - 3));
  /** Direct-mapped memory of numbers seen lately. */
  readonly #kinds: Uint8Array = new Uint8Array(SLOTS);
  readonly #lows: Uint32Array = new Uint32Array(SLOTS);
  readonly #highs: Uint32Array = new Uint32Array(SLOTS);
  readonly #set = (place: number): void => {
    const bit = place >>> (32 - MAX_POWER);
    this.#bits[bit >>> 3] = (this.#bits[bit >>> 3] as number) | (1 << (bit & 7));
  };

  begin(): void {
    this.#bits.fill(0);
    this.#kinds.fill(0);
  }

  /** `table` makes the bytes those of the lower-case text. */
  enter(bytes: Uint8Array, start: number, end: number, table: Uint8Array = asIs): void {
    eachPiece(bytes, start, end, table, this.#set);
  }

  /** A value as AttributeRows has it: bool, int or double. */
  enterNumber(kind: number, low: number, high: number): void {
    // Texts of five characters have no piece.
    if (kind === ValueKind.bool || (kind === ValueKind.int && isSmall(low, high))) return;
    const slot = Math.imul(low ^ Math.imul(high, 0x85ebca6b) ^ kind, 0x9e3779b1) >>> 20;
    if (this.#kinds[slot] === kind && this.#lows[slot] === low && this.#highs[slot] === high) return;
    this.#kinds[slot] = kind;
    this.#lows[slot] = low;
    this.#highs[slot] = high;
    const bytes = encoder.encode(numberText(kind, low, high));
    this.enter(bytes, 0, bytes.length);
  }

  finish(): Uint8Array {
    return condensed(this.#bits, MAX_POWER, MIN_POWER, SPARSE);
  }
}

function isSmall(low: number, high: number): boolean {
  return (high === 0 && low < 100_000) || (high === 0xffffffff && low > 0xffffffff - 10_000);
}

const doubleValue = new Float64Array(1);
const doubleWords = new Uint32Array(doubleValue.buffer);

/** The text form of an int or double, lower case. */
function numberText(kind: number, low: number, high: number): string {
  if (kind === ValueKind.double) {
    doubleWords[0] = low;
    doubleWords[1] = high;
    return String(doubleValue[0]).toLowerCase();
  }
  const value = (high | 0) * 4294967296 + low;
  return Number.isSafeInteger(value) ? String(value) : String(BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low)));
}

/** The places of a lower-case text's pieces; none for a text that the filter cannot tell anything about. */
export function longPiecesOf(text: string): Uint32Array {
  const places: number[] = [];
  const bytes = encoder.encode(text);
  if (text.isWellFormed()) eachPiece(bytes, 0, bytes.length, asIs, (place) => places.push(place));
  return Uint32Array.from(places);
}
