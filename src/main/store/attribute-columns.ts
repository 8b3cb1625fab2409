// Attributes of the owners of a block (spans, events, links), one stored column per key.
// Encoding here, reading in attribute-set.ts. Keys beyond the first MAX_KEYS most frequent share one column.
import { ValueKind } from '../../contract/values.ts';
import type { AttributeRows } from './attribute-rows.ts';
import type { ColumnWriter } from './column-codec.ts';

/** A block with more distinct keys keeps the rarest together in the column `<prefix>:rest`. */
export const MAX_KEYS = 512;

/** Rows of one key, gathered in owner order. */
interface Gathered {
  count: number;
  owners: Uint32Array;
  keys: Uint32Array;
  kinds: Uint8Array;
  low: Uint32Array;
  high: Uint32Array;
}

/**
 * Writes the columns `<prefix>:keys`, `<prefix>:<key string id>` and `<prefix>:rest` into `columns`.
 * `order[i]` is the head's owner that comes i-th in the block; `first` gives an owner's attribute range.
 */
export function encodeAttributes(
  prefix: string,
  rows: AttributeRows,
  first: Uint32Array,
  order: Uint32Array,
  owners: number,
  strings: number,
  writer: ColumnWriter,
  columns: Map<string, Uint8Array>,
): void {
  if (rows.count === 0) return;
  const counts = new Uint32Array(strings);
  for (let i = 0; i < rows.count; i++) counts[rows.key[i] as number] = (counts[rows.key[i] as number] as number) + 1;
  let keys: number[] = [];
  for (let id = 0; id < strings; id++) if ((counts[id] as number) > 0) keys.push(id);
  let rest: number[] = [];
  if (keys.length > MAX_KEYS) {
    const byCount = keys.toSorted((a, b) => (counts[b] as number) - (counts[a] as number));
    keys = byCount.slice(0, MAX_KEYS).sort((a, b) => a - b);
    rest = byCount.slice(MAX_KEYS).sort((a, b) => a - b);
  }
  // Position of each key's next entry in one gathered run; all rest keys share the last range.
  const next = new Uint32Array(strings);
  const starts: number[] = [];
  let at = 0;
  for (const key of keys) {
    starts.push(at);
    next[key] = at;
    at += counts[key] as number;
  }
  const restStart = at;
  const isRest = new Uint8Array(strings);
  for (const key of rest) isRest[key] = 1;
  let restNext = restStart;
  const all: Gathered = {
    count: rows.count,
    owners: new Uint32Array(rows.count),
    keys: new Uint32Array(rows.count),
    kinds: new Uint8Array(rows.count),
    low: new Uint32Array(rows.count),
    high: new Uint32Array(rows.count),
  };
  for (let owner = 0; owner < owners; owner++) {
    const source = order[owner] as number;
    const end = first[source + 1] as number;
    for (let i = first[source] as number; i < end; i++) {
      const key = rows.key[i] as number;
      const to = isRest[key] === 1 ? restNext++ : (next[key] as number);
      if (isRest[key] === 0) next[key] = to + 1;
      all.owners[to] = owner;
      all.keys[to] = key;
      all.kinds[to] = rows.kind[i] as number;
      all.low[to] = rows.low[i] as number;
      all.high[to] = rows.high[i] as number;
    }
  }
  writer.u32(keys.length);
  writer.ints(Uint32Array.from(keys), keys.length);
  writer.ints(
    Uint32Array.from(keys, (key) => counts[key] as number),
    keys.length,
  );
  writer.u32(rest.length);
  writer.ints(Uint32Array.from(rest), rest.length);
  writer.u32(rows.count - restStart);
  columns.set(`${prefix}:keys`, writer.take());
  keys.forEach((key, index) => {
    const from = starts[index] as number;
    encodeColumn(slice(all, from, counts[key] as number), owners, writer);
    columns.set(`${prefix}:${key}`, writer.take());
  });
  if (rest.length > 0) {
    const part = slice(all, restStart, rows.count - restStart);
    writer.ints(part.keys, part.count);
    encodeColumn(part, owners, writer);
    columns.set(`${prefix}:rest`, writer.take());
  }
}

function slice(all: Gathered, from: number, count: number): Gathered {
  const end = from + count;
  return {
    count,
    owners: all.owners.subarray(from, end),
    keys: all.keys.subarray(from, end),
    kinds: all.kinds.subarray(from, end),
    low: all.low.subarray(from, end),
    high: all.high.subarray(from, end),
  };
}

/** Presence (1: every owner exactly once, 0: owner numbers), kinds, then low and high words, each packed. */
function encodeColumn(part: Gathered, owners: number, writer: ColumnWriter): void {
  let dense = part.count === owners;
  for (let i = 0; dense && i < part.count; i++) dense = part.owners[i] === i;
  writer.u8(dense ? 1 : 0);
  if (!dense) writer.ints(part.owners, part.count);
  writer.ints(part.kinds, part.count);
  zigzagInts(part);
  writer.longs(part.low, part.high, part.count);
}

/** Small negative ints would fill all eight planes; zigzag keeps them in one. */
function zigzagInts(part: Gathered): void {
  for (let i = 0; i < part.count; i++) {
    if (part.kinds[i] !== ValueKind.int) continue;
    const low = part.low[i] as number;
    const high = part.high[i] as number;
    const sign = (high | 0) >> 31;
    part.low[i] = (low << 1) ^ sign;
    part.high[i] = ((high << 1) | (low >>> 31)) ^ sign;
  }
}
