// A reader's own copy of the samples that are still in the journal, stream by stream. It reads new journal rows as they
// appear and starts over when blocks were sealed (`samples_epoch`).
import { growU8 } from './grow.ts';
import type { JournalReader } from './journal.ts';
import { unpackHistogram } from './native-histogram.ts';
import type { SampleBlock, StoredHistogram } from './sample-face.ts';
import { Cell } from './sample-group.ts';
import { readSampleJournal, type SampleRecord } from './sample-journal.ts';

export class SampleTail {
  readonly #journal: JournalReader;
  readonly #widthOf: (stream: number) => number;
  readonly #streams: Map<number, TailStream> = new Map();
  #last = 0;

  constructor(journal: JournalReader, widthOf: (stream: number) => number) {
    this.#journal = journal;
    this.#widthOf = widthOf;
  }

  reset(): void {
    this.#streams.clear();
    this.#last = 0;
  }

  /** Reads what was committed since. */
  update(): void {
    for (const { id, bytes } of this.#journal.samples(this.#last)) {
      readSampleJournal(bytes, {
        width: this.#widthOf,
        sample: (record) => this.#stream(record.stream).add(record),
        sums: (stream, since, sums) => this.#stream(stream).begin(since, sums),
        nativeSum: (stream, packed) => this.#stream(stream).beginNative(unpackHistogram(packed)),
      });
      this.#last = id;
    }
  }

  of(stream: number): SampleBlock | undefined {
    const tail = this.#streams.get(stream);
    return tail === undefined || tail.rows === 0 ? undefined : tail.block();
  }

  #stream(number: number): TailStream {
    let stream = this.#streams.get(number);
    if (stream === undefined) {
      stream = new TailStream(this.#widthOf(number));
      this.#streams.set(number, stream);
    }
    return stream;
  }
}

class TailStream {
  readonly #width: number;
  rows = 0;
  #times: Float64Array = new Float64Array(4);
  #values: Float64Array;
  #cells: Uint8Array;
  /** Rows with a cell that holds no value. */
  #holes = false;
  readonly #starts: number[] = [];
  #start = 0;
  readonly #histograms: (StoredHistogram | undefined)[] = [];
  #since = 0;
  #sums: Float64Array | undefined;
  #nativeSum: StoredHistogram | undefined;
  #made: SampleBlock | undefined;

  constructor(width: number) {
    this.#width = width;
    this.#values = new Float64Array(4 * width);
    this.#cells = new Uint8Array(4 * width);
  }

  begin(since: number, sums: Float64Array): void {
    this.#since = since;
    this.#sums = sums;
  }

  beginNative(sum: StoredHistogram): void {
    this.#nativeSum = sum;
  }

  add({ time, start, values, cells, packed }: SampleRecord): void {
    const row = this.rows;
    const width = this.#width;
    if (row === this.#times.length) this.#grow(2 * row);
    this.#times[row] = time;
    for (let slot = 0; slot < width; slot++) {
      this.#values[row * width + slot] = values[slot] as number;
      const cell = (this.#cells[row * width + slot] = cells[slot] as number);
      if (cell !== Cell.value) this.#holes = true;
    }
    if (packed !== undefined) this.#histograms[row] = unpackHistogram(packed);
    if (start !== this.#start) this.#starts.push(row, start);
    this.#start = start;
    this.rows = row + 1;
    this.#made = undefined;
  }

  block(): SampleBlock {
    return (this.#made ??= this.#make());
  }

  #make(): SampleBlock {
    const { rows } = this;
    const width = this.#width;
    const values = this.#values;
    const cells = this.#cells;
    const histograms = this.#histograms.slice();
    const starts = this.#starts.slice();
    const since = this.#since;
    const sums = this.#sums;
    const nativeSum = this.#nativeSum;
    const holes = this.#holes;
    // Of streams with one slot the columns are what is kept already; rows that are there do not change.
    const column = <Column extends Float64Array | Uint8Array>(all: Column, made: Column, slot: number): Column => {
      for (let row = 0; row < rows; row++) made[row] = all[row * width + slot] as number;
      return made;
    };
    return {
      rows,
      times: this.#times.subarray(0, rows),
      slot: (slot) => ({
        values: width === 1 ? values.subarray(0, rows) : column(values, new Float64Array(rows), slot),
        cells: holes ? column(cells, new Uint8Array(rows), slot) : undefined,
      }),
      starts: () => (starts.length === 0 ? undefined : starts),
      sum: (slot) => sums?.[slot] ?? 0,
      since: () => since,
      nativeSum: () => nativeSum,
      histograms: () => histograms,
      heldBytes: 0,
    };
  }

  #grow(rows: number): void {
    const times = new Float64Array(rows);
    times.set(this.#times);
    this.#times = times;
    const values = new Float64Array(rows * this.#width);
    values.set(this.#values);
    this.#values = values;
    this.#cells = growU8(this.#cells, rows * this.#width);
  }
}
