// The spans that are not yet in a block, as growing columns. The writer fills one as requests come in; the reader
// fills its own from the journal. Strings are numbered per block; sealing turns the columns into blobs (span-columns.ts).
import { NONE, type SpanBatch } from '../../contract/span-batch.ts';
import { AttributeRows } from './attribute-rows.ts';
import { judgeSpans } from './failed-spans.ts';
import { growU32, growU8 } from './grow.ts';
import { SliceDictionary } from './slice-dictionary.ts';

/** How far a head was filled; `truncate` returns to it. */
export interface SpanMark {
  readonly count: number;
  readonly requests: number;
  readonly strings: number;
  readonly blobs: number;
  readonly traces: number;
  readonly attributes: number;
  readonly events: number;
  readonly eventAttributes: number;
  readonly links: number;
  readonly linkAttributes: number;
}

const wordColumns = [
  'trace',
  'resource',
  'scope',
  'name',
  'statusMessage',
  'traceState',
  'flags',
  'droppedAttributes',
  'droppedEvents',
  'droppedLinks',
] as const;
const firstColumns = ['attributeFirst', 'eventFirst', 'linkFirst'] as const;
const eventColumns = ['eventName', 'eventDropped'] as const;
const linkColumns = ['linkTraceState', 'linkFlags', 'linkDropped'] as const;

const words = (): Uint32Array => new Uint32Array(256);

export class SpanHead {
  count = 0;
  /** Batches appended, and the first row of each. */
  requests = 0;
  requestFirst: Uint32Array = new Uint32Array(64);
  readonly strings: SliceDictionary = new SliceDictionary();
  readonly blobs: SliceDictionary = new SliceDictionary();
  /** 16-byte slices. */
  readonly traces: SliceDictionary = new SliceDictionary();
  readonly attributes: AttributeRows = new AttributeRows(this.strings, this.blobs);
  readonly eventAttributes: AttributeRows = new AttributeRows(this.strings, this.blobs);
  readonly linkAttributes: AttributeRows = new AttributeRows(this.strings, this.blobs);
  /** Index into `traces`. */
  trace: Uint32Array = words();
  spanIds: Uint8Array = new Uint8Array(2048);
  parentIds: Uint8Array = new Uint8Array(2048);
  /** 1 where the span has a parent id, even an all-zero one is a root. */
  hasParent: Uint8Array = new Uint8Array(256);
  /** Two little-endian words per span. */
  start: Uint32Array = words();
  end: Uint32Array = words();
  resource: Uint32Array = words();
  scope: Uint32Array = words();
  name: Uint32Array = words();
  statusMessage: Uint32Array = words();
  traceState: Uint32Array = words();
  flags: Uint32Array = words();
  droppedAttributes: Uint32Array = words();
  droppedEvents: Uint32Array = words();
  droppedLinks: Uint32Array = words();
  kind: Uint8Array = new Uint8Array(256);
  statusCode: Uint8Array = new Uint8Array(256);
  /** 1 where the span failed; see failed-spans.ts. */
  failed: Uint8Array = new Uint8Array(256);
  /** Ranges of a span: [first[row], first[row + 1]). */
  attributeFirst: Uint32Array = words();
  eventFirst: Uint32Array = words();
  linkFirst: Uint32Array = words();
  events = 0;
  eventTime: Uint32Array = words();
  eventName: Uint32Array = words();
  eventDropped: Uint32Array = words();
  eventAttributeFirst: Uint32Array = words();
  links = 0;
  linkTraceIds: Uint8Array = new Uint8Array(256);
  linkSpanIds: Uint8Array = new Uint8Array(128);
  linkTraceState: Uint32Array = words();
  linkFlags: Uint32Array = words();
  linkDropped: Uint32Array = words();
  linkAttributeFirst: Uint32Array = words();

  constructor() {
    this.clear();
  }

  /** Bytes of texts and nested values held: a block is sealed early when a few spans carry very much. */
  get heldBytes(): number {
    const rows =
      this.attributes.count + this.eventAttributes.count + this.linkAttributes.count + this.events + this.links;
    return this.strings.byteCount + this.blobs.byteCount + 16 * rows;
  }

