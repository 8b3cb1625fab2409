// Walks an OTLP/JSON request and writes over the values of masked keys, wherever `{"key": …, "value": …}` stands. Lengths
// stay, so nothing else of the request changes.
import { DecodeFault } from '../result.ts';
import { JsonReader } from '../json/json-reader.ts';
import { keyTable } from '../json/names.ts';
import { skipValue } from '../json/skip.ts';
import type { MaskedKeys } from './masked-keys.ts';
import { maskBase64, maskDigits, maskText, type SecretDigest } from './write-mask.ts';

/** Objects and arrays inside each other: a value that the decoder takes nests 32 deep, with four of them for each. */
const mostDepth = 300;

const names = keyTable(['key', 'value', 'intValue', 'doubleValue', 'bytesValue']);
const Name = { key: 0, value: 1, int: 2, double: 3, bytes: 4 } as const;

export class JsonMask {
  readonly #reader = new JsonReader();
  readonly #keys: MaskedKeys;
  readonly #digest: SecretDigest;
  #out: Uint8Array = new Uint8Array(0);
  #found = false;

  constructor(keys: MaskedKeys, digest: SecretDigest) {
    this.#keys = keys;
    this.#digest = digest;
  }

  /** Writes over all of them in `bytes`, a request that was decoded; answers whether there was one. */
  mask(bytes: Uint8Array): boolean {
    this.#reader.reset(bytes);
    this.#out = bytes;
    this.#found = false;
    this.#value(-1, false, 0);
    return this.#found;
  }

  /** One value, whose member has the number `name`. Where the decoder skips what is no JSON, so does this. */
  #value(name: number, secret: boolean, depth: number): void {
    const reader = this.#reader;
    const byte = reader.peek();
    const start = reader.pos;
    try {
      if (byte === 0x22) this.#text(name, secret);
      else if (byte === 0x7b && depth < mostDepth) this.#object(secret, depth);
      else if (byte === 0x5b && depth < mostDepth) this.#array(name, secret, depth);
      else {
        reader.skip();
        if (secret) this.#plain(byte, start, reader.pos);
      }
    } catch (fault) {
      if (!(fault instanceof DecodeFault)) throw fault;
      reader.pos = skipValue(reader.arena.bytes, start, reader.end);
    }
  }

  #array(name: number, secret: boolean, depth: number): void {
    const reader = this.#reader;
    for (let more = reader.firstItem(); more; more = reader.nextItem()) this.#value(name, secret, depth + 1);
  }

  /** The value may come before the key. */
  #object(secret: boolean, depth: number): void {
    const reader = this.#reader;
    const values: number[] = [];
    let masked = secret;
    for (let more = reader.firstKey(); more; more = reader.nextKey()) {
      const name = names.find(reader.arena.bytes, reader.textAt, reader.textLength);
      if (name === Name.key && reader.peek() === 0x22) {
        reader.text();
        masked ||= this.#keys.has(reader.arena.bytes, reader.textAt, reader.textLength);
      } else if (name === Name.value) {
        reader.peek();
        values.push(reader.pos);
        reader.skip();
      } else this.#value(name, secret, depth + 1);
    }
    const end = reader.pos;
    for (const at of values) {
      reader.pos = at;
      this.#value(Name.value, masked, depth + 1);
    }
    reader.pos = end;
  }

  #text(name: number, secret: boolean): void {
    const reader = this.#reader;
    const start = reader.pos + 1;
    reader.text();
    const length = reader.pos - 1 - start;
    if (!secret || length === 0) return;
    const { bytes } = reader.arena;
    const digest = this.#digest(bytes.subarray(reader.textAt, reader.textAt + reader.textLength));
    const write = name === Name.int || name === Name.double ? maskDigits : name === Name.bytes ? maskBase64 : maskText;
    write(this.#out, start, length, digest);
    this.#found = true;
  }

  /** A number, or a literal, which becomes `null`. */
  #plain(first: number, start: number, end: number): void {
    if (first === 0x6e || first === 0x7b || first === 0x5b) return;
    const out = this.#out;
    if (first === 0x74 || first === 0x66) {
      out.fill(0x20, start, end);
      for (let i = 0; i < 4; i++) out[start + i] = 'null'.charCodeAt(i);
    } else maskDigits(out, start, end - start, this.#digest(out.slice(start, end)));
    this.#found = true;
  }
}
