// The text form of an array or a map (contract/text-form.ts), in lower case or as it is, straight from its protobuf bytes:
// what a block's filters need of thousands of bodies, without making a value of any. Only for what is plain: ASCII texts,
// ints that a double holds, finite doubles, maps without repeated keys or keys that are numbers (those come first in an
// object). For everything else the caller makes the value.

const encoder = new TextEncoder();
const nullText = encoder.encode('null');
const trueText = encoder.encode('true');
const falseText = encoder.encode('false');
const mostKeys = 32;
const deepest = 16;
const quote = 0x22;
const doubleBytes = new DataView(new ArrayBuffer(8));

/** Thrown inside where something is not plain. */
class NotPlain extends Error {}
const notPlain = new NotPlain('not plain');

/** Length-delimited body of a field: where it begins and ends. */
interface Slice {
  start: number;
  end: number;
}

export class NestedText {
  /** The text is bytes[0, length) after `write`. */
  bytes: Uint8Array = new Uint8Array(1 << 12);
  length = 0;
  readonly #lowerCase: boolean;
  #source: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(lowerCase: boolean) {
    this.#lowerCase = lowerCase;
  }

  /** false: the value is not plain, or not sound. */
  write(source: Uint8Array, isMap: boolean): boolean {
    this.#source = source;
    this.length = 0;
    try {
      if (isMap) this.#map(0, source.length, 0);
      else this.#array(0, source.length, 0);
      return true;
    } catch (error) {
      if (error !== notPlain) throw error;
      return false;
    }
  }

  #array(start: number, end: number, depth: number): void {
    this.#byte(0x5b);
    for (let at = start, first = true; at < end; first = false) {
      const item = this.#field(at, end, 0x0a);
      if (!first) this.#byte(0x2c);
      this.#any(item.start, item.end, depth + 1);
      at = item.end;
    }
    this.#byte(0x5d);
  }

  #map(start: number, end: number, depth: number): void {
    const keys: Slice[] = [];
    this.#byte(0x7b);
    for (let at = start, first = true; at < end; first = false) {
      const pair = this.#field(at, end, 0x0a);
      const key = this.#field(pair.start, pair.end, 0x0a);
      this.#checkKey(key, keys);
      if (!first) this.#byte(0x2c);
      this.#text(key.start, key.end);
      this.#byte(0x3a);
      if (key.end === pair.end) this.#raw(nullText);
      else {
        const value = this.#field(key.end, pair.end, 0x12);
        if (value.end !== pair.end) throw notPlain;
        this.#any(value.start, value.end, depth + 1);
      }
      at = pair.end;
    }
    this.#byte(0x7d);
  }

  /** The body of an AnyValue with at most one field. */
  #any(start: number, end: number, depth: number): void {
    if (depth > deepest) throw notPlain;
    if (start === end) return this.#raw(nullText);
    const tag = this.#source[start];
    if (tag === 0x10 || tag === 0x18) {
      const value = this.#varint(start + 1, end);
      if (this.#at !== end) throw notPlain;
      if (tag === 0x10) this.#raw(value === 0 ? falseText : trueText);
      else this.#number(value);
      return;
    }
    if (tag === 0x21) {
      if (end - start !== 9) throw notPlain;
      for (let i = 0; i < 8; i++) doubleBytes.setUint8(i, this.#source[start + 1 + i] as number);
      const value = doubleBytes.getFloat64(0, true);
      if (!Number.isFinite(value)) throw notPlain;
      return this.#number(value);
    }
    const body = this.#field(start, end, tag === 0x2a || tag === 0x32 ? tag : 0x0a);
    if (body.end !== end) throw notPlain;
    if (tag === 0x0a) this.#text(body.start, body.end);
    else if (tag === 0x2a) this.#array(body.start, body.end, depth);
    else this.#map(body.start, body.end, depth);
  }

  #checkKey(key: Slice, keys: Slice[]): void {
    const source = this.#source;
    const first = source[key.start] ?? 0;
    if (keys.length >= mostKeys || (key.end > key.start && first >= 0x30 && first <= 0x39)) throw notPlain;
    next: for (const other of keys) {
      if (other.end - other.start !== key.end - key.start) continue;
      for (let i = 0; i < key.end - key.start; i++)
        if (source[other.start + i] !== source[key.start + i]) continue next;
      throw notPlain;
    }
    keys.push(key);
  }

  #field(at: number, end: number, tag: number): Slice {
    if (this.#source[at] !== tag) throw notPlain;
    const length = this.#varint(at + 1, end);
    const start = this.#at;
    if (length > end - start) throw notPlain;
    return { start, end: start + length };
  }

  /** Below 2^49; leaves the place behind it in #at. */
  #varint(from: number, end: number): number {
    let value = 0;
    let factor = 1;
    for (let at = from; at < end && at < from + 7; at++, factor *= 128) {
      const byte = this.#source[at] as number;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        this.#at = at + 1;
        return value;
      }
    }
    throw notPlain;
  }

  #text(start: number, end: number): void {
    this.#room(end - start + 2);
    const { bytes } = this;
    const source = this.#source;
    const raised = this.#lowerCase ? 32 : 0;
    let to = this.length;
    bytes[to++] = quote;
    for (let i = start; i < end; i++) {
      const byte = source[i] as number;
      if (byte < 0x20 || byte >= 0x80 || byte === quote || byte === 0x5c) throw notPlain;
      bytes[to++] = byte >= 0x41 && byte <= 0x5a ? byte + raised : byte;
    }
    bytes[to++] = quote;
    this.length = to;
  }

  #number(value: number): void {
    const text = String(value);
    this.#room(text.length);
    for (let i = 0; i < text.length; i++) this.bytes[this.length++] = text.charCodeAt(i);
  }

  #raw(text: Uint8Array): void {
    this.#room(text.length);
    this.bytes.set(text, this.length);
    this.length += text.length;
  }

  #byte(byte: number): void {
    this.#room(1);
    this.bytes[this.length++] = byte;
  }

  #room(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(2 * (this.length + more));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}
