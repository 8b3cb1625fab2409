// Life of a reusable SpanBatch: made once per decoder, reset per request, grown by doubling, shrunk after a giant.
import { type EventColumns, type LinkColumns, NONE, type SpanBatch } from '../../contract/span-batch.ts';
import { resetShared } from './any-batch.ts';
import {
  grownCapacity,
  keptCapacity,
  makeAttributes,
  makeResources,
  makeScopes,
  resizedBytes,
  resizedWords,
} from './columns.ts';

export function makeSpanBatch(): SpanBatch {
  const none = new Uint32Array(0);
  const noBytes = new Uint8Array(0);
  return {
    signal: 'traces',
    bytes: noBytes,
    count: 0,
    attributes: makeAttributes(),
    resources: makeResources(),
    scopes: makeScopes(),
    resource: none,
    scope: none,
    traceIdStart: none,
    spanIdStart: none,
    parentIdStart: none,
    traceStateStart: none,
    traceStateLength: none,
    nameStart: none,
    nameLength: none,
    kind: noBytes,
    startWords: none,
    endWords: none,
    flags: none,
    statusCode: noBytes,
    statusMessageStart: none,
    statusMessageLength: none,
    attributeStart: none,
    attributeCount: none,
    droppedAttributes: none,
    eventStart: none,
    eventCount: none,
    droppedEvents: none,
    linkStart: none,
    linkCount: none,
    droppedLinks: none,
    events: {
      count: 0,
      timeWords: none,
      nameStart: none,
      nameLength: none,
      attributeStart: none,
      attributeCount: none,
      dropped: none,
    },
    links: {
      count: 0,
      traceIdStart: none,
      spanIdStart: none,
      traceStateStart: none,
      traceStateLength: none,
      flags: none,
      attributeStart: none,
      attributeCount: none,
      dropped: none,
    },
    rejections: [],
    rejectedCount: 0,
  };
}

/** Empties the batch for a request whose slices will point into `bytes`. */
export function resetSpanBatch(batch: SpanBatch, bytes: Uint8Array): void {
  const rows = keptCapacity(batch.kind.length, batch.count, 8192);
  if (rows !== batch.kind.length) resizeSpans(batch, rows);
  const eventRows = keptCapacity(batch.events.nameStart.length, batch.events.count, 8192);
  if (eventRows !== batch.events.nameStart.length) resizeEvents(batch.events, eventRows);
  const linkRows = keptCapacity(batch.links.flags.length, batch.links.count, 8192);
  if (linkRows !== batch.links.flags.length) resizeLinks(batch.links, linkRows);
  resetShared(batch, bytes);
  batch.count = 0;
  batch.events.count = 0;
  batch.links.count = 0;
}

/** Makes room for the row at `batch.count`. */
export function reserveSpan(batch: SpanBatch): void {
  if (batch.count === batch.kind.length) resizeSpans(batch, grownCapacity(batch.count));
}

/** Writes the default of every field that may be missing from the request. */
export function clearSpan(batch: SpanBatch, row: number, resource: number, scope: number): void {
  batch.resource[row] = resource;
  batch.scope[row] = scope;
  batch.parentIdStart[row] = NONE;
  batch.traceStateStart[row] = 0;
  batch.traceStateLength[row] = 0;
  batch.nameStart[row] = 0;
  batch.nameLength[row] = 0;
  batch.kind[row] = 0;
  batch.startWords[2 * row] = 0;
  batch.startWords[2 * row + 1] = 0;
  batch.endWords[2 * row] = 0;
  batch.endWords[2 * row + 1] = 0;
  batch.flags[row] = 0;
  batch.statusCode[row] = 0;
  batch.statusMessageStart[row] = 0;
  batch.statusMessageLength[row] = 0;
  batch.attributeStart[row] = batch.attributes.count;
  batch.attributeCount[row] = 0;
  batch.eventStart[row] = batch.events.count;
  batch.eventCount[row] = 0;
  batch.linkStart[row] = batch.links.count;
  batch.linkCount[row] = 0;
  batch.droppedAttributes[row] = 0;
  batch.droppedEvents[row] = 0;
  batch.droppedLinks[row] = 0;
}

/** A new event row, its columns not yet written. */
export function addEvent(events: EventColumns): number {
  if (events.count === events.nameStart.length) resizeEvents(events, grownCapacity(events.count));
  return events.count++;
}

/** A new link row, its columns not yet written. */
export function addLink(links: LinkColumns): number {
  if (links.count === links.flags.length) resizeLinks(links, grownCapacity(links.count));
  return links.count++;
}

function resizeSpans(batch: SpanBatch, rows: number): void {
  batch.resource = resizedWords(batch.resource, rows);
  batch.scope = resizedWords(batch.scope, rows);
  batch.traceIdStart = resizedWords(batch.traceIdStart, rows);
  batch.spanIdStart = resizedWords(batch.spanIdStart, rows);
  batch.parentIdStart = resizedWords(batch.parentIdStart, rows);
  batch.traceStateStart = resizedWords(batch.traceStateStart, rows);
  batch.traceStateLength = resizedWords(batch.traceStateLength, rows);
  batch.nameStart = resizedWords(batch.nameStart, rows);
  batch.nameLength = resizedWords(batch.nameLength, rows);
  batch.kind = resizedBytes(batch.kind, rows);
  batch.startWords = resizedWords(batch.startWords, 2 * rows);
  batch.endWords = resizedWords(batch.endWords, 2 * rows);
  batch.flags = resizedWords(batch.flags, rows);
  batch.statusCode = resizedBytes(batch.statusCode, rows);
  batch.statusMessageStart = resizedWords(batch.statusMessageStart, rows);
  batch.statusMessageLength = resizedWords(batch.statusMessageLength, rows);
  batch.attributeStart = resizedWords(batch.attributeStart, rows);
  batch.attributeCount = resizedWords(batch.attributeCount, rows);
  batch.droppedAttributes = resizedWords(batch.droppedAttributes, rows);
  batch.eventStart = resizedWords(batch.eventStart, rows);
  batch.eventCount = resizedWords(batch.eventCount, rows);
  batch.droppedEvents = resizedWords(batch.droppedEvents, rows);
  batch.linkStart = resizedWords(batch.linkStart, rows);
  batch.linkCount = resizedWords(batch.linkCount, rows);
  batch.droppedLinks = resizedWords(batch.droppedLinks, rows);
}

function resizeEvents(events: EventColumns, rows: number): void {
  events.timeWords = resizedWords(events.timeWords, 2 * rows);
  events.nameStart = resizedWords(events.nameStart, rows);
  events.nameLength = resizedWords(events.nameLength, rows);
  events.attributeStart = resizedWords(events.attributeStart, rows);
  events.attributeCount = resizedWords(events.attributeCount, rows);
  events.dropped = resizedWords(events.dropped, rows);
}

function resizeLinks(links: LinkColumns, rows: number): void {
  links.traceIdStart = resizedWords(links.traceIdStart, rows);
  links.spanIdStart = resizedWords(links.spanIdStart, rows);
  links.traceStateStart = resizedWords(links.traceStateStart, rows);
  links.traceStateLength = resizedWords(links.traceStateLength, rows);
  links.flags = resizedWords(links.flags, rows);
  links.attributeStart = resizedWords(links.attributeStart, rows);
  links.attributeCount = resizedWords(links.attributeCount, rows);
  links.dropped = resizedWords(links.dropped, rows);
}
