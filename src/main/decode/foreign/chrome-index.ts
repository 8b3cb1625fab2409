// The first reading of a Chrome trace: slices are numbered in the order of the file, and of each it is found out which
// slice of its thread encloses it, and which slices a flow leads to it. Events may come in any order of time.
import type { ChromeEvent } from './chrome-event.ts';
import { OpenStacks } from './open-stacks.ts';

/** Slices whose place among others is found out; more are stored without a parent. 28 bytes each. */
export const mostSlices = 2_000_000;
/** Slices that have begun and not ended, at the same time. */
export const mostOpen = 100_000;
/** Flow events that are followed. */
const mostFlowPoints = 500_000;
/** Names of processes and threads that are remembered. */
const mostNames = 100_000;

interface FlowPoint {
  readonly kind: 's' | 't' | 'f';
  readonly thread: number;
  readonly time: number;
  readonly enclosing: boolean;
  /** Known already for flows that are bound to a slice. */
  readonly slice: number | undefined;
}

/** Phases that begin a slice of a thread. */
export const isSlice = (phase: string): boolean => /^[XBiIR]$/.test(phase);

export class ChromeIndex {
  #starts = new Float64Array(1024);
  #ends = new Float64Array(1024);
  #threads = new Int32Array(1024);
  #parents = new Int32Array(0);
  #count = 0;
  readonly #threadNumbers: Map<string, number> = new Map();
  readonly #pids: string[] = [];
  readonly #lastTimes: number[] = [];
  readonly #open = new OpenStacks<number>(mostOpen);
  readonly #flows: Map<string, FlowPoint[]> = new Map();
  #flowPoints = 0;
  readonly #links: Map<number, number[]> = new Map();
  readonly names: Map<string, string> = new Map();

  /** Slices in the file, also those beyond the limit. */
  get slices(): number {
    return this.#count;
  }

  add(event: ChromeEvent): void {
    const { phase } = event;
    if (phase === 'M') return this.#name(event);
    const thread = this.#thread(event);
    if (isSlice(phase)) {
      const slice = this.#count++;
      const end = phase === 'X' ? event.time + event.duration : phase === 'B' ? Infinity : event.time;
      this.#put(slice, thread, event.time, end);
      if (phase === 'B') this.#open.push(threadKey(event), slice);
      if (event.flowKey === undefined) return;
      if (event.flowIn) this.#flow(event.flowKey, { kind: 't', thread, time: event.time, enclosing: true, slice });
      else if (event.flowOut)
        this.#flow(event.flowKey, { kind: 's', thread, time: event.time, enclosing: true, slice });
      return;
    }
    if (phase === 'E') {
      const slice = this.#open.pop(threadKey(event));
      if (slice !== undefined && slice < mostSlices) this.#ends[slice] = event.time;
      return;
    }
    if (phase === 's' || phase === 't' || phase === 'f') {
      const enclosing = phase !== 'f' || event.bindsEnclosing;
      this.#flow(event.key, { kind: phase, thread, time: event.time, enclosing, slice: undefined });
    }
  }

  /** After the last event. */
  settle(): void {
    const count = Math.min(this.#count, mostSlices);
    const order = new Int32Array(count);
    for (let i = 0; i < count; i++) order[i] = i;
    const [starts, ends, threads] = [this.#starts, this.#ends, this.#threads];
    order.sort(
      (a, b) =>
        (threads[a] as number) - (threads[b] as number) ||
        (starts[a] as number) - (starts[b] as number) ||
        compareEnds(ends[a] as number, ends[b] as number) ||
        a - b,
    );
    this.#parents = new Int32Array(count).fill(-1);
    this.#nest(order);
    this.#bindFlows(order);
    this.#flows.clear();
  }

  /** Number of the slice around it, or -1. */
  parentOf(slice: number): number {
    return this.#parents[slice] ?? -1;
  }

  /** Slices that a flow leads from, and the process each belongs to. */
  linksOf(slice: number): readonly { readonly slice: number; readonly pid: string }[] {
    return (this.#links.get(slice) ?? []).map((from) => ({
      slice: from,
      pid: this.#pids[this.#threads[from] ?? -1] ?? '',
    }));
  }

