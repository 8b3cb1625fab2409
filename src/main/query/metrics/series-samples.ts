// The samples of one series as columns, put together from blocks and the journal's tail. Series of one group share their
// times; a series that lies in one block is that block's column, without a copy.
import type { SampleBlock, SampleSegment } from '../../store/reader-face.ts';

export interface SampleColumns {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly stale: Uint8Array | undefined;
  readonly startTimes: Float64Array | undefined;
}

const stale = 2;
/** Numbers that are allocated at once. */
const SLAB = 1 << 15;

/** Puts columns together for the series of one question. */
export class SeriesSamples {
  /** Times of several blocks in a row, by the first of them. */
  readonly #times: Map<SampleBlock, { readonly blocks: readonly SampleBlock[]; readonly times: Float64Array }[]> =
    new Map();
  /** Columns of one start time, by the times they belong to. */
  readonly #starts: Map<Float64Array, Map<number, Float64Array>> = new Map();

  #slab: Float64Array = new Float64Array(0);
  #slabAt = 0;

  /** One slot of a stream. `accumulate`: deltas added up since the stream began. */
  slot(segments: readonly SampleSegment[], slot: number, accumulate: boolean): SampleColumns {
    const slots = segments.map(({ block, first }) => block.slot(first + slot));
    if (slots.some(({ cells }) => cells !== undefined)) return this.#withHoles(segments, slot, accumulate);
    const times = this.#timesOf(segments);
    const [only] = slots;
    let values: Float64Array;
    if (slots.length === 1 && only !== undefined && !accumulate) ({ values } = only);
    else {
      values = this.#column(times.length);
      let at = 0;
      slots.forEach((column, i) => {
        const { block, first } = segments[i] as SampleSegment;
        if (accumulate) at = addUp(column.values, block.sum(first + slot), values, at);
        else {
          values.set(column.values, at);
          at += column.values.length;
        }
      });
    }
    return { times, values, stale: undefined, startTimes: this.#startsOf(segments, times, accumulate) };
  }

  /** Many small arrays cost more than what is in them: columns are parts of large ones. */
  #column(length: number): Float64Array {
    if (length > SLAB / 8) return new Float64Array(length);
    if (this.#slabAt + length > this.#slab.length) {
      this.#slab = new Float64Array(SLAB);
      this.#slabAt = 0;
    }
    this.#slabAt += length;
    return this.#slab.subarray(this.#slabAt - length, this.#slabAt);
  }

  /** Which rows of the segments have a sample of a slot, and their times. */
  #withHoles(segments: readonly SampleSegment[], slot: number, accumulate: boolean): SampleColumns {
    let total = 0;
    for (const { block } of segments) total += block.rows;
    const times = new Float64Array(total);
    const values = new Float64Array(total);
    const marks = new Uint8Array(total);
    const startTimes = new Float64Array(total);
    let count = 0;
    let anyStale = false;
    let anyStart = false;
    for (const { block, first } of segments) {
      const { values: column, cells } = block.slot(first + slot);
      const starts = accumulate ? undefined : block.starts(first);
      let start = accumulate ? sinceOf(segments) : 0;
      let nextStart = 0;
      let sum = block.sum(first + slot);
      for (let row = 0; row < block.rows; row++) {
        if (starts?.[nextStart] === row) {
          start = starts[nextStart + 1] as number;
          nextStart += 2;
        }
        const cell = cells?.[row] ?? 1;
        if (cell === 0) continue;
        times[count] = block.times[row] as number;
        if (cell === stale) {
          marks[count] = 1;
          anyStale = true;
        } else {
          sum += (column[row] as number) || 0;
          values[count] = accumulate ? sum : (column[row] as number);
        }
        startTimes[count] = start;
        if (start > 0) anyStart = true;
        count += 1;
      }
    }
    return {
      times: times.subarray(0, count),
      values: values.subarray(0, count),
      stale: anyStale ? marks.subarray(0, count) : undefined,
      startTimes: anyStart ? startTimes.subarray(0, count) : undefined,
    };
  }

  #timesOf(segments: readonly SampleSegment[]): Float64Array {
    const [first] = segments;
    if (first === undefined) return new Float64Array(0);
    if (segments.length === 1) return first.block.times;
    let known = this.#times.get(first.block);
    if (known === undefined) this.#times.set(first.block, (known = []));
    const same = known.find(
      ({ blocks }) => blocks.length === segments.length && blocks.every((block, i) => block === segments[i]?.block),
    );
    if (same !== undefined) return same.times;
    // Tails are of one stream each, but mostly have the times of their neighbours.
    const like = known.find((one) => sameTimes(one.blocks, segments));
    if (like !== undefined) return like.times;
    const blocks = segments.map(({ block }) => block);
    const times = new Float64Array(blocks.reduce((sum, { rows }) => sum + rows, 0));
    let at = 0;
    for (const block of blocks) {
      times.set(block.times, at);
      at += block.rows;
    }
    if (known.length < 4) known.push({ blocks, times });
    return times;
  }

  #startsOf(segments: readonly SampleSegment[], times: Float64Array, accumulate: boolean): Float64Array | undefined {
    if (accumulate) {
      const since = sinceOf(segments);
      return since > 0 ? this.#constant(times, since) : undefined;
    }
    let only: number | undefined;
    let several = false;
    let any = false;
    for (const { block, first } of segments) {
      const starts = block.starts(first);
      if (starts === undefined || starts[0] !== 0) several = true;
      if (starts === undefined) continue;
      any = true;
      for (let i = 1; i < starts.length; i += 2) {
        if (only !== undefined && only !== starts[i]) several = true;
        only = starts[i];
      }
    }
    if (!any || only === undefined) return undefined;
    if (!several) return only > 0 ? this.#constant(times, only) : undefined;
    const column = new Float64Array(times.length);
    let at = 0;
    for (const { block, first } of segments) {
      const starts = block.starts(first) ?? [];
      let start = 0;
      let next = 0;
      for (let row = 0; row < block.rows; row++) {
        if (starts[next] === row) {
          start = starts[next + 1] as number;
          next += 2;
        }
        column[at++] = start;
      }
    }
    return column;
  }

  #constant(times: Float64Array, start: number): Float64Array {
    let known = this.#starts.get(times);
    if (known === undefined) this.#starts.set(times, (known = new Map<number, Float64Array>()));
    let column = known.get(start);
    if (column === undefined) known.set(start, (column = new Float64Array(times.length).fill(start)));
    return column;
  }
}

/** Since when the sums of a delta stream count: what its blocks say, else the first start in the journal. */
export function sinceOf(segments: readonly SampleSegment[]): number {
  for (const { block, first } of segments) {
    const since = block.since(first);
    if (since > 0) return since;
  }
  const [earliest] = segments;
  return earliest?.block.starts(earliest.first)?.[1] ?? 0;
}

function addUp(deltas: Float64Array, before: number, into: Float64Array, from: number): number {
  let sum = before;
  let at = from;
  for (const delta of deltas) into[at++] = sum += delta || 0;
  return at;
}

function sameTimes(blocks: readonly SampleBlock[], segments: readonly SampleSegment[]): boolean {
  return (
    blocks.length === segments.length &&
    blocks.every((block, i) => {
      const other = (segments[i] as SampleSegment).block;
      if (block === other) return true;
      if (block.rows !== other.rows) return false;
      for (let row = 0; row < block.rows; row++) if (block.times[row] !== other.times[row]) return false;
      return true;
    })
  );
}
