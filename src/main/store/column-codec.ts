// The bytes of a column: how integers are packed into planes, and how a finished column is compressed.
// docs/run-file.md describes the same format in words; the two must agree. All numbers are little-endian.
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { growU8 } from './grow.ts';
import { damaged } from './store-error.ts';

/** First byte of a stored column. */
const Method = { raw: 0, zstd: 1 } as const;
/** Below this size zstd gains less than its call costs. */
const SMALL = 192;
const DELTA = 0x10;
/** Far more rows of one kind, and bytes of one column, than a block can have (signal-store.ts): a damaged number must not take all memory. */
export const MAX_ROWS = 1 << 24;
const MAX_COLUMN = 1 << 29;
const compression = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Values below 2^32 as zigzag: 0, -1, 1, -2 ... -> 0, 1, 2, 3 ... (modulo 2^32, so any difference fits). */
const zigzag = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0;
const unzigzag = (value: number): number => ((value >>> 1) ^ -(value & 1)) >>> 0;

const widthOf = (bits: number): number =>
  bits === 0 ? 0 : bits < 1 << 8 ? 1 : bits < 1 << 16 ? 2 : bits < 1 << 24 ? 3 : 4;

/** Appends values to one growing buffer; `take` copies them out and makes the writer ready for the next column. */
export class ColumnWriter {
  #bytes: Uint8Array = new Uint8Array(1 << 16);
  #at = 0;

  u8(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#at++] = value;
  }

  u32(value: number): void {
    this.#reserve(4);
    for (let shift = 0; shift < 32; shift += 8) this.#bytes[this.#at++] = value >>> shift;
  }

  /** Bytes without a length. */
  raw(source: Uint8Array, length: number): void {
    this.#reserve(length);
    this.#bytes.set(source.subarray(0, length), this.#at);
    this.#at += length;
  }

  /** `count` unsigned 32-bit values: a code byte, then byte planes, lowest first; or one constant. */
  ints(values: Uint32Array | Uint8Array, count: number): void {
    let same = 0;
    let plain = 0;
    let delta = 0;
    const first = count > 0 ? (values[0] as number) : 0;
    let previous = 0;
    for (let i = 0; i < count; i++) {
      const value = values[i] as number;
      same |= value ^ first;
      plain |= value;
      delta |= zigzag(value - previous);
      previous = value;
    }
    if (same === 0) {
      this.u8(0);
      this.u32(first);
      return;
    }
    const plainWidth = widthOf(plain >>> 0);
    const deltaWidth = widthOf(delta >>> 0);
    const useDelta = deltaWidth < plainWidth;
    const width = useDelta ? deltaWidth : plainWidth;
    this.u8(useDelta ? DELTA | width : width);
    this.#reserve(width * count);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let plane = 0; plane < width; plane++) {
      const shift = 8 * plane;
      previous = 0;
      if (useDelta) {
        for (let i = 0; i < count; i++) {
          const value = values[i] as number;
          bytes[at++] = zigzag(value - previous) >>> shift;
          previous = value;
        }
      } else for (let i = 0; i < count; i++) bytes[at++] = (values[i] as number) >>> shift;
    }
    this.#at = at;
  }

  /** `count` 64-bit patterns given as low/high words: a width byte, then that many byte planes, lowest first. */
  longs(low: Uint32Array, high: Uint32Array, count: number): void {
    let lowBits = 0;
    let highBits = 0;
    for (let i = 0; i < count; i++) {
      lowBits |= low[i] as number;
      highBits |= high[i] as number;
    }
    const width = highBits === 0 ? widthOf(lowBits >>> 0) : 4 + widthOf(highBits >>> 0);
    this.u8(width);
    this.#reserve(width * count);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let plane = 0; plane < width; plane++) {
      const source = plane < 4 ? low : high;
      const shift = 8 * (plane & 3);
      for (let i = 0; i < count; i++) bytes[at++] = (source[i] as number) >>> shift;
    }
    this.#at = at;
  }

  /** The bytes written so far, as a copy; the writer is empty afterwards. */
  take(): Uint8Array {
    const column = this.#bytes.slice(0, this.#at);
    this.#at = 0;
    return column;
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes > this.#bytes.length) this.#bytes = growU8(this.#bytes, this.#at + bytes);
  }
}

