// Reads what attribute-columns.ts wrote: the attributes of one kind of owner (spans, events, links, logs) of a block.
import { ValueKind, type Attribute, type AttributeValue } from '../../contract/values.ts';
import { readArray, readMap } from './any-value.ts';
import { ColumnReader, MAX_ROWS } from './column-codec.ts';
import { readKeyNames } from './key-names.ts';
import { once } from './once.ts';
import type { AttributeColumn } from './span-block.ts';
import type { BlockStrings, SliceTable } from './string-table.ts';
import { damaged } from './store-error.ts';

/** Where a block's columns come from; `undefined` for a column that was not written because it would be empty. */
export type ColumnSource = (name: string) => Uint8Array | undefined;

/** What all attribute sets of a block share. */
export interface BlockTexts {
  readonly column: ColumnSource;
  readonly strings: () => BlockStrings;
  readonly blobs: () => SliceTable;
  /** String id of an attribute key, or -1 where the block has no such key. */
  readonly keyId: (key: string) => number;
}

/** For `BlockTexts.keyId`. */
export function keyIdsOf(column: ColumnSource, strings: () => BlockStrings): BlockTexts['keyId'] {
  const names = once(() => {
    const bytes = column('keys');
    return bytes === undefined ? undefined : readKeyNames(bytes);
  });
  return (key) => {
    const known = names();
    return known === undefined ? strings().find(key) : (known.get(key) ?? -1);
  };
}

/** Told of bytes of memory as columns are decoded. */
export type Hold = (bytes: number) => void;

const none = new Uint32Array(0);

export class AttributeSet {
  readonly attributeKeys: Uint32Array;
  readonly #texts: BlockTexts;
  readonly #prefix: string;
  readonly #owners: () => number;
  readonly #counts: Map<number, number> = new Map();
  readonly #rest: { readonly keys: ReadonlySet<number>; readonly count: number };
  readonly #columns: Map<number, AttributeColumn> = new Map();
  readonly #hold: Hold;

