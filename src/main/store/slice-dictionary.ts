// Numbers distinct byte slices in the order of their first appearance, without making a JS string of any.
// Open addressing over typed arrays; used for the texts, the nested values and the trace ids of a block.
import { growU32, growU8 } from './grow.ts';

const EMPTY = 0;
/** Above this many bytes kept buffers are given back when the dictionary is cleared. */
const KEEP_BYTES = 8 << 20;

export class SliceDictionary {
  count = 0;
  bytes: Uint8Array = new Uint8Array(1 << 16);
  /** Slice `id` is bytes[offsets[id], offsets[id + 1]). */
  offsets: Uint32Array = new Uint32Array(1024);
  #view: DataView = new DataView(this.bytes.buffer);
  #hashes: Uint32Array = new Uint32Array(1024);
  /** Two words a slot: id + 1, or EMPTY, and the hash, which saves a look elsewhere. */
  #table: Uint32Array = new Uint32Array(8192);

  /** Over `bytes`. */
  get view(): DataView {
    return this.#view;
  }

  get byteCount(): number {
    return this.offsets[this.count] as number;
  }

  /** `view` must be over the same buffer range as `source`. */
  intern(source: Uint8Array, view: DataView, start: number, length: number): number {
    const hash = hashSlice(view, start, length);
    const table = this.#table;
    const mask = table.length - 1;
    let slot = (hash << 1) & mask;
    for (; table[slot] !== EMPTY; slot = (slot + 2) & mask) {
      const id = (table[slot] as number) - 1;
      if (table[slot + 1] === hash && this.equals(id, view, start, length)) return id;
    }
    const id = this.count;
    const at = this.byteCount;
    if (at + length > this.bytes.length) {
      this.bytes = growU8(this.bytes, at + length);
      this.#view = new DataView(this.bytes.buffer);
    }
    if (length > 48) this.bytes.set(source.subarray(start, start + length), at);
    else for (let i = 0; i < length; i++) this.bytes[at + i] = source[start + i] as number;
    if (id + 2 > this.offsets.length) {
      this.offsets = growU32(this.offsets, id + 2);
      this.#hashes = growU32(this.#hashes, id + 2);
    }
    this.offsets[id + 1] = at + length;
    this.#hashes[id] = hash;
    table[slot] = id + 1;
    table[slot + 1] = hash;
    this.count = id + 1;
    if (this.count * 4 > table.length) this.#rehash(table.length * 2);
    return id;
  }

  /** The number of a slice, or -1. */
  find(view: DataView, start: number, length: number): number {
    const hash = hashSlice(view, start, length);
    const table = this.#table;
    const mask = table.length - 1;
    for (let slot = (hash << 1) & mask; table[slot] !== EMPTY; slot = (slot + 2) & mask) {
      const id = (table[slot] as number) - 1;
      if (table[slot + 1] === hash && this.equals(id, view, start, length)) return id;
    }
    return -1;
  }

  equals(id: number, view: DataView, start: number, length: number): boolean {
    let at = this.offsets[id] as number;
    if ((this.offsets[id + 1] as number) - at !== length) return false;
    const mine = this.#view;
    let i = start;
    const end = start + length;
    for (; i + 4 <= end; i += 4, at += 4) {
      if (mine.getInt32(at, true) !== view.getInt32(i, true)) return false;
    }
    for (; i < end; i++, at++) if (mine.getUint8(at) !== view.getUint8(i)) return false;
    return true;
  }

  /** Forgets all slices numbered `count` and above. */
  truncate(count: number): void {
    if (count === this.count) return;
    this.count = count;
    this.#rehash(this.#table.length);
  }

  clear(): void {
    if (this.bytes.length > KEEP_BYTES) {
      this.bytes = new Uint8Array(1 << 16);
      this.#view = new DataView(this.bytes.buffer);
    }
    this.count = 0;
    this.#table.fill(EMPTY);
  }

  #rehash(size: number): void {
    const table = new Uint32Array(size);
    const mask = size - 1;
    for (let id = 0; id < this.count; id++) {
      const hash = this.#hashes[id] as number;
      let slot = (hash << 1) & mask;
      while (table[slot] !== EMPTY) slot = (slot + 2) & mask;
      table[slot] = id + 1;
      table[slot + 1] = hash;
    }
    this.#table = table;
  }
}

/** 32-bit hash of a slice, four bytes at a time. Written into no file. */
function hashSlice(view: DataView, start: number, length: number): number {
  let hash = length ^ 0x9e3779b9;
  let i = start;
  const end = start + length;
  for (; i + 4 <= end; i += 4) {
    hash = Math.imul(hash ^ view.getInt32(i, true), 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  let tail = 0;
  for (; i < end; i++) tail = (tail << 8) | view.getUint8(i);
  hash = Math.imul(hash ^ tail, 0xc2b2ae35);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0x27d4eb2f);
  return (hash ^ (hash >>> 16)) >>> 0;
}