/** Reads what ColumnWriter wrote. Throws ContractError `run-corrupt` past the end. */
export class ColumnReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  u8(): number {
    this.#need(1);
    return this.#bytes[this.#at++] as number;
  }

  u32(): number {
    this.#need(4);
    let value = 0;
    for (let shift = 0; shift < 32; shift += 8) value |= (this.#bytes[this.#at++] as number) << shift;
    return value >>> 0;
  }

  /** Bytes that were not read yet. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** A view, not a copy. */
  raw(length: number): Uint8Array {
    this.#need(length);
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  ints(count: number): Uint32Array {
    const code = this.u8();
    const width = code & 0x0f;
    if (width > 4) throw damaged(`numbers of ${width} bytes in a column of words`);
    this.#needRows(count, width);
    const values = new Uint32Array(count);
    if (width === 0) return values.fill(this.u32());
    const bytes = this.#bytes;
    let at = this.#at;
    for (let plane = 0; plane < width; plane++) {
      const shift = 8 * plane;
      for (let i = 0; i < count; i++) values[i] = (values[i] as number) | ((bytes[at++] as number) << shift);
    }
    this.#at = at;
    if ((code & DELTA) !== 0) {
      let previous = 0;
      for (let i = 0; i < count; i++) values[i] = previous = (previous + unzigzag(values[i] as number)) >>> 0;
    }
    return values;
  }

  /** Two words per value, low first. */
  longs(count: number): Uint32Array {
    const width = this.u8();
    if (width > 8) throw damaged(`numbers of ${width} bytes in a column of pairs of words`);
    this.#needRows(count, width);
    const words = new Uint32Array(2 * count);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let plane = 0; plane < width; plane++) {
      const word = plane < 4 ? 0 : 1;
      const shift = 8 * (plane & 3);
      for (let i = word; i < 2 * count; i += 2) words[i] = (words[i] as number) | ((bytes[at++] as number) << shift);
    }
    this.#at = at;
    return words;
  }

  #needRows(count: number, width: number): void {
    if (count > MAX_ROWS) throw damaged(`a column of ${count} rows`);
    this.#need(width * count);
  }

  #need(bytes: number): void {
    if (this.#at + bytes > this.#bytes.length) throw damaged('column ends too early');
  }
}

/** Stored form of a column: a method byte, the raw length, the (compressed) bytes. */
export function packColumn(column: Uint8Array): Uint8Array {
  if (column.length >= SMALL) {
    const packed = zstdCompressSync(column, compression);
    if (packed.length < column.length - (column.length >> 4)) return withHeader(Method.zstd, column.length, packed);
  }
  return withHeader(Method.raw, column.length, column);
}

/** Throws ContractError `run-corrupt` when the bytes are not a stored column. */
export function unpackColumn(stored: Uint8Array): Uint8Array {
  if (stored.length < 5) throw damaged('a column has no header');
  const body = stored.subarray(5);
  const length = new DataView(stored.buffer, stored.byteOffset).getUint32(1, true);
  if (stored[0] === Method.raw) {
    if (body.length !== length) throw damaged(`a column has ${body.length} bytes, ${length} were promised`);
    return body;
  }
  if (length > MAX_COLUMN) throw damaged(`a column of ${length} bytes`);
  if (stored[0] !== Method.zstd) throw damaged(`a column is packed by an unknown method ${stored[0]}`);
  const column = unzip(body, length);
  if (column.length !== length) throw damaged(`column has ${column.length} bytes, ${length} were promised`);
  return column;
}

function unzip(body: Uint8Array, length: number): Uint8Array {
  try {
    // One piece of output: more of them would be put together at the end.
    return zstdDecompressSync(body, { maxOutputLength: Math.max(length, 1), chunkSize: Math.max(length + 1, 64) });
  } catch (cause) {
    throw damaged(`a column does not decompress (${String(cause)})`);
  }
}

function withHeader(method: number, length: number, body: Uint8Array): Uint8Array {
  const stored = new Uint8Array(5 + body.length);
  stored[0] = method;
  for (let i = 0; i < 4; i++) stored[1 + i] = length >>> (8 * i);
  stored.set(body, 5);
  return stored;
}

/** Zigzag of the signed 64-bit difference a - b, written to low[at], high[at]. */
export function zigzagDifference(
  aLow: number,
  aHigh: number,
  bLow: number,
  bHigh: number,
  low: Uint32Array,
  high: Uint32Array,
  at: number,
): void {
  const lowWord = (aLow - bLow) >>> 0;
  const highWord = (aHigh - bHigh - (aLow < bLow ? 1 : 0)) | 0;
  const sign = highWord >> 31;
  low[at] = (lowWord << 1) ^ sign;
  high[at] = ((highWord << 1) | (lowWord >>> 31)) ^ sign;
}

/** base + unzigzag(words at index i), written as two words to out at index i. Undoes zigzagDifference. */
export function addZigzag(baseLow: number, baseHigh: number, words: Uint32Array, i: number, out: Uint32Array): void {
  const zigLow = words[2 * i] as number;
  const zigHigh = words[2 * i + 1] as number;
  const sign = -(zigLow & 1);
  const low = (((zigLow >>> 1) | (zigHigh << 31)) ^ sign) >>> 0;
  const high = ((zigHigh >>> 1) ^ sign) >>> 0;
  const sum = low + baseLow;
  out[2 * i] = sum;
  out[2 * i + 1] = high + baseHigh + (sum > 0xffffffff ? 1 : 0);
}