  constructor(texts: BlockTexts, prefix: string, owners: () => number, hold: Hold) {
    this.#hold = hold;
    this.#texts = texts;
    this.#prefix = prefix;
    this.#owners = owners;
    const column = texts.column(`${prefix}:keys`);
    if (column === undefined) {
      this.attributeKeys = none;
      this.#rest = { keys: new Set(), count: 0 };
      return;
    }
    const reader = new ColumnReader(column);
    const keyCount = reader.u32();
    const keys = reader.ints(keyCount);
    const counts = reader.ints(keyCount);
    let rows = 0;
    keys.forEach((key, i) => {
      rows += counts[i] as number;
      this.#counts.set(key, counts[i] as number);
    });
    const restCount = reader.u32();
    if (keyCount + restCount > MAX_ROWS) throw damaged(`more than ${MAX_ROWS} attribute keys in ${prefix}:keys`);
    const rest = reader.ints(restCount);
    this.#rest = { keys: new Set(rest), count: reader.u32() };
    if (rows + this.#rest.count > MAX_ROWS) throw damaged(`more than ${MAX_ROWS} attributes in ${prefix}:keys`);
    this.attributeKeys = new Uint32Array(keyCount + restCount);
    this.attributeKeys.set(keys);
    this.attributeKeys.set(rest, keyCount);
    hold(64 * this.attributeKeys.length);
  }

  byKey(key: string): AttributeColumn | undefined {
    const id = this.#texts.keyId(key);
    return id < 0 ? undefined : this.#byId(id);
  }

  /** In the order of the block's keys; a key that was sent twice appears twice. */
  attributesOf(owner: number): Attribute[] {
    const attributes: Attribute[] = [];
    for (const id of this.attributeKeys) {
      const column = this.#byId(id);
      if (column === undefined) continue;
      for (let i = lowerBound(column.rows, owner); i < column.count && column.rows[i] === owner; i++) {
        attributes.push({ key: this.#texts.strings().text(id), value: this.#value(column, i) });
      }
    }
    return attributes;
  }

  #byId(id: number): AttributeColumn | undefined {
    const known = this.#columns.get(id);
    if (known !== undefined) return known;
    const count = this.#counts.get(id);
    if (count === undefined) {
      if (!this.#rest.keys.has(id)) return undefined;
      this.#readRest();
      return this.#columns.get(id);
    }
    const bytes = this.#texts.column(`${this.#prefix}:${id}`);
    if (bytes === undefined) throw damaged(`column ${this.#prefix}:${id} is missing`);
    const column = decodeColumn(new ColumnReader(bytes), count, this.#owners());
    this.#keep(id, column);
    return column;
  }

  #readRest(): void {
    const bytes = this.#texts.column(`${this.#prefix}:rest`);
    if (bytes === undefined) throw damaged(`column ${this.#prefix}:rest is missing`);
    const reader = new ColumnReader(bytes);
    const keys = reader.ints(this.#rest.count);
    const all = decodeColumn(reader, this.#rest.count, this.#owners());
    const places = new Map<number, number[]>();
    keys.forEach((key, i) => {
      const list = places.get(key);
      if (list === undefined) places.set(key, [i]);
      else list.push(i);
    });
    for (const [key, list] of places) this.#keep(key, pick(all, list));
  }

  #keep(id: number, column: AttributeColumn): void {
    this.#columns.set(id, column);
    this.#hold(column.count * 17);
  }

  #value(column: AttributeColumn, i: number): AttributeValue {
    return valueOf(
      column.kinds[i] as number,
      column.refs[i] as number,
      column.words[2 * i] as number,
      column.words[2 * i + 1] as number,
      this.#texts,
    );
  }
}

/** A value from its stored form: `ref` names the string or blob, the words hold bool, int and double. */
export function valueOf(kind: number, ref: number, low: number, high: number, texts: BlockTexts): AttributeValue {
  switch (kind) {
    case ValueKind.text:
      return texts.strings().text(ref);
    case ValueKind.bool:
      return low !== 0;
    case ValueKind.int:
      return BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low));
    case ValueKind.double:
      return new Float64Array(Uint32Array.of(low, high).buffer)[0];
    case ValueKind.bytes:
      // A copy: the column may be a Buffer, whose slice() is a view.
      return new Uint8Array(texts.blobs().slice(ref));
    case ValueKind.array:
      return readArray(texts.blobs().slice(ref));
    case ValueKind.map:
      return readMap(texts.blobs().slice(ref));
    default:
      return undefined;
  }
}

function decodeColumn(reader: ColumnReader, count: number, owners: number): AttributeColumn {
  const dense = reader.u8() === 1;
  let rows: Uint32Array;
  if (dense) {
    if (count !== owners) throw damaged('a dense column has a row too many or too few');
    rows = new Uint32Array(count);
    for (let i = 0; i < count; i++) rows[i] = i;
  } else rows = reader.ints(count);
  const kinds = Uint8Array.from(reader.ints(count));
  const words = reader.longs(count);
  const refs = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const kind = kinds[i] as number;
    const low = words[2 * i] as number;
    const high = words[2 * i + 1] as number;
    if (kind === ValueKind.int) {
      const sign = -(low & 1);
      words[2 * i] = ((low >>> 1) | (high << 31)) ^ sign;
      words[2 * i + 1] = (high >>> 1) ^ sign;
    } else if (kind !== ValueKind.bool && kind !== ValueKind.double) {
      refs[i] = low;
      words[2 * i] = 0;
    }
  }
  return { count, rows, kinds, refs, words };
}

function pick(all: AttributeColumn, places: readonly number[]): AttributeColumn {
  const of = (source: Uint32Array): Uint32Array => Uint32Array.from(places, (i) => source[i] as number);
  const words = new Uint32Array(2 * places.length);
  places.forEach((i, to) => words.set(all.words.subarray(2 * i, 2 * i + 2), 2 * to));
  return {
    count: places.length,
    rows: of(all.rows),
    kinds: Uint8Array.from(places, (i) => all.kinds[i] as number),
    refs: of(all.refs),
    words,
  };
}

function lowerBound(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
