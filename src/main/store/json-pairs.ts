// Hashes of the pairs of last key and value that a JSON text has at any depth, from its bytes: no object is made, and no
// text but for what has escapes. What is no JSON may give pairs too, or none; of JSON every pair is given.
// The last key of a value is what follows the last dot of its key, or its index in a list; a list has its `length`.
import { growU32 } from './grow.ts';
import { hashNumber, hashPair, hashText, NESTED_HASH } from './value-hash.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const textHash = (text: string): number => hashText(encoder.encode(text));
const trueHash = textHash('true');
const falseHash = textHash('false');
const lengthHash = textHash('length');
const indexHashes = Uint32Array.from({ length: 256 }, (_, index) => textHash(String(index)));

export const indexHash = (index: number): number => indexHashes[index] ?? textHash(String(index));

/** The hash of a key's part behind its last dot. */
export function lastKeyHash(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let from = end;
  while (from > start && bytes[from - 1] !== 0x2e) from--;
  return hashText(bytes, from, end);
}

/** Of a list of so many items, under the key `length`. */
export const lengthPair = (count: number): number => hashPair(lengthHash, hashNumber(count));

const MAP = 0xffffffff;
const quote = 0x22;
const backslash = 0x5c;
/** Doubles hold these powers of ten, and wholes of fifteen digits: so their product or quotient is rounded once. */
const powers = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const exactDigits = 15;

export class JsonPairs {
  readonly #enter: (pair: number) => void;
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;
  #at = 0;
  /** Of what is open: MAP, or the index of a list's item. */
  #open: Uint32Array = new Uint32Array(64);

  constructor(enter: (pair: number) => void) {
    this.#enter = enter;
  }

  /** The text is bytes[start, end). */
  scan(bytes: Uint8Array, start: number, end: number): void {
    this.#bytes = bytes;
    this.#end = end;
    this.#at = start;
    let depth = 0;
    let key = 0;
    let inMap = false;
    let isKey = false;
    let before = 0;
    for (; this.#at < end;) {
      const byte = bytes[this.#at] as number;
      switch (byte) {
        case 0x20:
        case 0x0a:
        case 0x0d:
        case 0x09:
          this.#at += 1;
          continue;
        case 0x7b:
        case 0x5b:
          if (depth > 0) this.#enter(hashPair(key, NESTED_HASH));
          this.#open = growU32(this.#open, depth + 1);
          inMap = byte === 0x7b;
          this.#open[depth++] = inMap ? MAP : 0;
          isKey = inMap;
          if (!inMap) key = indexHash(0);
          this.#at += 1;
          break;
        case 0x7d:
        case 0x5d: {
          if (depth === 0) return;
          const last = this.#open[--depth] as number;
          if (last !== MAP) this.#enter(lengthPair(before === 0x5b ? 0 : last + 1));
          if (depth === 0) return;
          inMap = this.#open[depth - 1] === MAP;
          isKey = false;
          this.#at += 1;
          break;
        }
        case 0x2c:
          if (depth === 0) return;
          isKey = inMap;
          if (!inMap) key = indexHash((this.#open[depth - 1] = (this.#open[depth - 1] as number) + 1));
          this.#at += 1;
          break;
        case 0x3a:
          isKey = false;
          this.#at += 1;
          break;
        case quote: {
          const hash = this.#text(isKey);
          if (hash < 0 || depth === 0) return;
          if (isKey) key = hash;
          else this.#enter(hashPair(key, hash));
          break;
        }
        case 0x74:
        case 0x66:
          this.#enter(hashPair(key, byte === 0x74 ? trueHash : falseHash));
          this.#at += byte === 0x74 ? 4 : 5;
          break;
        case 0x6e:
          this.#at += 4;
          break;
        default: {
          const from = this.#at;
          const value = this.#number();
          if (this.#at === from) return;
          this.#enter(hashPair(key, hashNumber(value)));
        }
      }
      before = byte;
    }
  }

  /** At a quote: the hash of the text, or of its last key; -1 where it does not end. */
  #text(isKey: boolean): number {
    const bytes = this.#bytes;
    const start = this.#at + 1;
    let hash = 0x811c9dc5;
    for (let at = start; at < this.#end; at++) {
      const byte = bytes[at] as number;
      if (byte === quote) {
        this.#at = at + 1;
        return hash >>> 0;
      }
      if (byte === backslash) return this.#escaped(start, isKey);
      hash = isKey && byte === 0x2e ? 0x811c9dc5 : Math.imul(hash ^ byte, 0x01000193);
    }
    return -1;
  }

  #escaped(start: number, isKey: boolean): number {
    let at = start;
    while (at < this.#end && this.#bytes[at] !== quote) at += this.#bytes[at] === backslash ? 2 : 1;
    if (at >= this.#end) return -1;
    this.#at = at + 1;
    let text: string;
    try {
      text = JSON.parse(decoder.decode(this.#bytes.subarray(start - 1, at + 1))) as string;
    } catch {
      return -1;
    }
    const bytes = encoder.encode(text);
    return isKey ? lastKeyHash(bytes) : hashText(bytes);
  }

  /** Leaves #at where it is if there is no number. */
  #number(): number {
    const bytes = this.#bytes;
    const start = this.#at;
    let at = start;
    if (bytes[at] === 0x2d) at += 1;
    let whole = 0;
    let digits = 0;
    let power = 0;
    let plain = true;
    let pointed = false;
    for (; at < this.#end; at++) {
      const byte = bytes[at] as number;
      if (byte >= 0x30 && byte <= 0x39) {
        whole = 10 * whole + byte - 0x30;
        if (whole > 0) digits += 1;
        if (pointed) power += 1;
      } else if (byte === 0x2e) pointed = true;
      else if (byte === 0x65 || byte === 0x45 || byte === 0x2b || byte === 0x2d) plain = false;
      else break;
    }
    this.#at = at;
    if (plain && digits <= exactDigits && power < powers.length) {
      const value = whole / (powers[power] as number);
      return bytes[start] === 0x2d ? -value : value;
    }
    return Number(decoder.decode(bytes.subarray(start, at)));
  }
}
