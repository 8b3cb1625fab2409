// Turns a span head into the columns of a block: rows sorted by trace, one byte string per group of columns.
// open-span-block.ts reads them back. Names and encodings are listed in docs/run-file.md.
import { encodeAttributes } from './attribute-columns.ts';
import { ColumnWriter, zigzagDifference } from './column-codec.ts';
import { encodeKeyNames } from './key-names.ts';
import type { SliceDictionary } from './slice-dictionary.ts';
import { encodeArrival } from './span-arrival.ts';
import type { SpanHead } from './span-head.ts';

/** Columns by name, not yet compressed. */
export type Columns = Map<string, Uint8Array>;

/** Encodes all spans of the head. The head is not changed. */
export function encodeSpanColumns(head: SpanHead, writer: ColumnWriter): Columns {
  const columns: Columns = new Map();
  const { count } = head;
  const order = traceOrder(head, writer, columns);
  const pick = (source: Uint32Array | Uint8Array): Uint32Array => gather(source, order, count);
  const low = new Uint32Array(Math.max(count, head.events));
  const high = new Uint32Array(low.length);

  writer.raw(gatherBytes(head.spanIds, order, count, 8), 8 * count);
  columns.set('span_id', writer.take());
  encodeParents(head, order, writer);
  columns.set('parent_id', writer.take());

  let previousLow = 0;
  let previousHigh = 0;
  for (let i = 0; i < count; i++) {
    const row = 2 * (order[i] as number);
    zigzagDifference(head.start[row] as number, head.start[row + 1] as number, previousLow, previousHigh, low, high, i);
    previousLow = head.start[row] as number;
    previousHigh = head.start[row + 1] as number;
  }
  writer.longs(low, high, count);
  columns.set('start', writer.take());
  for (let i = 0; i < count; i++) {
    const row = 2 * (order[i] as number);
    zigzagDifference(
      head.end[row] as number,
      head.end[row + 1] as number,
      head.start[row] as number,
      head.start[row + 1] as number,
      low,
      high,
      i,
    );
  }
  writer.longs(low, high, count);
  columns.set('duration', writer.take());

  writer.ints(pick(head.name), count);
  columns.set('name', writer.take());
  writer.ints(pick(head.resource), count);
  writer.ints(pick(head.scope), count);
  columns.set('origin', writer.take());
  for (const column of [head.kind, head.statusCode, head.statusMessage, head.traceState, head.flags])
    writer.ints(pick(column), count);
  for (const column of [head.droppedAttributes, head.droppedEvents, head.droppedLinks, head.failed])
    writer.ints(pick(column), count);
  columns.set('status', writer.take());
  const arrival = encodeArrival(head, order, writer);
  if (arrival !== undefined) columns.set('arrival', arrival);

  encodeAttributes('attr', head.attributes, head.attributeFirst, order, count, head.strings.count, writer, columns);
  if (head.events > 0) encodeEvents(head, order, low, high, writer, columns);
  if (head.links > 0) encodeLinks(head, order, writer, columns);
  columns.set(
    'keys',
    encodeKeyNames([head.attributes, head.eventAttributes, head.linkAttributes], head.strings, writer),
  );
  encodeSlices(head.strings, writer);
  columns.set('strings', writer.take());
  if (head.blobs.count > 0) {
    encodeSlices(head.blobs, writer);
    columns.set('blobs', writer.take());
  }
  return columns;
}

/** Counting sort by trace; writes the column `traces`: their number, their ids, and how many rows each has. */
function traceOrder(head: SpanHead, writer: ColumnWriter, columns: Columns): Uint32Array {
  const traces = head.traces.count;
  const counts = new Uint32Array(traces);
  for (let row = 0; row < head.count; row++) {
    const trace = head.trace[row] as number;
    counts[trace] = (counts[trace] as number) + 1;
  }
  const next = new Uint32Array(traces);
  for (let trace = 1; trace < traces; trace++)
    next[trace] = (next[trace - 1] as number) + (counts[trace - 1] as number);
  const order = new Uint32Array(head.count);
  for (let row = 0; row < head.count; row++) {
    const trace = head.trace[row] as number;
    const to = next[trace] as number;
    order[to] = row;
    next[trace] = to + 1;
  }
  writer.u32(traces);
  writer.raw(head.traces.bytes, 16 * traces);
  writer.ints(counts, traces);
  columns.set('traces', writer.take());
  return order;
}

/**
 * Parents mostly are in the same block and trace, and near: then a reference of 1 + zigzag(row distance) says it all.
 * 0 is "no parent"; 1 (distance 0) is "id follows", the ids in row order after the references.
 */
