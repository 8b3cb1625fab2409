// Tells apart spans that are equal in id, times, name and the like by the rest of what was sent: attributes, events,
// links, status message. Column by column and by hash, so that a trace that was sent twice costs no object per span.
import { textForm } from '../../contract/text-form.ts';
import { ValueKind } from '../../contract/values.ts';
import type { Alive } from '../store/reader-face.ts';
import type { EventBlock, LinkBlock, SpanBlock } from '../store/span-block.ts';
import { mix } from './id-table.ts';
import type { TracePart } from './trace-parts.ts';

/**
 * Two words per span, in the order of the parts and their rows, which are equal where the spans' content is. Spans that
 * are not `wanted` have zeros. The order of attributes does not count; that of events and links does.
 */
export function spanContents(parts: readonly TracePart[], wanted: Uint8Array, alive: Alive): Uint32Array {
  const sums = new Sums(wanted.length);
  const numbers = new Map<string, number>();
  let first = 0;
  for (const { block, rows } of parts) {
    alive();
    const spanOf = new Int32Array(block.count).fill(-1);
    for (let i = 0; i < rows.length; i++) if (wanted[first + i] === 1) spanOf[rows[i] as number] = first + i;
    addBlock(sums, block, spanOf, new TextNumbers(block, numbers));
    first += rows.length;
  }
  return sums.words;
}

/** Per span two sums of hashes: the order of what is added does not count. */
class Sums {
  readonly words: Uint32Array;

  constructor(spans: number) {
    this.words = new Uint32Array(2 * spans);
  }

  add(span: number, a: number, b: number, c: number, d: number, e: number): void {
    const { words } = this;
    words[2 * span] = (words[2 * span] as number) + mix(mix(mix(a, b), mix(c, d)), e);
    words[2 * span + 1] = (words[2 * span + 1] as number) + mix(mix(mix(~e, d), mix(~c, b)), ~a);
  }
}

/** Numbers for a block's texts that hold across blocks. */
class TextNumbers {
  readonly #block: SpanBlock;
  readonly #numbers: Map<string, number>;
  readonly #known: Int32Array;

  constructor(block: SpanBlock, numbers: Map<string, number>) {
    this.#block = block;
    this.#numbers = numbers;
    this.#known = new Int32Array(block.strings.count).fill(-1);
  }

  of(id: number): number {
    const known = this.#known[id] as number;
    if (known >= 0) return known;
    return (this.#known[id] = this.ofText(this.#block.strings.text(id)));
  }

  ofText(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }
}

/** `spanOf`: per row of the block the span whose sums are meant, or -1. */
function addBlock(sums: Sums, block: SpanBlock, spanOf: Int32Array, texts: TextNumbers): void {
  for (let row = 0; row < spanOf.length; row++) {
    const span = spanOf[row] as number;
    if (span < 0) continue;
    const message = texts.of(block.statusMessage[row] as number);
    sums.add(span, 0, message, texts.of(block.traceState[row] as number), block.flags[row] as number, 0);
    const dropped = block.droppedAttributes[row] as number;
    sums.add(span, 1, dropped, block.droppedEvents[row] as number, block.droppedLinks[row] as number, 0);
  }
  addAttributes(sums, block, spanOf, () => 2, block, texts);
  addEvents(sums, block, spanOf, texts);
  addLinks(sums, block, spanOf, texts);
}

function addEvents(sums: Sums, block: SpanBlock, spanOf: Int32Array, texts: TextNumbers): void {
  const { events } = block;
  if (events.count === 0) return;
  const owners = ownersOf(events, spanOf);
  const times = new Uint32Array(events.time.buffer, events.time.byteOffset, 2 * events.count);
  for (let i = 0; i < events.count; i++) {
    const span = owners.span[i] as number;
    if (span < 0) continue;
    const place = 3 * (owners.place[i] as number);
    const [low, high] = [times[2 * i] as number, times[2 * i + 1] as number];
    sums.add(span, 3 + place, texts.of(events.name[i] as number), low, high, events.dropped[i] as number);
  }
  addAttributes(sums, events, owners.span, (i) => 4 + 3 * (owners.place[i] as number), block, texts);
}

function addLinks(sums: Sums, block: SpanBlock, spanOf: Int32Array, texts: TextNumbers): void {
  const { links } = block;
  if (links.count === 0) return;
  const owners = ownersOf(links, spanOf);
  const trace = new DataView(links.traceIds.buffer, links.traceIds.byteOffset, links.traceIds.byteLength);
  const id = new DataView(links.spanIds.buffer, links.spanIds.byteOffset, links.spanIds.byteLength);
  for (let i = 0; i < links.count; i++) {
    const span = owners.span[i] as number;
    if (span < 0) continue;
    const place = -1 - 3 * (owners.place[i] as number);
    for (let at = 0; at < 16; at += 8)
      sums.add(span, place, at, trace.getUint32(16 * i + at), trace.getUint32(16 * i + at + 4), 0);
    sums.add(span, place, 16, id.getUint32(8 * i), id.getUint32(8 * i + 4), 0);
    const state = texts.of(links.traceState[i] as number);
    sums.add(span, place - 1, state, links.flags[i] as number, links.dropped[i] as number, 0);
  }
  addAttributes(sums, links, owners.span, (i) => -3 - 3 * (owners.place[i] as number), block, texts);
}

/** For each event or link the span it counts for, or -1, and which of that span's it is. */
function ownersOf(items: EventBlock | LinkBlock, spanOf: Int32Array): { span: Int32Array; place: Uint32Array } {
  const span = new Int32Array(items.count).fill(-1);
  const place = new Uint32Array(items.count);
  for (let row = 0; row < spanOf.length; row++) {
    const first = items.first[row] as number;
    for (let i = first; i < (items.first[row + 1] as number); i++) {
      span[i] = spanOf[row] as number;
      place[i] = i - first;
    }
  }
  return { span, place };
}

/** `saltOf` tells a span's attributes from those of its events and links. */
function addAttributes(
  sums: Sums,
  items: Pick<SpanBlock | EventBlock | LinkBlock, 'attributeKeys' | 'attributeColumn' | 'attributesOf'>,
  spanOf: Int32Array,
  saltOf: (item: number) => number,
  { strings }: SpanBlock,
  texts: TextNumbers,
): void {
  const nested = new Set<number>();
  for (const id of items.attributeKeys) {
    const column = items.attributeColumn(strings.text(id));
    if (column === undefined) continue;
    const key = texts.of(id);
    for (let i = 0; i < column.count; i++) {
      const item = column.rows[i] as number;
      const span = spanOf[item] as number;
      if (span < 0) continue;
      const kind = column.kinds[i] as number;
      if (kind >= ValueKind.bytes) nested.add(item);
      const low = kind === ValueKind.text ? texts.of(column.refs[i] as number) : (column.words[2 * i] as number);
      sums.add(span, saltOf(item), key, kind, low, column.words[2 * i + 1] as number);
    }
  }
  for (const item of nested) {
    for (const { key, value } of items.attributesOf(item)) {
      if (typeof value !== 'object') continue;
      sums.add(spanOf[item] as number, saltOf(item), texts.ofText(key), texts.ofText(textForm(value)), 0, 1);
    }
  }
}
