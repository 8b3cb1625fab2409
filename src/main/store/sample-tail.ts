// A reader's own copy of the samples that are still in the journal, stream by stream. It reads new journal rows as they
// appear and starts over when blocks were sealed (`samples_epoch`).
import type { JournalReader } from './journal.ts';
import { unpackHistogram } from './native-histogram.ts';
import type { SampleBlock, SampleSlot, StoredHistogram, TimeRange } from './sample-face.ts';
import { Cell } from './sample-group.ts';
import { readSampleJournal, type SampleRecord } from './sample-journal.ts';

export class SampleTail {
  readonly #journal: JournalReader;
  readonly #widthOf: (stream: number) => number;
  readonly #streams: Map<number, TailStream> = new Map();
  #rooms: Rooms = new Rooms();
  #last = 0;

  constructor(journal: JournalReader, widthOf: (stream: number) => number) {
    this.#journal = journal;
    this.#widthOf = widthOf;
  }

  reset(): void {
    this.#streams.clear();
    this.#rooms = new Rooms();
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

  /** Its first and its last time. */
  rangeOf(stream: number): TimeRange | undefined {
    const tail = this.#streams.get(stream);
    return tail === undefined || tail.rows === 0 ? undefined : tail.range;
  }

  #stream(number: number): TailStream {
    let stream = this.#streams.get(number);
    if (stream === undefined) {
      stream = new TailStream(this.#widthOf(number), this.#rooms);
      this.#streams.set(number, stream);
    }
    return stream;
  }
}

class TailStream {
  readonly #width: number;
  readonly #rooms: Rooms;
  rows = 0;
  #capacity = 0;
  /** Times first, then a row of `width` values after the other. */
  #room: Float64Array = noRoom;
  #at = 0;
  /** Absent while all cells hold values. */
  #cells: Uint8Array | undefined;
  /** Row and start time in turn, where it changes. */
  #starts: number[] | undefined;
  #start = 0;
  #histograms: (StoredHistogram | undefined)[] | undefined;
  #since = 0;
  #sums: Float64Array | undefined;
  #nativeSum: StoredHistogram | undefined;

  constructor(width: number, rooms: Rooms) {
    this.#width = width;
    this.#rooms = rooms;
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
    if (row === this.#capacity) this.#grow(Math.max(2, 2 * row));
    this.#room[this.#at + row] = time;
    const first = this.#at + this.#capacity + row * width;
    for (let slot = 0; slot < width; slot++) {
      this.#room[first + slot] = values[slot] as number;
      if (cells[slot] !== Cell.value) this.#cells ??= new Uint8Array(this.#capacity * width).fill(Cell.value);
    }
    this.#cells?.set(cells.subarray(0, width), row * width);
    if (packed !== undefined) (this.#histograms ??= [])[row] = unpackHistogram(packed);
    if (start !== this.#start) (this.#starts ??= []).push(row, start);
    this.#start = start;
    this.rows = row + 1;
  }

  get range(): TimeRange {
    return [this.#room[this.#at] as number, this.#room[this.#at + this.rows - 1] as number];
  }

  /** Made anew for each question: a run has many streams, and most of them are rarely asked for. */
  block(): SampleBlock {
    const { rows } = this;
    const width = this.#width;
    const before = this.#at + this.#capacity;
    return new TailBlock({
      rows,
      width,
      times: this.#room.subarray(this.#at, this.#at + rows),
      values: this.#room.subarray(before, before + rows * width),
      cells: this.#cells,
      starts: this.#starts?.slice(),
      histograms: this.#histograms?.slice(),
      since: this.#since,
      sums: this.#sums,
      nativeSum: this.#nativeSum,
    });
  }

  #grow(capacity: number): void {
    const width = this.#width;
    const { room, at } = this.#rooms.take(capacity * (1 + width));
    room.set(this.#room.subarray(this.#at, this.#at + this.rows), at);
    const before = this.#at + this.#capacity;
    room.set(this.#room.subarray(before, before + this.rows * width), at + capacity);
    this.#room = room;
    this.#at = at;
    this.#capacity = capacity;
    if (this.#cells === undefined) return;
    const cells = new Uint8Array(capacity * width).fill(Cell.value);
    cells.set(this.#cells);
    this.#cells = cells;
  }
}

interface TailRows {
  readonly rows: number;
  readonly width: number;
  readonly times: Float64Array;
  /** Row by row, `width` each, as `cells`. */
  readonly values: Float64Array;
  readonly cells: Uint8Array | undefined;
  readonly starts: readonly number[] | undefined;
  readonly histograms: readonly (StoredHistogram | undefined)[] | undefined;
  readonly since: number;
  readonly sums: Float64Array | undefined;
  readonly nativeSum: StoredHistogram | undefined;
}

/** Rows that are there do not change, so that what is kept can be shared. */
class TailBlock implements SampleBlock {
  readonly heldBytes: number = 0;
  readonly startsHold: boolean = true;
  readonly #of: TailRows;

  constructor(of: TailRows) {
    this.#of = of;
  }

  get rows(): number {
    return this.#of.rows;
  }

  get times(): Float64Array {
    return this.#of.times;
  }

  slot(slot: number): SampleSlot {
    const { rows, width, values, cells } = this.#of;
    // Of streams with one slot the column is what is kept already.
    const column = <Column extends Float64Array | Uint8Array>(all: Column, made: Column): Column => {
      for (let row = 0; row < rows; row++) made[row] = all[row * width + slot] as number;
      return made;
    };
    return {
      values: width === 1 ? values : column(values, new Float64Array(rows)),
      cells: cells === undefined ? undefined : column(cells, new Uint8Array(rows)),
    };
  }

  starts(): readonly number[] | undefined {
    return this.#of.starts;
  }

  sum(slot: number): number {
    return this.#of.sums?.[slot] ?? 0;
  }

  since(): number {
    return this.#of.since;
  }

  nativeSum(): StoredHistogram | undefined {
    return this.#of.nativeSum;
  }

  histograms(): readonly (StoredHistogram | undefined)[] {
    return this.#of.histograms ?? [];
  }
}

const noRoom = new Float64Array(0);
/** Numbers that are allocated at once: most streams have few, and a small array costs more than what is in it. */
const ROOM = 1 << 13;

class Rooms {
  #room: Float64Array = noRoom;
  #used = 0;

  take(length: number): { readonly room: Float64Array; readonly at: number } {
    if (length > ROOM / 4) return { room: new Float64Array(length), at: 0 };
    if (this.#used + length > this.#room.length) {
      this.#room = new Float64Array(ROOM);
      this.#used = 0;
    }
    this.#used += length;
    return { room: this.#room, at: this.#used - length };
  }
}
