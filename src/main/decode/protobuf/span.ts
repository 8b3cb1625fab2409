// Span to a row of SpanBatch. Attributes are written as they come; events and links wait until the span's own fields
// are done, so that every owner's attributes are contiguous whatever the order of fields.
import { NONE, type SpanBatch } from '../../../contract/span-batch.ts';
import { isZero, type NameField, rejectItem } from '../any-batch.ts';
import { limits } from '../limits.ts';
import { addEvent, addLink, clearSpan, reserveSpan } from '../span-batch.ts';
import type { ValueSlot } from '../value-slot.ts';
import { readAttribute, readText } from './attribute.ts';
import { readEvents } from './event.ts';
import { readLinks } from './link.ts';
import { spanShape, statusShape } from './shapes.ts';
import type { WireReader } from './wire-reader.ts';

/** Reads the Span at the reader's position, up to `end`. A broken one leaves no rows behind but its rejection. */
export function readSpan(
  reader: WireReader,
  batch: SpanBatch,
  slot: ValueSlot,
  resource: number,
  scope: number,
  end: number,
  name: NameField,
): void {
  reserveSpan(batch);
  const row = batch.count;
  const { attributes, events, links } = batch;
  const start = reader.pos;
  const firstAttribute = attributes.count;
  const firstEvent = events.count;
  const firstLink = links.count;
  let traceId = NONE;
  let spanId = NONE;
  clearSpan(batch, row, resource, scope);
  while (reader.pos < end) {
    const tag = reader.tag(end);
    if (tag === 74) {
      readAttribute(reader, attributes, slot, firstAttribute, end);
      continue;
    }
    switch (tag) {
      case 10:
        traceId = readId(reader, 16, end);
        break;
      case 18:
        spanId = readId(reader, 8, end);
        break;
      case 26:
        batch.traceStateLength[row] = readText(reader, end);
        batch.traceStateStart[row] = reader.textAt;
        break;
      case 34:
        batch.parentIdStart[row] = readOptionalId(reader, 8, end);
        break;
      case 42:
        batch.nameLength[row] = readText(reader, end);
        batch.nameStart[row] = reader.textAt;
        break;
      case 48: {
        const kind = reader.word(end);
        batch.kind[row] = kind <= 5 ? kind : 0;
        break;
      }
      case 57:
        reader.fixed64(end);
        batch.startWords[2 * row] = reader.low;
        batch.startWords[2 * row + 1] = reader.high;
        break;
      case 65:
        reader.fixed64(end);
        batch.endWords[2 * row] = reader.low;
        batch.endWords[2 * row + 1] = reader.high;
        break;
      case 80:
        batch.droppedAttributes[row] = reader.word(end);
        break;
      case 90: {
        const length = reader.length(end);
        if (events.count - firstEvent < limits.perOwner) {
          const event = addEvent(events);
          events.nameStart[event] = reader.pos;
          events.nameLength[event] = length;
        } else reader.reject(`more than ${limits.perOwner} events`, reader.tagAt);
        reader.pos += length;
        break;
      }
      case 96:
        batch.droppedEvents[row] = reader.word(end);
        break;
      case 106: {
        const length = reader.length(end);
        if (links.count - firstLink < limits.perOwner) {
          const link = addLink(links);
          links.traceStateStart[link] = reader.pos;
          links.traceStateLength[link] = length;
        } else reader.reject(`more than ${limits.perOwner} links`, reader.tagAt);
        reader.pos += length;
        break;
      }
      case 112:
        batch.droppedLinks[row] = reader.word(end);
        break;
      case 122: {
        const statusEnd = reader.length(end) + reader.pos;
        readStatus(reader, batch, row, statusEnd);
        break;
      }
      case 133:
        batch.flags[row] = reader.fixed32(end);
        break;
      default:
        reader.skipUnknown(tag, end, spanShape);
    }
  }
  batch.attributeStart[row] = firstAttribute;
  batch.attributeCount[row] = attributes.count - firstAttribute;
  batch.eventStart[row] = firstEvent;
  batch.linkStart[row] = firstLink;
  if (events.count !== firstEvent) readEvents(reader, batch, slot, firstEvent);
  if (links.count !== firstLink)
    batch.droppedLinks[row] = (batch.droppedLinks[row] as number) + readLinks(reader, batch, slot, firstLink, name);
  batch.eventCount[row] = events.count - firstEvent;
  batch.linkCount[row] = links.count - firstLink;
  reader.pos = end;
  if (traceId === NONE) reader.reject('a span without a trace id', start - 1);
  else if (isZero(reader.bytes, traceId, 16)) reader.reject('the trace id is all zero', traceId);
  if (spanId === NONE) reader.reject('a span without a span id', start - 1);
  else if (isZero(reader.bytes, spanId, 8)) reader.reject('the span id is all zero', spanId);
  if (reader.rejected !== undefined) {
    rejectItem(batch, name, reader.rejectedAt, reader.rejected);
    reader.rejected = undefined;
    attributes.count = firstAttribute;
    events.count = firstEvent;
    links.count = firstLink;
    return;
  }
  batch.traceIdStart[row] = traceId;
  batch.spanIdStart[row] = spanId;
  batch.count = row + 1;
}

/** Start of an id that must be there; a wrong length rejects the item. */
function readId(reader: WireReader, size: number, end: number): number {
  const length = reader.length(end);
  const at = reader.pos;
  if (length !== size)
    reader.reject(length === 0 ? 'the id is empty' : `an id of ${length} bytes instead of ${size}`, at);
  reader.pos = at + length;
  return at;
}

/** Start of an id, or NONE where it is empty or all zero; any other length rejects the item. */
function readOptionalId(reader: WireReader, size: number, end: number): number {
  const length = reader.length(end);
  const at = reader.pos;
  reader.pos = at + length;
  if (length === 0) return NONE;
  if (length !== size) reader.reject(`an id of ${length} bytes instead of ${size}`, at);
  else if (isZero(reader.bytes, at, size)) return NONE;
  return at;
}

function readStatus(reader: WireReader, batch: SpanBatch, row: number, end: number): void {
  while (reader.pos < end) {
    const tag = reader.tag(end);
    if (tag === 18) {
      batch.statusMessageLength[row] = readText(reader, end);
      batch.statusMessageStart[row] = reader.textAt;
    } else if (tag === 24) {
      const code = reader.word(end);
      batch.statusCode[row] = code <= 2 ? code : 0;
    } else reader.skipUnknown(tag, end, statusShape);
  }
}
