// Protobuf messages of Prometheus, field by field: the wire reader of OTLP with the kinds of numbers those messages have.
import { WireReader } from '../protobuf/wire-reader.ts';
import { DecodeFault } from '../result.ts';
import type { MessageShape } from '../protobuf/shapes.ts';
import { utf8Text } from './utf8-text.ts';

/** Tag of a field with a varint, with eight bytes, with a length. */
export const varint = (field: number): number => field * 8;
export const fixed = (field: number): number => field * 8 + 1;
export const lengthy = (field: number): number => field * 8 + 2;

const unknownFields: MessageShape = new Map();

export class ProtoCursor extends WireReader {
  /** Calls `field` for every field until `end`; what it answers `false` to is skipped. */
  fields(end: number, field: (tag: number) => boolean): void {
    while (this.pos < end) {
      const tag = this.tag(end);
      if (!field(tag)) this.skipUnknown(tag, end, unknownFields);
    }
  }

  /** The end of the message whose length comes next. */
  messageEnd(end: number): number {
    const length = this.length(end);
    return this.pos + length;
  }

  /** Whether the double that was just read is Prometheus' mark for a series that has ended: a NaN of its own. */
  get stale(): boolean {
    return this.view.getUint32(this.pos - 4, true) === 0x7ff0_0000 && this.view.getUint32(this.pos - 8, true) === 2;
  }

  /** Unsigned; beyond 2^53 rounded. */
  uint64(end: number): number {
    this.word64(end);
    return this.high * 0x1_0000_0000 + this.low;
  }

  int64(end: number): number {
    this.word64(end);
    return (this.high | 0) * 0x1_0000_0000 + this.low;
  }

  /** Zigzag. */
  sint64(end: number): number {
    const word = this.uint64(end);
    return (this.low & 1) === 1 ? -(word + 1) / 2 : word / 2;
  }

  text(end: number): string {
    const length = this.length(end);
    const at = this.pos;
    this.pos = at + length;
    const text = utf8Text(this.bytes, at, at + length);
    if (text === undefined) throw new DecodeFault('a text is no UTF-8', at);
    return text;
  }

  /** Reads a field that is packed or comes one by one; `false` where the tag is neither. */
  repeated(tag: number, field: number, wire: 0 | 1, end: number, read: (end: number) => void): boolean {
    if (tag === field * 8 + wire) {
      read(end);
      return true;
    }
    if (tag !== lengthy(field)) return false;
    const stop = this.messageEnd(end);
    while (this.pos < stop) read(stop);
    return true;
  }
}