  /** Copies all spans of a batch. `resources[i]` and `scopes[i]` are the run's numbers of the batch's resources and scopes. */
  append(batch: SpanBatch, resources: Uint32Array, scopes: Uint32Array): void {
    const source = batch.bytes;
    const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
    const { traces } = this;
    if (batch.count === 0) return;
    this.requestFirst = growU32(this.requestFirst, this.requests + 1);
    this.requestFirst[this.requests++] = this.count;
    this.#grow(this.count + batch.count);
    let previous = this.count > 0 ? this.count - 1 : 0;
    for (let i = 0; i < batch.count; i++) {
      const row = this.count;
      const traceAt = batch.traceIdStart[i] as number;
      const likelyTrace = this.trace[previous] as number;
      this.trace[row] =
        row > 0 && traces.equals(likelyTrace, view, traceAt, 16)
          ? likelyTrace
          : traces.intern(source, view, traceAt, 16);
      copy8(source, batch.spanIdStart[i] as number, this.spanIds, row);
      const parentAt = batch.parentIdStart[i] as number;
      if (parentAt === NONE) this.parentIds.fill(0, 8 * row, 8 * row + 8);
      else copy8(source, parentAt, this.parentIds, row);
      this.hasParent[row] = isZero8(this.parentIds, row) ? 0 : 1;
      this.start[2 * row] = batch.startWords[2 * i] as number;
      this.start[2 * row + 1] = batch.startWords[2 * i + 1] as number;
      this.end[2 * row] = batch.endWords[2 * i] as number;
      this.end[2 * row + 1] = batch.endWords[2 * i + 1] as number;
      this.resource[row] = resources[batch.resource[i] as number] as number;
      this.scope[row] = scopes[batch.scope[i] as number] as number;
      this.name[row] = this.#text(source, view, batch.nameStart[i] as number, batch.nameLength[i] as number);
      this.statusMessage[row] = this.#text(
        source,
        view,
        batch.statusMessageStart[i] as number,
        batch.statusMessageLength[i] as number,
      );
      this.traceState[row] = this.#text(
        source,
        view,
        batch.traceStateStart[i] as number,
        batch.traceStateLength[i] as number,
      );
      this.kind[row] = batch.kind[i] as number;
      this.statusCode[row] = batch.statusCode[i] as number;
      this.flags[row] = batch.flags[i] as number;
      this.droppedAttributes[row] = batch.droppedAttributes[i] as number;
      this.droppedEvents[row] = batch.droppedEvents[i] as number;
      this.droppedLinks[row] = batch.droppedLinks[i] as number;
      this.attributes.append(
        batch.attributes,
        source,
        view,
        batch.attributeStart[i] as number,
        batch.attributeCount[i] as number,
        this.attributeFirst[previous] as number,
      );
      if ((batch.eventCount[i] as number) > 0) this.#appendEvents(batch, view, i);
      if ((batch.linkCount[i] as number) > 0) this.#appendLinks(batch, view, i);
      previous = row;
      this.count = row + 1;
      this.attributeFirst[row + 1] = this.attributes.count;
      this.eventFirst[row + 1] = this.events;
      this.linkFirst[row + 1] = this.links;
    }
    judgeSpans(this, this.count - batch.count, this.failed);
  }

  mark(): SpanMark {
    return {
      count: this.count,
      requests: this.requests,
      strings: this.strings.count,
      blobs: this.blobs.count,
      traces: this.traces.count,
      attributes: this.attributes.count,
      events: this.events,
      eventAttributes: this.eventAttributes.count,
      links: this.links,
      linkAttributes: this.linkAttributes.count,
    };
  }

  /** Forgets everything appended since the mark was taken. */
  truncate(mark: SpanMark): void {
    this.count = mark.count;
    this.requests = mark.requests;
    this.strings.truncate(mark.strings);
    this.blobs.truncate(mark.blobs);
    this.traces.truncate(mark.traces);
    this.attributes.count = mark.attributes;
    this.events = mark.events;
    this.eventAttributes.count = mark.eventAttributes;
    this.links = mark.links;
    this.linkAttributes.count = mark.linkAttributes;
  }

  clear(): void {
    this.strings.clear();
    this.blobs.clear();
    this.traces.clear();
    // Id 0 is the empty text, whatever comes.
    this.strings.intern(new Uint8Array(0), new DataView(new ArrayBuffer(0)), 0, 0);
    this.count = this.requests = this.events = this.links = 0;
    this.attributes.count = this.eventAttributes.count = this.linkAttributes.count = 0;
    this.attributeFirst[0] = this.eventFirst[0] = this.linkFirst[0] = 0;
    this.eventAttributeFirst[0] = this.linkAttributeFirst[0] = 0;
  }

  #text(source: Uint8Array, view: DataView, start: number, length: number): number {
    return start === NONE || length === 0 ? 0 : this.strings.intern(source, view, start, length);
  }

  #appendEvents(batch: SpanBatch, view: DataView, span: number): void {
    const { events } = batch;
    const from = batch.eventStart[span] as number;
    const end = from + (batch.eventCount[span] as number);
    const needed = this.events + (end - from) + 1;
    this.eventTime = growU32(this.eventTime, 2 * needed);
    this.eventAttributeFirst = growU32(this.eventAttributeFirst, needed);
    for (const column of eventColumns) this[column] = growU32(this[column], needed);
    for (let i = from; i < end; i++) {
      const row = this.events;
      this.eventTime[2 * row] = events.timeWords[2 * i] as number;
      this.eventTime[2 * row + 1] = events.timeWords[2 * i + 1] as number;
      this.eventName[row] = this.#text(
        batch.bytes,
        view,
        events.nameStart[i] as number,
        events.nameLength[i] as number,
      );
      this.eventDropped[row] = events.dropped[i] as number;
      const likely = row > 0 ? (this.eventAttributeFirst[row - 1] as number) : 0;
      this.eventAttributes.append(
        batch.attributes,
        batch.bytes,
        view,
        events.attributeStart[i] as number,
        events.attributeCount[i] as number,
        likely,
      );
      this.events = row + 1;
      this.eventAttributeFirst[row + 1] = this.eventAttributes.count;
    }
  }

  #appendLinks(batch: SpanBatch, view: DataView, span: number): void {
    const { links, bytes } = batch;
    const from = batch.linkStart[span] as number;
    const end = from + (batch.linkCount[span] as number);
    const needed = this.links + (end - from) + 1;
    this.linkTraceIds = growU8(this.linkTraceIds, 16 * needed);
    this.linkSpanIds = growU8(this.linkSpanIds, 8 * needed);
    this.linkAttributeFirst = growU32(this.linkAttributeFirst, needed);
    for (const column of linkColumns) this[column] = growU32(this[column], needed);
    for (let i = from; i < end; i++) {
      const row = this.links;
      const traceAt = links.traceIdStart[i] as number;
      const spanAt = links.spanIdStart[i] as number;
      if (traceAt === NONE) this.linkTraceIds.fill(0, 16 * row, 16 * row + 16);
      else this.linkTraceIds.set(bytes.subarray(traceAt, traceAt + 16), 16 * row);
      if (spanAt === NONE) this.linkSpanIds.fill(0, 8 * row, 8 * row + 8);
      else this.linkSpanIds.set(bytes.subarray(spanAt, spanAt + 8), 8 * row);
      this.linkTraceState[row] = this.#text(
        bytes,
        view,
        links.traceStateStart[i] as number,
        links.traceStateLength[i] as number,
      );
      this.linkFlags[row] = links.flags[i] as number;
      this.linkDropped[row] = links.dropped[i] as number;
      const likely = row > 0 ? (this.linkAttributeFirst[row - 1] as number) : 0;
      this.linkAttributes.append(
        batch.attributes,
        bytes,
        view,
        links.attributeStart[i] as number,
        links.attributeCount[i] as number,
        likely,
      );
      this.links = row + 1;
      this.linkAttributeFirst[row + 1] = this.linkAttributes.count;
    }
  }

  #grow(count: number): void {
    const needed = count + 2;
    for (const column of wordColumns) this[column] = growU32(this[column], needed);
    for (const column of firstColumns) this[column] = growU32(this[column], needed);
    this.start = growU32(this.start, 2 * needed);
    this.end = growU32(this.end, 2 * needed);
    this.spanIds = growU8(this.spanIds, 8 * needed);
    this.parentIds = growU8(this.parentIds, 8 * needed);
    this.hasParent = growU8(this.hasParent, needed);
    this.kind = growU8(this.kind, needed);
    this.statusCode = growU8(this.statusCode, needed);
    this.failed = growU8(this.failed, needed);
  }
}

function copy8(source: Uint8Array, at: number, target: Uint8Array, row: number): void {
  const to = 8 * row;
  for (let i = 0; i < 8; i++) target[to + i] = source[at + i] as number;
}

function isZero8(bytes: Uint8Array, row: number): boolean {
  const at = 8 * row;
  for (let i = 0; i < 8; i++) if (bytes[at + i] !== 0) return false;
  return true;
}
