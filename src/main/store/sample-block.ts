// Sample blocks: rows of a group as bytes, and back. A reader decodes only the columns that are asked for.
// docs/run-file.md describes the same format in words.
import { packColumn, unpackColumn } from './column-codec.ts';
import { SampleBytes, SampleBytesReader } from './sample-bytes.ts';
import { decodeValues, encodeValues } from './sample-column.ts';
import { addNative } from './add-native.ts';
import { packHistogram, unpackHistogram } from './native-histogram.ts';
import type { SampleBlock, SampleSlot, StoredHistogram } from './sample-face.ts';
import { Cell, type SampleGroup } from './sample-group.ts';
import type { SampleStream } from './sample-stream.ts';
import { damaged } from './store-error.ts';

const VERSION = 1;
const Flag = { delta: 1, packed: 2, starts: 4 } as const;
/** Bits in a column's first byte: a bitmap follows. */
const Holes = { absent: 1, stale: 2 } as const;
/** Far more than a block can have: a damaged number must not take all memory. */
const MOST_ROWS = 1 << 12;
const MOST_SLOTS = 1 << 11;

/** Writes rows [from, to) of a group. Of delta streams, the sums move on to the end of the block; NaN adds nothing. */
export function encodeSampleBlock(group: SampleGroup<SampleStream>, from: number, to: number): Uint8Array {
  const out = new SampleBytes();
  const rows = to - from;
  const starts = group.starts.length === 0 ? [] : startsIn(group, from, to);
  out.u8(VERSION);
  out.varint(rows);
  out.varint(group.slots);
  out.u8(
    (group.delta ? Flag.delta : 0) | (group.packed.size > 0 ? Flag.packed : 0) | (starts.length > 0 ? Flag.starts : 0),
  );
  encodeValues(out, group.times.subarray(from, to), rows);
  if (group.delta) writeSums(out, group);
  if (starts.length > 0) writeStarts(out, starts);
  const columns = new SampleBytes();
  const ends: number[] = [];
  for (let slot = 0; slot < group.slots; slot++) {
    writeSlot(columns, group, slot, from, to);
    ends.push(columns.length);
  }
  ends.forEach((end, i) => out.varint(end - (ends[i - 1] ?? 0)));
  out.raw(columns.take());
  if (group.packed.size > 0) out.raw(packColumn(packedBytes(group, from, to)));
  if (group.delta) addSums(group, from, to);
  return out.take();
}

function writeSlot(
  out: SampleBytes,
  { cells, values, stride }: SampleGroup<SampleStream>,
  slot: number,
  from: number,
  to: number,
): void {
  const rows = to - from;
  const present = new Float64Array(rows);
  let count = 0;
  let holes = 0;
  for (let row = from; row < to; row++) {
    const cell = cells[row * stride + slot] as number;
    if (cell === Cell.value) present[count++] = values[row * stride + slot] as number;
    else holes |= cell === Cell.stale ? Holes.stale : Holes.absent;
  }
  out.u8(holes);
  const bitmap = (cell: number): void => {
    const bits = new Uint8Array(Math.ceil(rows / 8));
    for (let row = 0; row < rows; row++) {
      if (cells[(from + row) * stride + slot] === cell) bits[row >> 3] = (bits[row >> 3] as number) | (1 << (row & 7));
    }
    out.raw(bits);
  };
  if ((holes & Holes.absent) > 0) bitmap(Cell.absent);
  if ((holes & Holes.stale) > 0) bitmap(Cell.stale);
  encodeValues(out, present, count);
}

/** Those of the rows; what held before them holds from their first row on, but of deltas, which name each time anew. */
function startsIn({ starts, delta }: SampleGroup<SampleStream>, from: number, to: number): number[] {
  const before = new Map<number, number>();
  for (let i = 0; !delta && i < starts.length; i += 3)
    if ((starts[i] as number) <= from) before.set(starts[i + 1] as number, starts[i + 2] as number);
  const inside = [...before].flatMap(([slot, start]) => [0, slot, start]);
  for (let i = 0; i < starts.length; i += 3) {
    const row = starts[i] as number;
    if (row >= (delta ? from : from + 1) && row < to)
      inside.push(row - from, starts[i + 1] as number, starts[i + 2] as number);
  }
  return inside;
}

