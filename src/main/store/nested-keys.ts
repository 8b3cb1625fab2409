// Which attribute keys of a block have values that are bytes, arrays or maps: a search for a text that no text of the block
// has reads no other attributes. Written as the column `nested-keys` of log blocks; those of earlier programs have none.
import { ValueKind } from '../../contract/values.ts';
import type { AttributeRows } from './attribute-rows.ts';
import { ColumnReader, type ColumnWriter } from './column-codec.ts';
import { damaged } from './store-error.ts';

/** Number of keys, their string ids (ascending). `strings`: how many string ids there are. */
export function encodeNestedKeys(
  { key, kind, count }: AttributeRows,
  strings: number,
  writer: ColumnWriter,
): Uint8Array {
  const nested = new Uint8Array(strings);
  for (let i = 0; i < count; i++) if ((kind[i] as number) >= ValueKind.bytes) nested[key[i] as number] = 1;
  const ids: number[] = [];
  for (let id = nested.indexOf(1); id >= 0; id = nested.indexOf(1, id + 1)) ids.push(id);
  writer.u32(ids.length);
  writer.ints(Uint32Array.from(ids), ids.length);
  return writer.take();
}

/** `undefined` where the block does not tell. Throws ContractError `run-corrupt` on damage. */
export function readNestedKeys(column: Uint8Array | undefined): ReadonlySet<number> | undefined {
  if (column === undefined) return undefined;
  const reader = new ColumnReader(column);
  const count = reader.u32();
  if (count > 1 << 20) throw damaged(`${count} keys of nested values`);
  return new Set(reader.ints(count));
}
