// Reads JSON in place, for files too large to be made into objects. Objects and arrays are walked with a callback that
// must consume each value; what is not as asked for throws DecodeFault with its place.
import { skipValue } from '../json/skip.ts';
import { DecodeFault } from '../result.ts';

const exactDigits = 15;

export class JsonCursor {
  readonly bytes: Uint8Array;
  pos: number;
  /** The key read last, as a slice of `bytes`; escapes are left as they are. */
  keyStart = 0;
  keyLength = 0;
  readonly #text: (bytes: Uint8Array) => string;

  constructor(bytes: Uint8Array, text: (bytes: Uint8Array) => string) {
    this.bytes = bytes;
    this.#text = text;
    this.pos = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  }

  /** The next byte that is not white space, not consumed; 0 at the end. */
  peek(): number {
    const { bytes } = this;
    let { pos } = this;
    for (;;) {
      const byte = bytes[pos];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) {
        this.pos = pos;
        return byte ?? 0;
      }
      pos++;
    }
  }

  object(onKey: () => void): void {
    this.#expect(0x7b, 'an object');
    if (this.peek() === 0x7d) {
      this.pos++;
      return;
    }
    for (;;) {
      this.#key();
      onKey();
      const byte = this.peek();
      this.pos++;
      if (byte === 0x2c) continue;
      if (byte === 0x7d) return;
      this.pos--;
      this.fault('a comma or a closing brace');
    }
  }

  array(onItem: (index: number) => void): void {
    this.#expect(0x5b, 'an array');
    if (this.peek() === 0x5d) {
      this.pos++;
      return;
    }
    for (let index = 0; ; index++) {
      onItem(index);
      const byte = this.peek();
      this.pos++;
      if (byte === 0x2c) continue;
      if (byte === 0x5d) return;
      this.pos--;
      this.fault('a comma or a closing bracket');
    }
  }

  number(): number {
    const { bytes } = this;
    const first = this.peek();
    const start = this.pos;
    let pos = first === 0x2d ? start + 1 : start;
    let value = 0;
    const begin = pos;
    for (let digit = (bytes[pos] ?? 0) - 0x30; digit >= 0 && digit <= 9; digit = (bytes[pos] ?? 0) - 0x30) {
      value = value * 10 + digit;
      pos++;
    }
    const next = bytes[pos];
    if (pos > begin && pos - begin <= exactDigits && next !== 0x2e && next !== 0x65 && next !== 0x45) {
      this.pos = pos;
      return first === 0x2d ? -value : value;
    }
    return this.#oddNumber(start);
  }

  string(): string {
    if (this.peek() !== 0x22) this.fault('a text');
    const start = this.pos;
    this.pos = skipValue(this.bytes, start, this.bytes.length);
    const inner = this.bytes.subarray(start + 1, this.pos - 1);
    if (!inner.includes(0x5c)) return this.#text(inner);
    try {
      return JSON.parse(this.#text(this.bytes.subarray(start, this.pos))) as string;
    } catch {
      throw new DecodeFault('a text with a broken escape', start);
    }
  }

  boolean(): boolean {
    const byte = this.peek();
    if (byte !== 0x74 && byte !== 0x66) this.fault('true or false');
    this.pos = skipValue(this.bytes, this.pos, this.bytes.length);
    return byte === 0x74;
  }

  skip(): void {
    this.peek();
    this.pos = skipValue(this.bytes, this.pos, this.bytes.length);
  }

  /** Nothing but white space may be left. */
  finish(): void {
    this.peek();
    if (this.pos < this.bytes.length) throw new DecodeFault('more bytes after the end of the JSON', this.pos);
  }

  fault(wanted: string): never {
    const ended = this.pos >= this.bytes.length;
    throw new DecodeFault(
      ended ? `the file ends where ${wanted} should come` : `${wanted} should come here`,
      Math.min(this.pos, this.bytes.length),
    );
  }

  #expect(bracket: number, wanted: string): void {
    if (this.peek() !== bracket) this.fault(wanted);
    this.pos++;
  }

  #key(): void {
    const { bytes } = this;
    if (this.peek() !== 0x22) this.fault('a key');
    const start = ++this.pos;
    let pos = start;
    for (;;) {
      const byte = bytes[pos];
      if (byte === undefined) throw new DecodeFault('the file ends inside a key', start);
      if (byte === 0x22) break;
      pos += byte === 0x5c ? 2 : 1;
    }
    this.keyStart = start;
    this.keyLength = pos - start;
    this.pos = pos + 1;
    if (this.peek() !== 0x3a) this.fault('a colon');
    this.pos++;
  }

  /** Fractions, exponents and integers beyond 15 digits. */
  #oddNumber(start: number): number {
    let end = start;
    while (end < this.bytes.length && end - start < 400 && isNumberByte(this.bytes[end] as number)) end++;
    const text = this.#text(this.bytes.subarray(start, end));
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text)) this.fault('a number');
    this.pos = end;
    return Number(text);
  }
}

function isNumberByte(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e || (byte | 0x20) === 0x65;
}
