// Attributes of the head as flat rows; an owner's rows are contiguous. Texts are block-local string ids,
// nested values and bytes are block-local blob ids.
import type { AttributeColumns } from '../../contract/span-batch.ts';
import { ValueKind } from '../../contract/values.ts';
import { growU32, growU8 } from './grow.ts';
import type { SliceDictionary } from './slice-dictionary.ts';

export class AttributeRows {
  count = 0;
  /** String id of the key. */
  key: Uint32Array = new Uint32Array(1024);
  kind: Uint8Array = new Uint8Array(1024);
  /** Text: string id. Bytes, array, map: blob id. Bool, int, double: low word. Empty: 0. */
  low: Uint32Array = new Uint32Array(1024);
  /** High word of bool, int, double; else 0. */
  high: Uint32Array = new Uint32Array(1024);
  readonly #strings: SliceDictionary;
  readonly #blobs: SliceDictionary;

  constructor(strings: SliceDictionary, blobs: SliceDictionary) {
    this.#strings = strings;
    this.#blobs = blobs;
  }

  /**
   * Copies rows [from, from + count) of a batch. `likely` is the first row here of the previous owner:
   * senders repeat keys in the same order, so its keys are tried before any hash is made.
   */
  append(
    batch: AttributeColumns,
    source: Uint8Array,
    view: DataView,
    from: number,
    count: number,
    likely: number,
  ): void {
    const strings = this.#strings;
    let at = this.count;
    if (at + count > this.key.length) this.#grow(at + count);
    const { keyStart, keyLength, kind, valueStart, valueLength, words } = batch;
    const end = from + count;
    const known = at;
    for (let i = from; i < end; i++, at++, likely++) {
      const start = keyStart[i] as number;
      const length = keyLength[i] as number;
      const guess = likely < known ? (this.key[likely] as number) : -1;
      const key =
        guess >= 0 && strings.equals(guess, view, start, length) ? guess : strings.intern(source, view, start, length);
      this.key[at] = key;
      const valueKind = kind[i] as number;
      this.kind[at] = valueKind;
      let low = 0;
      let high = 0;
      switch (valueKind) {
        case ValueKind.text: {
          const textAt = valueStart[i] as number;
          const bytes = valueLength[i] as number;
          if (
            guess === key &&
            this.kind[likely] === ValueKind.text &&
            strings.equals(this.low[likely] as number, view, textAt, bytes)
          ) {
            low = this.low[likely] as number;
          } else low = strings.intern(source, view, textAt, bytes);
          break;
        }
        case ValueKind.bool:
        case ValueKind.int:
        case ValueKind.double:
          low = words[2 * i] as number;
          high = words[2 * i + 1] as number;
          break;
        case ValueKind.bytes:
        case ValueKind.array:
        case ValueKind.map:
          low = this.#blobs.intern(source, view, valueStart[i] as number, valueLength[i] as number);
          break;
        default:
          break;
      }
      this.low[at] = low;
      this.high[at] = high;
    }
    this.count = at;
  }

  #grow(needed: number): void {
    this.key = growU32(this.key, needed);
    this.kind = growU8(this.kind, needed);
    this.low = growU32(this.low, needed);
    this.high = growU32(this.high, needed);
  }
}
