// The attribute keys of a block with their string ids, apart from its other texts: who asks for one attribute need not
// unpack all texts for that. Written as the column `keys`; blocks of earlier programs have none.
import type { AttributeRows } from './attribute-rows.ts';
import { ColumnReader, type ColumnWriter } from './column-codec.ts';
import type { SliceDictionary } from './slice-dictionary.ts';
import { damaged } from './store-error.ts';

// A byte order mark at the start of a text belongs to the text.
const decoder = new TextDecoder(undefined, { ignoreBOM: true });

/** Number of keys, their string ids (ascending), their lengths, their bytes. */
export function encodeKeyNames(
  rows: readonly AttributeRows[],
  strings: SliceDictionary,
  writer: ColumnWriter,
): Uint8Array {
  const used = new Uint8Array(strings.count);
  for (const { key, count } of rows) for (let i = 0; i < count; i++) used[key[i] as number] = 1;
  const ids: number[] = [];
  for (let id = 0; id < used.length; id++) if (used[id] === 1) ids.push(id);
  const lengths = ids.map((id) => (strings.offsets[id + 1] as number) - (strings.offsets[id] as number));
  writer.u32(ids.length);
  writer.ints(Uint32Array.from(ids), ids.length);
  writer.ints(Uint32Array.from(lengths), ids.length);
  const all = Buffer.concat(ids.map((id) => strings.bytes.subarray(strings.offsets[id], strings.offsets[id + 1])));
  writer.raw(all, all.length);
  return writer.take();
}

/** String id by key. Of keys whose bytes read as the same text the first counts. */
export function readKeyNames(column: Uint8Array): ReadonlyMap<string, number> {
  const reader = new ColumnReader(column);
  const count = reader.u32();
  if (count > column.length) throw damaged(`${count} attribute keys in ${column.length} bytes`);
  const ids = reader.ints(count);
  const lengths = reader.ints(count);
  const names = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    const length = lengths[i] as number;
    if (length > reader.left) throw damaged('attribute keys that are longer than their column');
    const name = decoder.decode(reader.raw(length));
    if (!names.has(name)) names.set(name, ids[i] as number);
  }
  return names;
}
