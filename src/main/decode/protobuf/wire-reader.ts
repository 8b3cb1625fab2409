// A cursor over protobuf wire format that makes no objects. Every read is bounded by the end of the message it
// belongs to. Structural faults throw DecodeFault with their byte offset; field-path.ts names the field afterwards.
import { limits } from '../limits.ts';
import { DecodeFault } from '../result.ts';
import { fieldOf, type MessageShape } from './shapes.ts';

export class WireReader {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  pos = 0;
  /** Where the tag that was read last begins. */
  tagAt = 0;
  /** Where the text that was read last begins. */
  textAt = 0;
  /** The 64-bit value read last, as two words. */
  low = 0;
  high = 0;
  /** Why the current item cannot be kept; the first reason wins. */
  rejected: string | undefined = undefined;
  rejectedAt = 0;

  reset(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.pos = 0;
    this.rejected = undefined;
  }

  reject(reason: string, offset: number): void {
    if (this.rejected !== undefined) return;
    this.rejected = reason;
    this.rejectedAt = offset;
  }

  /** Field number times 8 plus wire type, as a signed 32-bit number. */
  tag(end: number): number {
    const at = this.pos;
    this.tagAt = at;
    const first = this.bytes[at] as number;
    if (first < 0x80 && first > 7) {
      this.pos = at + 1;
      return first;
    }
    this.word64(end);
    if (this.high !== 0 || this.low >>> 3 === 0) throw new DecodeFault('not a field tag', at);
    return this.low | 0;
  }

  /** A varint of which the low 32 bits are wanted, unsigned. */
  word(end: number): number {
    const at = this.pos;
    if (at < end) {
      const first = this.bytes[at] as number;
      if (first < 0x80) {
        this.pos = at + 1;
        return first;
      }
    }
    this.word64(end);
    return this.low;
  }

  /** A varint of up to 64 bits into `low` and `high`. */
  word64(end: number): void {
    const at = this.pos;
    let low = 0;
    let high = 0;
    for (let i = 0; i < 10; i++) {
      if (at + i >= end) throw new DecodeFault('the message ends inside a varint', at);
      const byte = this.bytes[at + i] as number;
      const bits = byte & 0x7f;
      if (i < 4) low |= bits << (7 * i);
      else if (i === 4) {
        low |= bits << 28;
        high = bits >>> 4;
      } else high |= bits << (7 * i - 32);
      if (byte < 0x80) {
        this.pos = at + i + 1;
        this.low = low >>> 0;
        this.high = high >>> 0;
        return;
      }
    }
    throw new DecodeFault('a varint is longer than 10 bytes', at);
  }

  /** The length of what follows; it is certain to end at or before `end`. */
  length(end: number): number {
    const at = this.pos;
    if (at < end) {
      const first = this.bytes[at] as number;
      if (first < 0x80 && at + 1 + first <= end) {
        this.pos = at + 1;
        return first;
      }
    }
    this.word64(end);
    const left = end - this.pos;
    if (this.high !== 0 || this.low > left) {
      const length = this.high * 0x1_0000_0000 + this.low;
      const rest = left === 1 ? '1 byte is' : `${left} bytes are`;
      throw new DecodeFault(`a length of ${length} where only ${rest} left`, at);
    }
    return this.low | 0;
  }

  /** Eight bytes into `low` and `high`. */
  fixed64(end: number): void {
    const at = this.pos;
    this.low = this.fixed32(end);
    if (at + 8 > end) throw new DecodeFault('the message ends inside a fixed64', at);
    this.high = this.fixed32(end);
  }

  /** Eight bytes as a double. */
  double(end: number): number {
    const at = this.pos;
    if (at + 8 > end) throw new DecodeFault('the message ends inside a double', at);
    this.pos = at + 8;
    return this.view.getFloat64(at, true);
  }

  /** Eight bytes as an unsigned number, rounded beyond 2^53. */
  count64(end: number): number {
    const at = this.pos;
    if (at + 8 > end) throw new DecodeFault('the message ends inside a fixed64', at);
    this.pos = at + 8;
    return this.view.getUint32(at + 4, true) * 0x1_0000_0000 + this.view.getUint32(at, true);
  }

  /** A zigzag varint of 32 bits. */
  zigzag(end: number): number {
    const value = this.word(end);
    return (value >>> 1) ^ -(value & 1);
  }

  fixed32(end: number): number {
    const { bytes, pos: at } = this;
    if (at + 4 > end) throw new DecodeFault('the message ends inside a fixed-width number', at);
    this.pos = at + 4;
    return (
      ((bytes[at] as number) |
        ((bytes[at + 1] as number) << 8) |
        ((bytes[at + 2] as number) << 16) |
        ((bytes[at + 3] as number) << 24)) >>>
      0
    );
  }

  /** Skips a field that the message does not know; a known field that comes here has the wrong wire type. */
  skipUnknown(tag: number, end: number, shape: MessageShape): void {
    const field = fieldOf(shape, tag >>> 3);
    if (field !== undefined) {
      throw new DecodeFault(`wire type ${tag & 7} where ${field.name} has ${field.wire}`, this.tagAt);
    }
    this.skip(tag, end);
  }

  private skip(tag: number, end: number): void {
    if ((tag & 7) === 3) this.skipGroup(tag, end);
    else this.skipPlain(tag, end);
  }

  private skipPlain(tag: number, end: number): void {
    switch (tag & 7) {
      case 0:
        this.word64(end);
        return;
      case 1:
        this.fixed64(end);
        return;
      case 2: {
        const length = this.length(end);
        this.pos += length;
        return;
      }
      case 5:
        this.fixed32(end);
        return;
      default:
        throw new DecodeFault(`wire type ${tag & 7} in a field tag`, this.tagAt);
    }
  }

  private skipGroup(tag: number, end: number): void {
    const open = [tag >>> 3];
    while (open.length > 0) {
      if (this.pos >= end) throw new DecodeFault('the message ends inside a group', this.pos);
      const inner = this.tag(end);
      const type = inner & 7;
      if (type === 3) {
        if (open.length >= limits.skipDepth)
          throw new DecodeFault(`groups nested deeper than ${limits.skipDepth}`, this.tagAt);
        open.push(inner >>> 3);
      } else if (type === 4) {
        if (open.pop() !== inner >>> 3) throw new DecodeFault('a group is closed by another field number', this.tagAt);
      } else this.skipPlain(inner, end);
    }
  }
}
