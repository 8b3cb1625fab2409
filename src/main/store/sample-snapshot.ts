// Everything that is in no block yet as one journal row: what replaces the journal when blocks were sealed.
import { packHistogram } from './native-histogram.ts';
import { Cell, type SampleGroup } from './sample-group.ts';
import { SampleJournalWriter, type SampleRecord } from './sample-journal.ts';
import type { SampleRegistry } from './sample-registry.ts';
import type { SampleStream } from './sample-stream.ts';

/** Sums of delta streams, then all rows that are left; empty when there is nothing. */
export function sampleSnapshot(registry: SampleRegistry): Uint8Array {
  const out = new SampleJournalWriter();
  for (const { number, since, sums, nativeSum } of registry.loaded()) {
    if (sums !== undefined) out.sums(number, since, sums);
    if (nativeSum !== undefined) out.nativeSum(number, packHistogram(nativeSum));
  }
  // In the order of their numbers: a stream that left one goes on in a later one.
  for (const group of registry.groups.values()) if (group.rows > 0) addRows(group, out);
  return out.take();
}

function addRows(group: SampleGroup<SampleStream>, out: SampleJournalWriter): void {
  const record: SampleRecord = {
    stream: 0,
    time: 0,
    start: 0,
    values: new Float64Array(group.stride),
    cells: new Uint8Array(group.stride),
    packed: undefined,
  };
  const startsOfRow = byRow(group.starts);
  const starts = new Float64Array(group.slots);
  for (let row = 0; row < group.rows; row++) {
    for (const [slot, start] of startsOfRow.get(row) ?? []) starts[slot] = start;
    record.time = group.times[row] as number;
    let first = 0;
    for (const stream of group.streams) {
      const slot = first;
      first += stream.width;
      const filled = copyCells(group, row * group.stride + slot, stream.width, record);
      if (filled < 0) continue;
      record.stream = stream.number;
      record.packed = group.packed.get(row * group.stride + slot);
      record.start = starts[slot] as number;
      // What a delta stream does not say is taken for granted.
      if (stream.delta) starts[slot] = 0;
      out.add(record, stream.width, filled === stream.width);
    }
  }
}

/** How many cells hold a value; -1 when all are absent. */
function copyCells({ cells, values }: SampleGroup, from: number, width: number, into: SampleRecord): number {
  let filled = 0;
  let there = false;
  for (let i = 0; i < width; i++) {
    const cell = cells[from + i] as number;
    into.cells[i] = cell;
    into.values[i] = values[from + i] as number;
    if (cell !== Cell.absent) there = true;
    if (cell === Cell.value) filled += 1;
  }
  return there ? filled : -1;
}

function byRow(starts: readonly number[]): Map<number, [slot: number, start: number][]> {
  const rows = new Map<number, [number, number][]>();
  for (let i = 0; i < starts.length; i += 3) {
    const row = starts[i] as number;
    const entries = rows.get(row) ?? [];
    entries.push([starts[i + 1] as number, starts[i + 2] as number]);
    rows.set(row, entries);
  }
  return rows;
}