function writeStarts(out: SampleBytes, starts: readonly number[]): void {
  out.varint(starts.length / 3);
  for (let column = 0; column < 3; column++) {
    let before = 0;
    for (let i = column; i < starts.length; i += 3) {
      out.zigzag((starts[i] as number) - before);
      before = starts[i] as number;
    }
  }
}

function writeSums(out: SampleBytes, group: SampleGroup<SampleStream>): void {
  const sums = new Float64Array(group.slots);
  const since = new Float64Array(group.slots);
  let slot = 0;
  for (const stream of group.streams) {
    for (let i = 0; i < stream.width; i++, slot++) {
      sums[slot] = stream.sums?.[i] ?? 0;
      since[slot] = stream.since;
    }
  }
  encodeValues(out, sums, sums.length);
  encodeValues(out, since, since.length);
  if (group.packed.size === 0) return;
  // Streams of native histograms have one slot each.
  for (const { nativeSum } of group.streams) {
    const bytes = nativeSum === undefined ? new Uint8Array(0) : packHistogram(nativeSum);
    out.varint(bytes.length);
    out.raw(bytes);
  }
}

function addSums(group: SampleGroup<SampleStream>, from: number, to: number): void {
  const { streams, cells, values, stride } = group;
  let slot = 0;
  for (const stream of streams) {
    const sums = (stream.sums ??= new Float64Array(stream.width));
    for (let i = 0; i < stream.width; i++, slot++) {
      for (let at = from * stride + slot; at < to * stride; at += stride) {
        if (cells[at] !== Cell.value) continue;
        sums[i] = (sums[i] as number) + ((values[at] as number) || 0);
        const packed = group.packed.get(at);
        if (packed !== undefined) stream.nativeSum = addNative(stream.nativeSum, unpackHistogram(packed));
      }
    }
  }
}

/** Lengths of all cells with a histogram, slot by slot, then their bytes. */
function packedBytes(
  { packed, slots, stride, cells }: SampleGroup<SampleStream>,
  from: number,
  to: number,
): Uint8Array {
  const out = new SampleBytes();
  const pieces: Uint8Array[] = [];
  for (let slot = 0; slot < slots; slot++) {
    for (let row = from; row < to; row++) {
      const at = row * stride + slot;
      if (cells[at] !== Cell.value) continue;
      const piece = packed.get(at) ?? new Uint8Array(0);
      pieces.push(piece);
      out.varint(piece.length);
    }
  }
  for (const piece of pieces) out.raw(piece);
  return out.take();
}

/** Throws ContractError `run-corrupt`, also later when a column is asked for. */
export function openSampleBlock(bytes: Uint8Array): SampleBlock {
  const from = new SampleBytesReader(bytes);
  const version = from.u8();
  if (version !== VERSION) throw damaged(`a sample block of an unknown version ${version}`);
  const rows = from.count(MOST_ROWS);
  const slots = from.count(MOST_SLOTS);
  const flags = from.u8();
  const times = decodeValues(from, rows);
  const sums = (flags & Flag.delta) > 0 ? decodeValues(from, slots) : undefined;
  const since = (flags & Flag.delta) > 0 ? decodeValues(from, slots) : undefined;
  const nativeSums =
    sums !== undefined && (flags & Flag.packed) > 0 ? Array.from({ length: slots }, () => from.raw(from.varint())) : [];
  const starts = (flags & Flag.starts) > 0 ? readStarts(from, rows * slots) : undefined;
  const at = new Uint32Array(slots + 1);
  let end = 0;
  for (let slot = 0; slot < slots; slot++) at[slot + 1] = end += from.count(bytes.length);
  const reader = new SampleBytesReader(from.raw(end));
  const rest = bytes.subarray(from.at);
  const opened: (SampleSlot | undefined)[] = [];
  const columnOf = columnsInPieces(rows, slots);
  let packed: readonly (readonly (Uint8Array | undefined)[])[] | undefined;
  const histograms = new Map<number, readonly (StoredHistogram | undefined)[]>();
  let held = bytes.length + 8 * rows;
  const slotAt = (slot: number): SampleSlot => {
    if (slot >= slots) throw damaged(`a sample block without slot ${slot}`);
    let column = opened[slot];
    if (column === undefined) {
      reader.at = at[slot] as number;
      column = readSlot(reader, columnOf());
      opened[slot] = column;
      held += 9 * rows;
    }
    return column;
  };
  return {
    rows,
    times,
    slot: slotAt,
    startsHold: (flags & Flag.delta) === 0,
    starts: (slot) => starts?.get(slot),
    sum: (slot) => sums?.[slot] ?? 0,
    since: (slot) => since?.[slot] ?? 0,
    nativeSum: (slot) => {
      const packedSum = nativeSums[slot];
      return packedSum === undefined || packedSum.length === 0 ? undefined : unpackHistogram(packedSum);
    },
    histograms: (slot) => {
      packed ??= readPacked((flags & Flag.packed) > 0 ? unpackColumn(rest) : undefined, slots, rows, slotAt);
      let unpacked = histograms.get(slot);
      if (unpacked === undefined) {
        unpacked = (packed[slot] ?? []).map((piece) => (piece === undefined ? undefined : unpackHistogram(piece)));
        histograms.set(slot, unpacked);
        for (const histogram of unpacked) if (histogram !== undefined) held += sizeOf(histogram);
      }
      return unpacked;
    },
    get heldBytes() {
      return held;
    },
  };
}