  /** When something was last seen on the thread. */
  lastTime(event: ChromeEvent): number {
    return this.#lastTimes[this.#threadNumbers.get(threadKey(event)) ?? -1] ?? event.time;
  }

  #nest(order: Int32Array): void {
    let stack: number[] = [];
    let thread = -2;
    for (const slice of order) {
      const own = this.#threads[slice] as number;
      if (own !== thread) {
        stack = [];
        thread = own;
      }
      if (own < 0) continue;
      const start = this.#starts[slice] as number;
      const end = this.#ends[slice] as number;
      while (stack.length > 0 && (this.#ends[stack.at(-1) as number] as number) <= start) stack.pop();
      const parent = stack.findLast((one) => (this.#ends[one] as number) >= end);
      if (parent !== undefined) this.#parents[slice] = parent;
      if (end > start) stack.push(slice);
    }
  }

  #bindFlows(order: Int32Array): void {
    for (const points of this.#flows.values()) {
      let before: number | undefined;
      for (const point of points) {
        const slice = point.slice ?? this.#sliceAt(order, point);
        if (slice === undefined) continue;
        if (point.kind !== 's' && before !== undefined && before !== slice) {
          const links = this.#links.get(slice) ?? [];
          if (!links.includes(before)) this.#links.set(slice, [...links, before]);
        }
        before = point.kind === 'f' ? undefined : slice;
      }
    }
  }

  #sliceAt(order: Int32Array, { thread, time, enclosing }: FlowPoint): number | undefined {
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const slice = order[middle] as number;
      const after = this.#threads[slice] as number;
      if (after > thread || (after === thread && (this.#starts[slice] as number) > time)) high = middle;
      else low = middle + 1;
    }
    let around: number | undefined = order[low - 1];
    if (around !== undefined && this.#threads[around] !== thread) around = undefined;
    if (!enclosing && (around === undefined || this.#starts[around] !== time)) {
      const next = order[low];
      if (next !== undefined && this.#threads[next] === thread) return next;
    }
    while (around !== undefined && (this.#ends[around] as number) < time) {
      const parent = this.parentOf(around);
      around = parent < 0 ? undefined : parent;
    }
    return around;
  }

  #flow(key: string, point: FlowPoint): void {
    if (this.#flowPoints >= mostFlowPoints) return;
    this.#flowPoints += 1;
    const points = this.#flows.get(key);
    if (points === undefined) this.#flows.set(key, [point]);
    else points.push(point);
  }

  #name({ name, pid, tid, args }: ChromeEvent): void {
    const value = name === 'process_labels' ? args['labels'] : args['name'];
    if (typeof value !== 'string' || this.names.size >= mostNames) return;
    if (name === 'process_name' || name === 'process_labels') this.names.set(`${name} ${pid}`, value);
    if (name === 'thread_name') this.names.set(`${name} ${pid} ${tid}`, value);
  }

  #thread(event: ChromeEvent): number {
    const key = threadKey(event);
    const known = this.#threadNumbers.get(key);
    const time = event.time + event.duration;
    if (known !== undefined) {
      if (time > (this.#lastTimes[known] as number)) this.#lastTimes[known] = time;
      return known;
    }
    if (this.#pids.length >= mostNames) return -1;
    this.#threadNumbers.set(key, this.#pids.length);
    this.#lastTimes.push(time);
    return this.#pids.push(event.pid) - 1;
  }

  #put(slice: number, thread: number, start: number, end: number): void {
    if (slice >= mostSlices) return;
    if (slice >= this.#starts.length) {
      const size = Math.min(mostSlices, this.#starts.length * 2);
      this.#starts = grown(this.#starts, new Float64Array(size));
      this.#ends = grown(this.#ends, new Float64Array(size));
      this.#threads = grown(this.#threads, new Int32Array(size));
    }
    this.#starts[slice] = start;
    this.#ends[slice] = end;
    this.#threads[slice] = thread;
  }
}

export const threadKey = ({ pid, tid }: ChromeEvent): string => `${pid} ${tid}`;

/** The longer one first; two that never end are alike. */
function compareEnds(a: number, b: number): number {
  return a === b ? 0 : b - a;
}

function grown<T extends Float64Array | Int32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
