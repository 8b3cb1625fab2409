// Attributes of streams, of which a run can have half a million: texts are read at once, anything else by any-value.ts.
import type { Attribute } from '../../contract/values.ts';
import { readAttributes } from './any-value.ts';

/** Body of a KeyValueList, as attribute-list.ts writes it. Throws ContractError `run-corrupt`. */
export function readStreamAttributes(bytes: Uint8Array): readonly Attribute[] {
  return new TextPairs(bytes).read() ?? readAttributes(bytes);
}

class TextPairs {
  readonly #source: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** `undefined` when there is anything but pairs of a key and a text of less than 16 KiB. */
  read(): Attribute[] | undefined {
    const source = this.#source;
    const attributes: Attribute[] = [];
    while (this.#at < source.length) {
      const pair = this.#body(0x0a);
      if (pair < 0) return undefined;
      const end = this.#at + pair;
      const key = this.#text();
      const any = this.#body(0x12);
      if (key === undefined || any < 0 || this.#at + any !== end) return undefined;
      const value = this.#text();
      if (value === undefined || this.#at !== end) return undefined;
      attributes.push({ key, value });
    }
    return attributes;
  }

  #text(): string | undefined {
    const length = this.#body(0x0a);
    if (length < 0 || this.#at + length > this.#source.length) return undefined;
    this.#at += length;
    return this.#source.toString('utf8', this.#at - length, this.#at);
  }

  /** Length of the field that begins here, or -1 when it is another or longer than two digits tell. */
  #body(tag: number): number {
    const source = this.#source;
    if (source[this.#at] !== tag) return -1;
    const low = source[this.#at + 1] ?? 0xff;
    this.#at += 2;
    if (low < 0x80) return low;
    const high = source[this.#at++] ?? 0xff;
    return high < 0x80 ? (low & 0x7f) | (high << 7) : -1;
  }
}
