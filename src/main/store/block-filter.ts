// Collects the key/value pairs of a block for its filter: attributes of spans, events, links or logs, of their resources
// and of their scopes. A pair is entered once, however often it occurs.
import { ValueKind } from '../../contract/values.ts';
import type { AttributeRows } from './attribute-rows.ts';
import { PairHashes } from './pair-hashes.ts';
import type { SliceDictionary } from './slice-dictionary.ts';
import { hashNumber, hashPair, hashText, NESTED_HASH } from './value-hash.ts';

export class FilterBuilder {
  readonly #pairs: PairHashes = new PairHashes();
  #textHashes: Uint32Array = new Uint32Array(0);

  /** Starts a block with the given texts. */
  begin(strings: SliceDictionary): void {
    this.#pairs.clear();
    if (this.#textHashes.length < strings.count) this.#textHashes = new Uint32Array(2 * strings.count);
    for (let id = 0; id < strings.count; id++) {
      this.#textHashes[id] = hashText(strings.bytes, strings.offsets[id], strings.offsets[id + 1]);
    }
  }

  addRows(rows: AttributeRows): void {
    const texts = this.#textHashes;
    for (let i = 0; i < rows.count; i++) {
      this.#pairs.enter(
        hashPair(
          texts[rows.key[i] as number] as number,
          this.#valueHash(rows.kind[i] as number, rows.low[i] as number, rows.high[i] as number),
        ),
      );
    }
  }

  addHashes(hashes: Uint32Array): void {
    for (const hash of hashes) this.#pairs.enter(hash);
  }

  finish(): Uint8Array {
    return this.#pairs.filter();
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
}

const encoder = new TextEncoder();
const emptyHash = hashText(encoder.encode(''));
const falseHash = hashText(encoder.encode('false'));
const trueHash = hashText(encoder.encode('true'));
const doubleValue = new Float64Array(1);
const doubleWords = new Uint32Array(doubleValue.buffer);
