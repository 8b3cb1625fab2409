// Walks a protobuf message by its shape and writes over the values of masked keys, wherever a KeyValue stands: attributes of
// all owners, values inside values, bodies of log records. Lengths stay, so nothing else of the message changes.
import { DecodeFault } from '../result.ts';
import { anyValueShape, keyValueShape, type MessageShape } from '../protobuf/shapes.ts';
import { WireReader } from '../protobuf/wire-reader.ts';
import type { MaskedKeys } from './masked-keys.ts';
import { maskDouble, maskText, maskVarint, type SecretDigest } from './write-mask.ts';

/** Messages inside each other: a value that the decoder takes nests 32 deep, with three messages for each. */
const mostDepth = 128;

export class ProtobufMask {
  readonly #reader = new WireReader();
  readonly #keys: MaskedKeys;
  readonly #digest: SecretDigest;
  /** Whether to look only. */
  #dry = false;
  #found = false;

  constructor(keys: MaskedKeys, digest: SecretDigest) {
    this.#keys = keys;
    this.#digest = digest;
  }

  /** Whether a value of a masked key stands in the message [start, end). */
  finds(bytes: Uint8Array, shape: MessageShape, start: number, end: number): boolean {
    return this.#run(bytes, shape, start, end, true);
  }

  /** Writes over all of them; answers whether there was one. */
  mask(bytes: Uint8Array, shape: MessageShape): boolean {
    return this.#run(bytes, shape, 0, bytes.length, false);
  }

  #run(bytes: Uint8Array, shape: MessageShape, start: number, end: number, dry: boolean): boolean {
    this.#reader.reset(bytes);
    this.#reader.pos = start;
    this.#dry = dry;
    this.#found = false;
    this.#message(shape, end, false, 0);
    return this.#found;
  }

  /** What cannot be read ends its message, as it does for the decoder, which has seen it before. */
  #message(shape: MessageShape, end: number, secret: boolean, depth: number): void {
    try {
      if (shape === keyValueShape) this.#keyValue(end, secret, depth);
      else this.#fields(shape, end, secret, depth);
    } catch (fault) {
      if (!(fault instanceof DecodeFault)) throw fault;
    }
    this.#reader.pos = end;
  }

  #fields(shape: MessageShape, end: number, secret: boolean, depth: number): void {
    const reader = this.#reader;
    while (reader.pos < end) {
      const tag = reader.tag(end);
      const inside = (tag & 7) === 2 ? shape.get(tag >>> 3)?.message : undefined;
      if (inside !== undefined) {
        const bodyEnd = reader.length(end) + reader.pos;
        if (depth < mostDepth) this.#message(inside(), bodyEnd, secret, depth + 1);
        else {
          if (secret) this.#hide(() => reader.bytes.fill(0x2a, reader.pos, bodyEnd));
          reader.pos = bodyEnd;
        }
      } else if (secret && shape === anyValueShape) this.#value(tag, end);
      else reader.skipUnknown(tag, end, nothingKnown);
    }
  }

  /** The value may come before the key. */
  #keyValue(end: number, secret: boolean, depth: number): void {
    const reader = this.#reader;
    const start = reader.pos;
    let masked = secret;
    while (reader.pos < end) {
      const tag = reader.tag(end);
      if (tag === 10) {
        const length = reader.length(end);
        masked ||= this.#keys.has(reader.bytes, reader.pos, length);
        reader.pos += length;
      } else reader.skipUnknown(tag, end, nothingKnown);
    }
    reader.pos = start;
    this.#fields(keyValueShape, end, masked, depth);
  }

  /** One field of an AnyValue that is not a message. */
  #value(tag: number, end: number): void {
    const reader = this.#reader;
    const { bytes } = reader;
    switch (tag) {
      case 10:
      case 58: {
        const length = reader.length(end);
        const start = reader.pos;
        if (length > 0)
          this.#hide(() => maskText(bytes, start, length, this.#digest(bytes.subarray(start, start + length))));
        reader.pos += length;
        return;
      }
      case 16: {
        const start = reader.pos;
        reader.word64(end);
        this.#hide(() => bytes.fill(0, reader.pos - 1, reader.pos).fill(0x80, start, reader.pos - 1));
        return;
      }
      case 24: {
        const start = reader.pos;
        reader.word64(end);
        const length = reader.pos - start;
        this.#hide(() => maskVarint(bytes, start, length, this.#digest(bytes.subarray(start, reader.pos))));
        return;
      }
      case 33: {
        const start = reader.pos;
        reader.fixed64(end);
        this.#hide(() => maskDouble(bytes, start, this.#digest(bytes.subarray(start, reader.pos))));
        return;
      }
      default:
        reader.skipUnknown(tag, end, nothingKnown);
    }
  }

  #hide(write: () => void): void {
    this.#found = true;
    if (!this.#dry) write();
  }
}

const nothingKnown: MessageShape = new Map();
