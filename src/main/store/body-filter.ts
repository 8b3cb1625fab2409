// Which values the bodies of a block's log records have under which last key: lets `body.user.id = 77` pass a block by
// without reading it. Bodies are maps, lists, and texts that are JSON; the pairs go into a Bloom filter like those of
// attributes (block-filter.ts). Which texts count as JSON is the matter of query/logs/body-path.ts: this takes any.
// Written into files (docs/run-file.md): hashes and what is entered never change.
import { ValueKind, type AttributeValue } from '../../contract/values.ts';
import { textForm } from '../../contract/text-form.ts';
import { readArray, readMap } from './any-value.ts';
import { growU8 } from './grow.ts';
import { indexHash, JsonPairs, lastKeyHash, lengthPair } from './json-pairs.ts';
import { NestedText } from './nested-text.ts';
import { BITS_PER_ITEM } from './pair-filter.ts';
import { PairHashes } from './pair-hashes.ts';
import type { SliceDictionary } from './slice-dictionary.ts';
import { hashNumber, hashPair, hashText, NESTED_HASH } from './value-hash.ts';

/** A block with more gets no filter. */
const MAX_PAIRS = 1 << 17;
const MAX_BYTES = 8 << 20;
/** Where there are few pairs their filter is small, and twice the bits spare most of the blocks that are read in vain. */
const FEW_PAIRS = 1 << 13;
/** Longer texts are never read as JSON: three bytes for each of the 2^16 UTF-16 units that body-path.ts reads at most. */
const LONGEST_JSON = 3 << 16;

const encoder = new TextEncoder();

export class BodyFilterBuilder {
  readonly #pairs: PairHashes = new PairHashes();
  readonly #json: JsonPairs = new JsonPairs((pair) => this.#pairs.enter(pair));
  readonly #nested: NestedText = new NestedText(false);
  #seenTexts: Uint8Array = new Uint8Array(64);
  /** By blob id: bits by kind. */
  #seenBlobs: Uint8Array = new Uint8Array(64);
  #bytes = 0;

  begin(strings: SliceDictionary, blobs: SliceDictionary): void {
    this.#pairs.clear();
    this.#seenTexts = growU8(this.#seenTexts, strings.count).fill(0);
    this.#seenBlobs = growU8(this.#seenBlobs, blobs.count).fill(0);
    this.#bytes = 0;
  }

  /** A body of the given kind; `id` is that of its text or blob. */
  add(kind: number, id: number, strings: SliceDictionary, blobs: SliceDictionary): void {
    if (kind === ValueKind.text) {
      if (this.#seenTexts[id] === 1) return;
      this.#seenTexts[id] = 1;
      this.#text(strings.bytes, strings.offsets[id] as number, strings.offsets[id + 1] as number);
    } else if (kind === ValueKind.map || kind === ValueKind.array) {
      const way = 1 << kind;
      if (((this.#seenBlobs[id] as number) & way) !== 0) return;
      this.#seenBlobs[id] = (this.#seenBlobs[id] as number) | way;
      this.#blob(blobs.bytes.subarray(blobs.offsets[id], blobs.offsets[id + 1]), kind === ValueKind.map);
    }
  }

  /** `undefined` for a block with so many pairs, or so much to read, that they were not all entered. */
  finish(): Uint8Array | undefined {
    if (this.#tooMuch) return undefined;
    return this.#pairs.filter(this.#pairs.count > FEW_PAIRS ? BITS_PER_ITEM : 2 * BITS_PER_ITEM);
  }

  get #tooMuch(): boolean {
    return this.#bytes > MAX_BYTES || this.#pairs.count > MAX_PAIRS;
  }

  #text(bytes: Uint8Array, start: number, end: number): void {
    let at = start;
    while (at < end && isBlank(bytes[at] as number)) at++;
    if (at === end || (bytes[at] !== 0x7b && bytes[at] !== 0x5b) || end - start > LONGEST_JSON) return;
    this.#bytes += end - at;
    if (!this.#tooMuch) this.#json.scan(bytes, at, end);
  }

  #blob(bytes: Uint8Array, isMap: boolean): void {
    this.#bytes += bytes.length;
    if (this.#tooMuch) return;
    if (this.#nested.write(bytes, isMap)) this.#json.scan(this.#nested.bytes, 0, this.#nested.length);
    else this.#inside(isMap ? readMap(bytes) : readArray(bytes));
  }

  #inside(value: AttributeValue): void {
    if (typeof value !== 'object' || value instanceof Uint8Array) return;
    if (Array.isArray(value)) {
      this.#pairs.enter(lengthPair(value.length));
      value.forEach((item: AttributeValue, index) => this.#value(indexHash(index), item));
    } else for (const [key, item] of Object.entries(value)) this.#value(lastKeyHash(encoder.encode(key)), item);
  }

  #value(key: number, value: AttributeValue): void {
    if (value === undefined) return;
    if (typeof value === 'object') {
      this.#pairs.enter(hashPair(key, NESTED_HASH));
      this.#inside(value);
    } else {
      const isNumber = typeof value === 'bigint' || typeof value === 'number';
      const hash = isNumber ? hashNumber(Number(value)) : hashText(encoder.encode(textForm(value)));
      this.#pairs.enter(hashPair(key, hash));
    }
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
