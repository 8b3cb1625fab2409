// Bytes of sample blocks and of the samples' journal: numbers of seven bits a byte (varints, up to 2^53), doubles, pieces.
// All numbers are little-endian; docs/run-file.md describes the formats that are made of them.
import { growU8 } from './grow.ts';
import { damaged } from './store-error.ts';

/** 0, -1, 1, -2 ... -> 0, 1, 2, 3 ...; whole numbers below 2^52. */
export const zigzagOf = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unzigzagOf = (value: number): number => (value % 2 === 1 ? -(value + 1) / 2 : value / 2);

export class SampleBytes {
  #bytes: Uint8Array = new Uint8Array(1 << 12);
  #view: DataView = new DataView(this.#bytes.buffer);
  length = 0;

  u8(value: number): void {
    this.reserve(1);
    this.#bytes[this.length++] = value;
  }

  /** A whole number from 0 to 2^53. */
  varint(value: number): void {
    this.reserve(8);
    let rest = value;
    while (rest >= 0x8000_0000) {
      this.#bytes[this.length++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    while (rest >= 0x80) {
      this.#bytes[this.length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.length++] = rest;
  }

  zigzag(value: number): void {
    this.varint(zigzagOf(value));
  }

  f64(value: number): void {
    this.reserve(8);
    this.#view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  raw(source: Uint8Array): void {
    this.reserve(source.length);
    this.#bytes.set(source, this.length);
    this.length += source.length;
  }

  /** A copy of everything written; the writer is empty afterwards. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.length);
    this.clear();
    return taken;
  }

  clear(): void {
    if (this.#bytes.length > 8 << 20) {
      this.#bytes = new Uint8Array(1 << 12);
      this.#view = new DataView(this.#bytes.buffer);
    }
    this.length = 0;
  }

  reserve(bytes: number): void {
    if (this.length + bytes <= this.#bytes.length) return;
    this.#bytes = growU8(this.#bytes, this.length + bytes);
    this.#view = new DataView(this.#bytes.buffer);
  }
}

/** Reads what SampleBytes wrote. Throws ContractError `run-corrupt` past the end. */
export class SampleBytesReader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  u8(): number {
    this.need(1);
    return this.bytes[this.at++] as number;
  }

  varint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.u8();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
      if (factor > 2 ** 53) throw damaged('a number of samples does not end');
    }
  }

  /** A number of things that each take at least a byte, or at most `most`. */
  count(most: number): number {
    const count = this.varint();
    if (count > most) throw damaged(`${count} where at most ${most} can be`);
    return count;
  }

  zigzag(): number {
    return unzigzagOf(this.varint());
  }

  f64(): number {
    this.need(8);
    this.at += 8;
    return this.#view.getFloat64(this.at - 8, true);
  }

  /** A view, not a copy. */
  raw(length: number): Uint8Array {
    this.need(length);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  need(bytes: number): void {
    if (this.at + bytes > this.bytes.length) throw damaged('samples end too early');
  }
}
