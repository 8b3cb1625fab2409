// The columns of a timeline: paired events and spans together, in the order of their starts, laid into lanes.
import { ItemFlag, ItemShape, type SessionTimeline } from '../../../contract/sessions.ts';
import { laneRows } from './lane-rows.ts';
import { closeOlder } from './older-open.ts';
import type { PairedItems } from './pair-events.ts';
import type { ItemSink } from './session-items.ts';
import { startOrder } from './start-order.ts';

type Columns = Omit<SessionTimeline, 'session' | 'origin' | 'left' | 'losses' | 'cursor'>;

/** @param events rows of log records, which come first; `limit`: items with the latest starts beyond it are left out */
export function timelineColumns(
  sink: ItemSink,
  events: number,
  paired: PairedItems,
  limit: number,
): Columns & { readonly origin: bigint } {
  const { columns, texts } = sink;
  const all = paired.count + columns.count - events;
  const start = new Float64Array(all);
  start.set(paired.start.subarray(0, paired.count));
  start.set(columns.at.subarray(events, columns.count), paired.count);
  const order = startOrder(start).subarray(0, limit);
  const count = order.length;
  // The session's first time, or what lies before it.
  const least = Math.floor(Math.min(0, start[order[0] ?? 0] ?? 0));
  const drawn = {
    start: new Float64Array(count),
    duration: new Float64Array(count),
    shape: new Uint8Array(count),
    flags: new Uint8Array(count),
    source: new Uint8Array(count),
    lane: new Uint32Array(count),
    name: new Uint32Array(count),
    preview: new Uint32Array(count),
    turn: new Uint32Array(count),
    correlation: new Uint32Array(count),
    sequence: new Float64Array(count),
    endSequence: new Float64Array(count),
    spanIds: new Uint8Array(8 * count),
  };
  const ends = new Float64Array(count);
  const lanes = new Numbers();
  const ids = new TraceNumbers(columns.blocks.map(({ traceIds }) => traceIds));
  const trace = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const item = order[i] as number;
    const isPair = item < paired.count;
    const first = isPair ? (paired.begin[item] as number) : events + item - paired.count;
    const ended = isPair ? (paired.end[item] as number) : -1;
    const last = ended < 0 ? first : ended;
    const took = isPair ? (paired.duration[item] as number) : (columns.took[first] as number);
    const shape = isPair ? (paired.shape[item] as number) : took > 0 ? ItemShape.bar : ItemShape.tick;
    const from = (start[item] as number) - least;
    drawn.start[i] = from;
    drawn.duration[i] = took;
    drawn.shape[i] = shape;
    drawn.flags[i] = (columns.flags[first] as number) | (columns.flags[last] as number);
    drawn.source[i] = columns.source[first] as number;
    drawn.lane[i] = lanes.of(columns.lane[first] as number);
    drawn.name[i] = isPair ? (paired.name[item] as number) : (columns.name[first] as number);
    drawn.preview[i] = (columns.preview[last] as number) || (columns.preview[first] as number);
    drawn.turn[i] = (columns.turn[first] as number) || (columns.turn[last] as number);
    drawn.correlation[i] = (columns.correlation[first] as number) || (columns.correlation[last] as number);
    drawn.sequence[i] = columns.sequence[first] as number;
    drawn.endSequence[i] = last === first ? -1 : (columns.sequence[last] as number);
    const isOpen = shape === ItemShape.open || shape === ItemShape.endless;
    // A gap is about all lanes: it takes no room in one.
    ends[i] = ((drawn.flags[i] as number) & ItemFlag.gap) !== 0 ? -1 : isOpen ? Infinity : from + took;
    const part = columns.part[first] as number;
    const block = columns.blocks[part] as (typeof columns.blocks)[number];
    const row = columns.row[first] as number;
    const local = block.trace[row] as number;
    // Of log records 0 is "no trace".
    if (first < events && local === 0) continue;
    trace[i] = ids.of(part, local);
    for (let byte = 0; byte < 8; byte++) drawn.spanIds[8 * i + byte] = block.spanIds[8 * row + byte] as number;
  }
  closeOlder(drawn, ends);
  const used = new Numbers(0);
  for (const column of [drawn.name, drawn.preview, drawn.turn, drawn.correlation])
    for (let i = 0; i < count; i++) column[i] = used.of(column[i] as number);
  const { row, depth } = laneRows(drawn.lane, drawn.start, ends, lanes.all.length);
  return {
    ...drawn,
    origin: columns.base + BigInt(least),
    items: count,
    row,
    trace,
    traceIds: ids.bytes(),
    lanes: lanes.all.map((lane, number) => {
      const { kind, name } = sink.lanes.lanes[lane] ?? { kind: 'service' as const, name: '' };
      return { id: `${kind}\n${name}`, name, kind, depth: depth[number] ?? 1 };
    }),
    texts: used.all.map((text) => texts.text(text)),
  };
}

/** Numbers in the order in which they come first. */
class Numbers {
  readonly all: number[] = [];
  readonly #known = new Map<number, number>();

  constructor(...first: readonly number[]) {
    for (const one of first) this.of(one);
  }

  of(one: number): number {
    let number = this.#known.get(one);
    if (number === undefined) {
      number = this.all.push(one) - 1;
      this.#known.set(one, number);
    }
    return number;
  }
}

/** Traces of all blocks, each once; 0 is none. */
class TraceNumbers {
  readonly #blocks: readonly Uint8Array[];
  readonly #byBlock: Map<number, number>[];
  readonly #known = new Map<string, number>();
  readonly #ids: Uint8Array[] = [new Uint8Array(16)];

  constructor(blocks: readonly Uint8Array[]) {
    this.#blocks = blocks;
    this.#byBlock = blocks.map(() => new Map());
  }

  of(block: number, local: number): number {
    const byBlock = this.#byBlock[block] as Map<number, number>;
    let number = byBlock.get(local);
    if (number === undefined) {
      const id = (this.#blocks[block] as Uint8Array).subarray(16 * local, 16 * local + 16);
      const text = String.fromCharCode(...id);
      number = this.#known.get(text) ?? this.#ids.push(id) - 1;
      this.#known.set(text, number);
      byBlock.set(local, number);
    }
    return number;
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(16 * this.#ids.length);
    for (const [i, id] of this.#ids.entries()) bytes.set(id, 16 * i);
    return bytes;
  }
}
