// The texts (and, through SliceTable, the nested values) of one block, read from its `strings` column.
import { isAscii } from 'node:buffer';
import { ColumnReader } from './column-codec.ts';
import type { StringTable } from './span-block.ts';
import { damaged } from './store-error.ts';

// A byte order mark at the start of a text belongs to the text.
const decoder = new TextDecoder(undefined, { ignoreBOM: true });
const encoder = new TextEncoder();

/** Byte slices by number. */
export class SliceTable {
  readonly count: number;
  readonly bytes: Uint8Array;
  /** Slice i is bytes[offsets[i], offsets[i + 1]). */
  readonly offsets: Uint32Array;

  constructor(column: Uint8Array | undefined) {
    if (column === undefined) {
      this.count = 0;
      this.bytes = new Uint8Array(0);
      this.offsets = new Uint32Array(1);
      return;
    }
    const reader = new ColumnReader(column);
    this.count = reader.u32();
    // Slices are distinct, so that only one can be empty.
    if (this.count > column.length) throw damaged(`${this.count} slices in ${column.length} bytes`);
    const lengths = reader.ints(this.count);
    this.offsets = new Uint32Array(this.count + 1);
    let total = 0;
    for (let i = 0; i < this.count; i++) {
      total += lengths[i] as number;
      if (total > reader.left) throw damaged('slices that are longer than their column');
      this.offsets[i + 1] = total;
    }
    this.bytes = reader.raw(total);
  }

  slice(id: number): Uint8Array {
    if (id >= this.count) throw damaged(`no slice ${id} among ${this.count}`);
    return this.bytes.subarray(this.offsets[id], this.offsets[id + 1]);
  }

  get heldBytes(): number {
    return this.bytes.length + this.offsets.byteLength;
  }
}

export class BlockStrings implements StringTable {
  readonly #table: SliceTable;
  readonly #texts: (string | undefined)[] = [];
  #lower: Haystack | undefined;
  #lastFound: { readonly needle: string; readonly marks: Uint8Array | undefined } | undefined;

  constructor(column: Uint8Array | undefined) {
    this.#table = new SliceTable(column);
  }

  get count(): number {
    return this.#table.count;
  }

  get heldBytes(): number {
    return 3 * this.#table.heldBytes;
  }

  text(id: number): string {
    return (this.#texts[id] ??= decoder.decode(this.#table.slice(id)));
  }

  firstByte(id: number): number {
    return this.#table.slice(id)[0] ?? -1;
  }

  find(text: string): number {
    const wanted = encoder.encode(text);
    const { bytes, offsets, count } = this.#table;
    // Bytes that are no UTF-8 are kept as they came and read like this: only the text tells.
    if (text.includes('\ufffd')) {
      for (let id = 0; id < count; id++) if (this.text(id) === text) return id;
      return -1;
    }
    next: for (let id = 0; id < count; id++) {
      const at = offsets[id] as number;
      if ((offsets[id + 1] as number) - at !== wanted.length) continue;
      for (let i = 0; i < wanted.length; i++) if (bytes[at + i] !== wanted[i]) continue next;
      return id;
    }
    return -1;
  }

  /** One byte per id, 1 where the text contains the needle; `undefined` when none does. Not to be changed. */
  containing(needle: string): Uint8Array | undefined {
    // Whoever looks for a text in many columns asks again and again.
    if (this.#lastFound?.needle !== needle) this.#lastFound = { needle, marks: this.#search(needle) };
    return this.#lastFound.marks;
  }

  get #asSent(): Haystack {
    const { bytes, offsets } = this.#table;
    return { all: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), offsets };
  }

  #search(needle: string): Uint8Array | undefined {
    const wanted = needle.toLowerCase();
    if (wanted === '') return new Uint8Array(this.count).fill(1);
    const { all, offsets } = caseless.test(wanted) ? this.#asSent : (this.#lower ??= lowerTexts(this.#table));
    let marks: Uint8Array | undefined;
    let id = 0;
    for (let at = all.indexOf(wanted); at >= 0;) {
      id = ownerOf(offsets, at, id, this.count);
      const end = offsets[id + 1] as number;
      if (at + wanted.length <= end) {
        marks ??= new Uint8Array(this.count);
        marks[id] = 1;
        at = all.indexOf(wanted, end);
      } else at = all.indexOf(wanted, at + 1);
    }
    return marks;
  }
}

/** ASCII without letters: nothing else has it in lower case, so that texts are searched as they came. */
const caseless = /^[ -@[-`{-~]*$/;

/** All texts one after the other, with offsets in UTF-16 units or bytes. */
interface Haystack {
  readonly all: string | Buffer;
  readonly offsets: Uint32Array;
}

/** In lower case. */
function lowerTexts(table: SliceTable): Haystack {
  const { bytes } = table;
  if (isAscii(bytes)) {
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').toLowerCase();
    return { all, offsets: table.offsets };
  }
  const offsets = new Uint32Array(table.count + 1);
  let all = '';
  for (let id = 0; id < table.count; id++) {
    all += decoder.decode(table.slice(id)).toLowerCase();
    offsets[id + 1] = all.length;
  }
  return { all, offsets };
}

/** The last id at or after `from` whose text begins at or before `at`. */
function ownerOf(offsets: Uint32Array, at: number, from: number, count: number): number {
  let low = from;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((offsets[middle] as number) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