const sizeOf = ({ positive, negative, customValues }: StoredHistogram): number =>
  300 + 12 * (positive.counts.length + negative.counts.length) + 8 * customValues.length;

/** Many small arrays cost more than what is in them: columns are made a few at a time. */
function columnsInPieces(rows: number, slots: number): () => Float64Array {
  const together = Math.min(slots, 16);
  let piece = new Float64Array(0);
  let at = 0;
  return () => {
    if (at + rows > piece.length) {
      piece = new Float64Array(together * rows);
      at = 0;
    }
    at += rows;
    return piece.subarray(at - rows, at);
  };
}

function readSlot(from: SampleBytesReader, values: Float64Array): SampleSlot {
  const rows = values.length;
  const holes = from.u8();
  if (holes === 0) return { values: decodeValues(from, rows, values), cells: undefined };
  const cells = new Uint8Array(rows).fill(Cell.value);
  const mark = (cell: number): void => {
    const bits = from.raw(Math.ceil(rows / 8));
    for (let row = 0; row < rows; row++) if (((bits[row >> 3] as number) & (1 << (row & 7))) > 0) cells[row] = cell;
  };
  if ((holes & Holes.absent) > 0) mark(Cell.absent);
  if ((holes & Holes.stale) > 0) mark(Cell.stale);
  let count = 0;
  for (const cell of cells) if (cell === Cell.value) count++;
  const present = decodeValues(from, count);
  let next = 0;
  for (let row = 0; row < rows; row++) if (cells[row] === Cell.value) values[row] = present[next++] as number;
  return { values, cells };
}

function readStarts(from: SampleBytesReader, most: number): Map<number, number[]> {
  const count = from.count(most);
  const columns = [0, 1, 2].map(() => {
    let value = 0;
    return Array.from({ length: count }, () => (value += from.zigzag()));
  });
  const starts = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const slot = columns[1]?.[i] as number;
    const of = starts.get(slot) ?? [];
    of.push(columns[0]?.[i] as number, columns[2]?.[i] as number);
    starts.set(slot, of);
  }
  return starts;
}

function readPacked(
  bytes: Uint8Array | undefined,
  slots: number,
  rows: number,
  slotAt: (slot: number) => SampleSlot,
): (Uint8Array | undefined)[][] {
  const found = Array.from({ length: slots }, () =>
    Array.from({ length: rows }, (): Uint8Array | undefined => undefined),
  );
  if (bytes === undefined) return found;
  const from = new SampleBytesReader(bytes);
  const places: (readonly [slot: number, row: number, length: number])[] = [];
  for (let slot = 0; slot < slots; slot++) {
    const { cells } = slotAt(slot);
    for (let row = 0; row < rows; row++)
      if ((cells?.[row] ?? Cell.value) === Cell.value) places.push([slot, row, from.varint()]);
  }
  for (const [slot, row, length] of places) {
    const piece = from.raw(length);
    if (length > 0 && found[slot] !== undefined) found[slot][row] = piece;
  }
  return found;
}