function encodeParents(head: SpanHead, order: Uint32Array, writer: ColumnWriter): void {
  const { count } = head;
  const view = new DataView(head.spanIds.buffer);
  const parents = new DataView(head.parentIds.buffer);
  const size = 1 << (33 - Math.clz32(Math.max(count, 1)));
  const table = new Uint32Array(size);
  const slotOf = (id: DataView, at: number): number =>
    (Math.imul(id.getUint32(at, true) ^ Math.imul(id.getUint32(at + 4, true), 0x9e3779b1), 0x85ebca6b) >>> 7) &
    (size - 1);
  const references = new Uint32Array(count);
  const loose = new Uint8Array(8 * count);
  let looseCount = 0;
  for (let i = 0; i < count;) {
    // One trace at a time, so that equal span ids of other traces are not mistaken for the parent.
    const trace = head.trace[order[i] as number];
    let end = i;
    for (; end < count && head.trace[order[end] as number] === trace; end++) {
      let slot = slotOf(view, 8 * (order[end] as number));
      while (table[slot] !== 0) slot = (slot + 1) & (size - 1);
      table[slot] = end + 1;
    }
    for (let row = i; row < end; row++) {
      const source = order[row] as number;
      if (head.hasParent[source] === 0) continue;
      const at = 8 * source;
      let found = row;
      for (let slot = slotOf(parents, at); table[slot] !== 0; slot = (slot + 1) & (size - 1)) {
        const candidate = (table[slot] as number) - 1;
        if (candidate < i) continue;
        const other = 8 * (order[candidate] as number);
        if (
          view.getUint32(other, true) === parents.getUint32(at, true) &&
          view.getUint32(other + 4, true) === parents.getUint32(at + 4, true)
        ) {
          found = candidate;
          break;
        }
      }
      const distance = row - found;
      references[row] = 1 + (((distance << 1) ^ (distance >> 31)) >>> 0);
      if (distance === 0) loose.set(head.parentIds.subarray(at, at + 8), 8 * looseCount++);
    }
    i = end;
  }
  writer.ints(references, count);
  writer.raw(loose, 8 * looseCount);
}

function encodeEvents(
  head: SpanHead,
  order: Uint32Array,
  low: Uint32Array,
  high: Uint32Array,
  writer: ColumnWriter,
  columns: Columns,
): void {
  const events = childOrder(head.eventFirst, order, head.count, head.events);
  const n = head.events;
  writer.u32(n);
  writer.ints(events.counts, head.count);
  let event = 0;
  for (let i = 0; i < head.count; i++) {
    const span = 2 * (order[i] as number);
    for (let k = 0; k < (events.counts[i] as number); k++, event++) {
      const row = 2 * (events.order[event] as number);
      zigzagDifference(
        head.eventTime[row] as number,
        head.eventTime[row + 1] as number,
        head.start[span] as number,
        head.start[span + 1] as number,
        low,
        high,
        event,
      );
    }
  }
  writer.longs(low, high, n);
  writer.ints(gather(head.eventName, events.order, n), n);
  writer.ints(gather(head.eventDropped, events.order, n), n);
  columns.set('events', writer.take());
  encodeAttributes(
    'event',
    head.eventAttributes,
    head.eventAttributeFirst,
    events.order,
    n,
    head.strings.count,
    writer,
    columns,
  );
}

function encodeLinks(head: SpanHead, order: Uint32Array, writer: ColumnWriter, columns: Columns): void {
  const links = childOrder(head.linkFirst, order, head.count, head.links);
  const n = head.links;
  writer.u32(n);
  writer.ints(links.counts, head.count);
  writer.raw(gatherBytes(head.linkTraceIds, links.order, n, 16), 16 * n);
  writer.raw(gatherBytes(head.linkSpanIds, links.order, n, 8), 8 * n);
  for (const column of [head.linkTraceState, head.linkFlags, head.linkDropped])
    writer.ints(gather(column, links.order, n), n);
  columns.set('links', writer.take());
  encodeAttributes(
    'link',
    head.linkAttributes,
    head.linkAttributeFirst,
    links.order,
    n,
    head.strings.count,
    writer,
    columns,
  );
}

/** The head's events (or links) in the order of the block's rows, and how many each row has. */
function childOrder(
  first: Uint32Array,
  order: Uint32Array,
  owners: number,
  children: number,
): { order: Uint32Array; counts: Uint32Array } {
  const counts = new Uint32Array(owners);
  const sorted = new Uint32Array(children);
  let at = 0;
  for (let i = 0; i < owners; i++) {
    const owner = order[i] as number;
    const end = first[owner + 1] as number;
    for (let child = first[owner] as number; child < end; child++) sorted[at++] = child;
    counts[i] = end - (first[owner] as number);
  }
  return { order: sorted, counts };
}

/** Number of slices, lengths, bytes. */
export function encodeSlices(slices: SliceDictionary, writer: ColumnWriter): void {
  const lengths = new Uint32Array(slices.count);
  for (let id = 0; id < slices.count; id++)
    lengths[id] = (slices.offsets[id + 1] as number) - (slices.offsets[id] as number);
  writer.u32(slices.count);
  writer.ints(lengths, slices.count);
  writer.raw(slices.bytes, slices.byteCount);
}

export function gather(source: Uint32Array | Uint8Array, order: Uint32Array, count: number): Uint32Array {
  const picked = new Uint32Array(count);
  for (let i = 0; i < count; i++) picked[i] = source[order[i] as number] as number;
  return picked;
}

export function gatherBytes(source: Uint8Array, order: Uint32Array, count: number, width: number): Uint8Array {
  const picked = new Uint8Array(width * count);
  let to = 0;
  for (let i = 0; i < count; i++) {
    const from = width * (order[i] as number);
    for (let k = 0; k < width; k++) picked[to++] = source[from + k] as number;
  }
  return picked;
}
