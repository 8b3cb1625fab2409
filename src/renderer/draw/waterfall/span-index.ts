// Finds rows by span id without making a string per row: open addressing over the two halves of the 8 bytes.
// Rows that share an id (duplicates) are chained in waterfall order; the place in the chain is the occurrence.
import { bytesOfHex, spanIdAt, type SpanId } from '../../../contract/ids.ts';

export interface SpanRef {
  readonly spanId: SpanId;
  readonly occurrence: number;
}

export class SpanIndex {
  readonly #ids: Uint8Array;
  readonly #view: DataView;
  readonly #slots: Int32Array;
  readonly #next: Int32Array;
  readonly #occurrence: Uint32Array;

  /** `ids` holds 8 bytes per row. */
  constructor(ids: Uint8Array, rows: number) {
    this.#ids = ids;
    this.#view = new DataView(ids.buffer, ids.byteOffset, ids.byteLength);
    let size = 16;
    while (size < rows * 2) size *= 2;
    this.#slots = new Int32Array(size).fill(-1);
    this.#next = new Int32Array(rows).fill(-1);
    this.#occurrence = new Uint32Array(rows);
    const last = new Int32Array(rows).fill(-1);
    for (let row = 0; row < rows; row++) {
      const slot = this.#slotOf(this.#view.getUint32(row * 8), this.#view.getUint32(row * 8 + 4));
      const head = this.#slots[slot] as number;
      if (head < 0) {
        this.#slots[slot] = row;
        last[row] = row;
        continue;
      }
      const tail = last[head] as number;
      this.#next[tail] = row;
      this.#occurrence[row] = (this.#occurrence[tail] as number) + 1;
      last[head] = row;
    }
  }

  /** Row of the id, or -1. An occurrence that is gone falls back to the first. */
  rowOf(ref: { readonly spanId: string; readonly occurrence?: number }): number {
    const bytes = bytesOfHex(ref.spanId);
    if (bytes?.length !== 8) return -1;
    const head = this.#headOf(bytes, 0);
    let row = head;
    for (let n = ref.occurrence ?? 0; n > 0 && row >= 0; n--) row = this.#next[row] as number;
    return row < 0 ? head : row;
  }

  refOf(row: number): SpanRef {
    return { spanId: spanIdAt(this.#ids, row * 8), occurrence: this.#occurrence[row] as number };
  }

  /** Rows (ascending, all occurrences) of a list of ids, 8 bytes each; unknown ids are left out. */
  rowsOf(ids: Uint8Array): Int32Array {
    const view = new DataView(ids.buffer, ids.byteOffset, ids.byteLength);
    const found = new Uint8Array(this.#next.length);
    let count = 0;
    for (let at = 0; at + 8 <= ids.length; at += 8) {
      const slot = this.#slotOf(view.getUint32(at), view.getUint32(at + 4));
      for (let row = this.#slots[slot] as number; row >= 0 && found[row] === 0; row = this.#next[row] as number) {
        found[row] = 1;
        count++;
      }
    }
    const rows = new Int32Array(count);
    for (let row = 0, at = 0; at < count; row++) if (found[row] === 1) rows[at++] = row;
    return rows;
  }

  /** The row here of the same span as `row` of another index, or -1. */
  rowLike(other: SpanIndex, row: number): number {
    let mine = this.#headOf(other.#ids, row * 8);
    const head = mine;
    for (let n = other.#occurrence[row] as number; n > 0 && mine >= 0; n--) mine = this.#next[mine] as number;
    return mine < 0 ? head : mine;
  }

  #headOf(bytes: Uint8Array, at: number): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, 8);
    return this.#slots[this.#slotOf(view.getUint32(0), view.getUint32(4))] as number;
  }

  #slotOf(high: number, low: number): number {
    const mask = this.#slots.length - 1;
    let slot = (Math.imul(high ^ (low >>> 15), 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & mask;
    for (;;) {
      const row = this.#slots[slot] as number;
      if (row < 0) return slot;
      if (this.#view.getUint32(row * 8) === high && this.#view.getUint32(row * 8 + 4) === low) return slot;
      slot = (slot + 1) & mask;
    }
  }
}
