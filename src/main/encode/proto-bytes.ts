// Protobuf's wire format into a growing buffer, in one pass: a message's length gets one byte, and its body moves up
// where that turns out too small. Format: protobuf.dev/programming-guides/encoding.

const REPLACEMENT = 0xfffd;

export class ProtoBytes {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;

  constructor(capacity = 65_536) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** Bytes written since the last `take`. */
  get length(): number {
    return this.#length;
  }

  /** A copy of what was written; the buffer starts anew and keeps its memory. */
  take(): Uint8Array<ArrayBuffer> {
    const copy = new Uint8Array(this.#length);
    copy.set(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return copy;
  }

  /** Starts a length-delimited field whose length is not known yet; `end` takes the answer. */
  begin(field: number): number {
    this.#tag(field, 2);
    this.#reserve(1);
    return ++this.#length;
  }

  end(start: number): void {
    const size = this.#length - start;
    let more = 0;
    for (let rest = size; rest >= 0x80; rest = Math.floor(rest / 128)) more += 1;
    if (more > 0) {
      this.#reserve(more);
      this.#bytes.copyWithin(start + more, start, this.#length);
    }
    this.#length = start - 1;
    this.#varint32(size);
    this.#length += size;
  }

  bytes(field: number, value: Uint8Array): void {
    this.#tag(field, 2);
    this.#reserve(value.length + 5);
    this.#varint32(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  /** A text as UTF-8; a lone surrogate becomes U+FFFD. */
  text(field: number, value: string): void {
    const start = this.begin(field);
    this.#reserve(3 * value.length);
    const bytes = this.#bytes;
    let at = start;
    for (let i = 0; i < value.length; i++) {
      let code = value.charCodeAt(i);
      if (code < 0x80) {
        bytes[at++] = code;
        continue;
      }
      if (code >= 0xd800 && code <= 0xdfff) {
        const low = code < 0xdc00 ? value.charCodeAt(i + 1) : 0;
        if (low >= 0xdc00 && low <= 0xdfff) {
          code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
          i += 1;
        } else code = REPLACEMENT;
      }
      if (code < 0x800) bytes[at++] = 0xc0 | (code >> 6);
      else {
        if (code < 0x10000) bytes[at++] = 0xe0 | (code >> 12);
        else {
          bytes[at++] = 0xf0 | (code >> 18);
          bytes[at++] = 0x80 | ((code >> 12) & 0x3f);
        }
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
      }
      bytes[at++] = 0x80 | (code & 0x3f);
    }
    this.#length = at;
    this.end(start);
  }

  /** A bytes field from an even-length hex text of ASCII digits. */
  hex(field: number, value: string): void {
    this.#tag(field, 2);
    this.#reserve(value.length / 2 + 5);
    this.#varint32(value.length / 2);
    for (let i = 0; i + 1 < value.length; i += 2)
      this.#bytes[this.#length++] = (digitOf(value.charCodeAt(i)) << 4) | digitOf(value.charCodeAt(i + 1));
  }

  /** A varint of 0 to 2^32-1. */
  uint32(field: number, value: number): void {
    this.#tag(field, 0);
    this.#reserve(5);
    this.#varint32(value);
  }

  /** A varint of 64 bits, negative numbers in two's complement. */
  int64(field: number, value: bigint): void {
    this.#tag(field, 0);
    this.#reserve(18);
    // The two words by way of the eight bytes after the place of the varint, which has at most ten.
    const scratch = this.#length + 10;
    this.#view.setBigInt64(scratch, value, true);
    let low = this.#view.getUint32(scratch, true);
    let high = this.#view.getUint32(scratch + 4, true);
    while (high !== 0) {
      this.#bytes[this.#length++] = (low & 0x7f) | 0x80;
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>>= 7;
    }
    this.#varint32(low);
  }

  fixed32(field: number, value: number): void {
    this.#tag(field, 5);
    this.#reserve(4);
    this.#view.setUint32(this.#length, value, true);
    this.#length += 4;
  }

  fixed64(field: number, value: bigint): void {
    this.#tag(field, 1);
    this.#reserve(8);
    this.#view.setBigUint64(this.#length, value, true);
    this.#length += 8;
  }

  double(field: number, value: number): void {
    this.#tag(field, 1);
    this.#reserve(8);
    this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  /** A varint of a signed 32-bit number, zigzag (sint32). */
  sint32(field: number, value: number): void {
    this.uint32(field, ((value << 1) ^ (value >> 31)) >>> 0);
  }

  /** Whole numbers from 0 on as a packed field of varints; beyond 2^53 they are as exact as doubles are. */
  packedVarints(field: number, values: readonly number[]): void {
    const start = this.begin(field);
    for (const value of values) {
      this.#reserve(10);
      let rest = value;
      while (rest >= 0x8000_0000) {
        this.#bytes[this.#length++] = (rest % 128) | 0x80;
        rest = Math.floor(rest / 128);
      }
      this.#varint32(rest);
    }
    this.end(start);
  }

  packedFixed64(field: number, values: Float64Array): void {
    const start = this.begin(field);
    this.#reserve(8 * values.length);
    for (const value of values) {
      this.#view.setUint32(this.#length, value % 0x1_0000_0000, true);
      this.#view.setUint32(this.#length + 4, Math.floor(value / 0x1_0000_0000), true);
      this.#length += 8;
    }
    this.end(start);
  }

  packedDoubles(field: number, values: Float64Array): void {
    const start = this.begin(field);
    this.#reserve(8 * values.length);
    for (const value of values) {
      this.#view.setFloat64(this.#length, value, true);
      this.#length += 8;
    }
    this.end(start);
  }

  #tag(field: number, wire: number): void {
    this.#reserve(5);
    this.#varint32(field * 8 + wire);
  }

  /** Needs room of five bytes. */
  #varint32(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#length++] = rest;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const next = new Uint8Array(Math.max(2 * this.#bytes.length, needed));
    next.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = next;
    this.#view = new DataView(next.buffer);
  }
}

function digitOf(code: number): number {
  return code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57;
}
