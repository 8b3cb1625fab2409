// Puts samples into their groups by the rules of docs/run-file.md (first sample of a time wins, none goes back in time),
// and into the journal's next row.
import { Cell } from './sample-group.ts';
import { type SampleRecord, SampleJournalWriter } from './sample-journal.ts';
import type { SampleRegistry } from './sample-registry.ts';
import type { SampleStream } from './sample-stream.ts';

export type Put = 'stored' | 'repeated' | 'duplicate' | 'out-of-order';

export class SampleHead {
  readonly journal: SampleJournalWriter = new SampleJournalWriter();
  readonly #registry: SampleRegistry;
  /** Samples in groups, and those of them that are not committed. */
  count = 0;
  uncommitted = 0;

  constructor(registry: SampleRegistry) {
    this.#registry = registry;
  }

  /** `record.values` and `cells` hold the stream's slots. `journalled`: it comes from the journal and was accepted before. */
  put(stream: SampleStream, record: SampleRecord, journalled = false): Put {
    const { time } = record;
    // What is known of the latest sample in blocks is that of its group, which may be later than the stream's own.
    if (time <= stream.last && !journalled) return time < stream.last ? 'out-of-order' : this.#again(stream, record);
    let group = stream.group;
    if (group === undefined || (group.scattered && group.streams.length > 1))
      group = this.#registry.place(stream, group !== undefined);
    let row = group.rowOf(time);
    if (row < 0) {
      group = this.#registry.place(stream, true);
      row = group.rowOf(time);
    }
    const { width, first } = stream;
    const base = row * group.stride + first;
    let whole = true;
    for (let slot = 0; slot < width; slot++) {
      const cell = record.cells[slot] as number;
      group.cells[base + slot] = cell;
      group.values[base + slot] = record.values[slot] as number;
      if (cell !== Cell.value) whole = false;
    }
    if (record.packed !== undefined) group.packed.set(base, record.packed.slice());
    this.#start(stream, record.start, row);
    stream.last = time;
    stream.row = row;
    group.points += 1;
    this.count += 1;
    if (!journalled) {
      this.uncommitted += 1;
      this.journal.add(record, width, whole);
    }
    return 'stored';
  }

  #start(stream: SampleStream, start: number, row: number): void {
    if (stream.delta && stream.since === 0) stream.since = start > 0 ? start : 0;
    // Of delta streams, the time of the sample before is what a reader takes for granted.
    const expected = stream.delta ? stream.last : stream.start;
    const known = (start === 0 && (stream.delta || stream.fresh)) || (!stream.fresh && start === expected);
    if (!known) stream.group?.starts.push(row, stream.first, start);
    stream.fresh = false;
    stream.start = start;
  }

  /** A sample of the time of the last one. What is in a block already is not compared. */
  #again(stream: SampleStream, record: SampleRecord): Put {
    const { group, row, first, width } = stream;
    if (group === undefined || row < 0) return 'repeated';
    const base = row * group.stride + first;
    for (let slot = 0; slot < width; slot++) {
      const cell = record.cells[slot] as number;
      if (group.cells[base + slot] !== cell) return 'duplicate';
      if (cell === Cell.value && !Object.is(group.values[base + slot], record.values[slot])) return 'duplicate';
    }
    const kept = group.packed.get(base);
    if (record.packed === undefined) return kept === undefined ? 'repeated' : 'duplicate';
    return kept !== undefined && Buffer.compare(kept, record.packed) === 0 ? 'repeated' : 'duplicate';
  }
}
