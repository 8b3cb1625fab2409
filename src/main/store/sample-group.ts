// Rows of samples that are not in a block yet, of streams that are sent together: one time per row, a cell per slot.
// A stream has one slot per number it sends. Groups hold at most 64 slots, or one stream that has more.
export const GROUP_SLOTS = 64;
/** Rows of a block, about; a group that has them is full. */
export const GROUP_ROWS = 120;

/** What a cell holds. */
export const Cell = { absent: 0, value: 1, stale: 2 } as const;

/** What a group knows of its streams; sample-stream.ts has the rest. */
interface Member {
  readonly width: number;
  /** The group that its next sample goes to. */
  readonly group: unknown;
  /** Its samples of the group are in a block. */
  sealed(): void;
}

export class SampleGroup<Stream extends Member = Member> {
  readonly number: number;
  /** Values count from sample to sample; blocks keep what was counted before them. */
  readonly delta: boolean;
  readonly streams: Stream[] = [];
  slots = 0;
  rows = 0;
  /** Points, one per stream and row. */
  points = 0;
  times: Float64Array = new Float64Array(0);
  /** Row by row, `stride` cells each. */
  values: Float64Array = new Float64Array(0);
  cells: Uint8Array = new Uint8Array(0);
  stride = 0;
  /** Native histograms, packed, by `row * stride + slot`. */
  readonly packed: Map<number, Uint8Array> = new Map();
  /** Row, first slot and milliseconds, in turn: where a stream's start time is not the one before. */
  starts: number[] = [];
  /** Its rows are mostly empty: streams leave with their next sample. */
  scattered = false;
  /** A stream has left: its rows here go into a block before those that it has elsewhere. */
  left = false;

  constructor(number: number, delta: boolean) {
    this.number = number;
    this.delta = delta;
  }

  get full(): boolean {
    return this.rows >= GROUP_ROWS || (this.rows > 0 && (this.left || this.scattered));
  }

  /** Bytes of journal that its cells are worth. */
  get weight(): number {
    return this.points === 0 ? 0 : 9 * Math.ceil((this.points * this.slots) / Math.max(1, this.streams.length));
  }

  hasRoomFor(width: number): boolean {
    return !this.scattered && !this.full && (this.slots === 0 || this.slots + width <= GROUP_SLOTS);
  }

  /** The first of the stream's slots. */
  join(stream: Stream): number {
    const first = this.slots;
    this.streams.push(stream);
    this.slots += stream.width;
    if (this.slots > this.stride) this.#reshape(Math.max(this.slots, Math.min(GROUP_SLOTS, 2 * this.stride)));
    return first;
  }

  /** The row of a time, which is new when it is later than all; -1 when it lies between rows. */
  rowOf(time: number): number {
    let row = this.rows - 1;
    while (row >= 0 && (this.times[row] as number) > time) row--;
    if (row >= 0 && this.times[row] === time) return row;
    return row === this.rows - 1 ? this.#newRow(time) : -1;
  }

  /** All rows are in blocks. */
  clear(): void {
    for (const stream of this.streams) if (stream.group === this) stream.sealed();
    this.rows = this.points = 0;
    this.times = new Float64Array(0);
    this.values = new Float64Array(0);
    this.cells = new Uint8Array(0);
    this.packed.clear();
    this.starts = [];
    this.left = false;
  }

  #newRow(time: number): number {
    const row = this.rows;
    // Streams that are never sent together would make a row each.
    if (row >= 16 && (row & (row - 1)) === 0 && this.points * 8 < row * this.streams.length) this.scattered = true;
    if (row === this.times.length) this.#grow(row === 0 ? 8 : 2 * row);
    this.times[row] = time;
    this.rows = row + 1;
    return row;
  }

  #grow(rows: number): void {
    const times = new Float64Array(rows);
    times.set(this.times);
    this.times = times;
    const values = new Float64Array(rows * this.stride);
    values.set(this.values);
    this.values = values;
    const cells = new Uint8Array(rows * this.stride);
    cells.set(this.cells);
    this.cells = cells;
  }

  #reshape(stride: number): void {
    const capacity = this.times.length;
    const values = new Float64Array(capacity * stride);
    const cells = new Uint8Array(capacity * stride);
    for (let row = 0; row < this.rows; row++) {
      const from = row * this.stride;
      values.set(this.values.subarray(from, from + this.stride), row * stride);
      cells.set(this.cells.subarray(from, from + this.stride), row * stride);
    }
    const packed = [...this.packed];
    this.packed.clear();
    for (const [at, bytes] of packed)
      this.packed.set(Math.floor(at / this.stride) * stride + (at % this.stride), bytes);
    this.values = values;
    this.cells = cells;
    this.stride = stride;
  }
}
