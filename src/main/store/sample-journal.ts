// Journal rows of samples: what was accepted and is in no block yet, as records of streams. A row stands for a commit, or
// for everything that was left when blocks were sealed. docs/run-file.md has the format.
import { SampleBytes, SampleBytesReader } from './sample-bytes.ts';
import { Cell } from './sample-group.ts';
import { damaged } from './store-error.ts';

const Tag = { time: 0, start: 1, next: 2, whole: 3, partial: 4, stale: 5, native: 6, sums: 7, nativeSum: 8 } as const;

/** One sample of a stream. The arrays are the caller's own and change with the next one. */
export interface SampleRecord {
  stream: number;
  time: number;
  /** 0 where unknown. */
  start: number;
  /** One per slot; `cells` says which of them hold. */
  values: Float64Array;
  cells: Uint8Array;
  packed: Uint8Array | undefined;
}

export class SampleJournalWriter {
  readonly #out: SampleBytes = new SampleBytes();
  #time = 0;
  #start = 0;
  #stream = 0;

  get length(): number {
    return this.#out.length;
  }

  /** Of a stream with `width` slots; `whole` when all cells hold values. */
  add(record: SampleRecord, width: number, whole: boolean): void {
    const out = this.#out;
    this.#at(record.time, record.start);
    if (record.packed !== undefined) {
      this.#tag(Tag.native, record.stream);
      out.f64(record.values[0] as number);
      out.varint(record.packed.length);
      out.raw(record.packed);
    } else if (whole) {
      if (record.stream === this.#stream + 1) {
        out.u8(Tag.next);
        this.#stream = record.stream;
      } else this.#tag(Tag.whole, record.stream);
      for (let slot = 0; slot < width; slot++) out.f64(record.values[slot] as number);
    } else if (record.cells[0] === Cell.stale) this.#tag(Tag.stale, record.stream);
    else {
      this.#tag(Tag.partial, record.stream);
      for (let first = 0; first < width; first += 8) {
        let bits = 0;
        for (let i = 0; i < 8 && first + i < width; i++) if (record.cells[first + i] === Cell.value) bits |= 1 << i;
        out.u8(bits);
      }
      for (let slot = 0; slot < width; slot++)
        if (record.cells[slot] === Cell.value) out.f64(record.values[slot] as number);
    }
  }

  /** What a delta stream added up to before the rows of this journal. */
  sums(stream: number, since: number, sums: Float64Array): void {
    this.#tag(Tag.sums, stream);
    this.#out.f64(since);
    for (const sum of sums) this.#out.f64(sum);
  }

  /** The same of a stream of native histograms, packed; after its `sums`. */
  nativeSum(stream: number, packed: Uint8Array): void {
    this.#tag(Tag.nativeSum, stream);
    this.#out.varint(packed.length);
    this.#out.raw(packed);
  }

  take(): Uint8Array {
    this.#reset();
    return this.#out.take();
  }

  clear(): void {
    this.#reset();
    this.#out.clear();
  }

  #reset(): void {
    this.#time = this.#start = this.#stream = 0;
  }

  #at(time: number, start: number): void {
    if (time !== this.#time) {
      this.#out.u8(Tag.time);
      this.#out.f64((this.#time = time));
    }
    if (start !== this.#start) {
      this.#out.u8(Tag.start);
      this.#out.f64((this.#start = start));
    }
  }

  #tag(tag: number, stream: number): void {
    this.#out.u8(tag);
    this.#out.zigzag(stream - this.#stream);
    this.#stream = stream;
  }
}

export interface SampleVisitor {
  /** Slots of a stream. Throws where there is no such stream. */
  width(stream: number): number;
  sample(record: SampleRecord): void;
  sums(stream: number, since: number, sums: Float64Array): void;
  nativeSum(stream: number, packed: Uint8Array): void;
}

/** Calls `visit` for everything in a row, in order. Throws ContractError `run-corrupt`. */
export function readSampleJournal(bytes: Uint8Array, visit: SampleVisitor): void {
  const from = new SampleBytesReader(bytes);
  const record: SampleRecord = {
    stream: 0,
    time: 0,
    start: 0,
    values: new Float64Array(64),
    cells: new Uint8Array(64),
    packed: undefined,
  };
  const wide = (): number => {
    const width = visit.width(record.stream);
    if (width > record.values.length) {
      record.values = new Float64Array(width);
      record.cells = new Uint8Array(width);
    }
    return width;
  };
  while (!from.done) {
    const tag = from.u8();
    if (tag === Tag.time) {
      record.time = from.f64();
      continue;
    }
    if (tag === Tag.start) {
      record.start = from.f64();
      continue;
    }
    record.stream += tag === Tag.next ? 1 : from.zigzag();
    const width = wide();
    if (tag === Tag.sums) {
      const since = from.f64();
      visit.sums(
        record.stream,
        since,
        Float64Array.from({ length: width }, () => from.f64()),
      );
      continue;
    }
    if (tag === Tag.nativeSum) {
      visit.nativeSum(record.stream, from.raw(from.varint()));
      continue;
    }
    readCells(from, tag, record, width);
    visit.sample(record);
  }
}

function readCells(from: SampleBytesReader, tag: number, record: SampleRecord, width: number): void {
  const { values, cells } = record;
  record.packed = undefined;
  switch (tag) {
    case Tag.next:
    case Tag.whole:
      for (let slot = 0; slot < width; slot++) {
        values[slot] = from.f64();
        cells[slot] = Cell.value;
      }
      return;
    case Tag.partial: {
      const bits = from.raw(Math.ceil(width / 8));
      for (let slot = 0; slot < width; slot++) {
        const there = ((bits[slot >> 3] as number) & (1 << (slot & 7))) > 0;
        cells[slot] = there ? Cell.value : Cell.absent;
        values[slot] = there ? from.f64() : 0;
      }
      return;
    }
    case Tag.stale:
      cells.fill(Cell.stale, 0, width);
      values.fill(0, 0, width);
      return;
    case Tag.native:
      values[0] = from.f64();
      cells[0] = Cell.value;
      record.packed = from.raw(from.varint());
      return;
    default:
      throw damaged(`an unknown record ${tag} in the journal of samples`);
  }
}
