// Collects the key/value pairs of a block for its filter: attributes of spans, events, links or logs, of their resources
// and of their scopes. A pair is entered once, however often it occurs.
import { ValueKind } from '../../contract/values.ts';
import type { AttributeRows } from './attribute-rows.ts';
import { buildFilter } from './pair-filter.ts';
import type { SliceDictionary } from './slice-dictionary.ts';
import { hashNumber, hashPair, hashText, NESTED_HASH } from './value-hash.ts';

const SEEN_SLOTS = 1 << 16;

export class FilterBuilder {
  #hashes: Uint32Array = new Uint32Array(1 << 16);
  #count = 0;
  /** Direct-mapped memory of hashes entered lately; a pair that slips through is only entered twice. */
  readonly #seen: Uint32Array = new Uint32Array(SEEN_SLOTS);
  #textHashes: Uint32Array = new Uint32Array(0);

  /** Starts a block with the given texts. */
  begin(strings: SliceDictionary): void {
    this.#count = 0;
    this.#seen.fill(0);
    if (this.#textHashes.length < strings.count) this.#textHashes = new Uint32Array(2 * strings.count);
    for (let id = 0; id < strings.count; id++) {
      this.#textHashes[id] = hashText(strings.bytes, strings.offsets[id], strings.offsets[id + 1]);
    }
  }

  addRows(rows: AttributeRows): void {
    const texts = this.#textHashes;
    for (let i = 0; i < rows.count; i++) {
      this.#enter(
        hashPair(
          texts[rows.key[i] as number] as number,
          this.#valueHash(rows.kind[i] as number, rows.low[i] as number, rows.high[i] as number),
        ),
      );
    }
  }

  addHashes(hashes: Uint32Array): void {
    for (const hash of hashes) this.#enter(hash);
  }

  finish(): Uint8Array {
    return buildFilter(this.#hashes, this.#count);
  }

  #valueHash(kind: number, low: number, high: number): number {
    switch (kind) {
      case ValueKind.text:
        return this.#textHashes[low] as number;
      case ValueKind.bool:
        return low === 0 ? falseHash : trueHash;
      case ValueKind.int:
        return hashNumber((high | 0) * 4294967296 + low);
      case ValueKind.double:
        doubleWords[0] = low;
        doubleWords[1] = high;
        return hashNumber(doubleValue[0] as number);
      case ValueKind.empty:
        return emptyHash;
      default:
        return NESTED_HASH;
    }
  }

  #enter(hash: number): void {
    const slot = hash & (SEEN_SLOTS - 1);
    if (this.#seen[slot] === hash && hash !== 0) return;
    this.#seen[slot] = hash;
    if (this.#count === this.#hashes.length) {
      const larger = new Uint32Array(2 * this.#count);
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    this.#hashes[this.#count++] = hash;
  }
}

const encoder = new TextEncoder();
const emptyHash = hashText(encoder.encode(''));
const falseHash = hashText(encoder.encode('false'));
const trueHash = hashText(encoder.encode('true'));
const doubleValue = new Float64Array(1);
const doubleWords = new Uint32Array(doubleValue.buffer);
