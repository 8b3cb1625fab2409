// Span object to a row of SpanBatch.
import { NONE, type SpanBatch } from '../../../contract/span-batch.ts';
import { isZero, type NameField, rejectItem } from '../any-batch.ts';
import { clearSpan, reserveSpan } from '../span-batch.ts';
import type { ValueSlot } from '../value-slot.ts';
import { readAttributes } from './attributes.ts';
import { readEnum, spanKinds, statusCodes } from './enum.ts';
import { readEvents } from './event.ts';
import { readId } from './id.ts';
import type { JsonReader } from './json-reader.ts';
import { readLinks } from './link.ts';
import { keyTable } from './names.ts';
import { readInteger, readWord } from './number.ts';

const keys = keyTable([
  'traceId',
  'spanId',
  'traceState',
  'parentSpanId',
  'name',
  'kind',
  'startTimeUnixNano',
  'endTimeUnixNano',
  'attributes',
  'droppedAttributesCount',
  'events',
  'droppedEventsCount',
  'links',
  'droppedLinksCount',
  'status',
  'flags',
]);
const statusKeys = keyTable(['message', 'code']);

/** Reads the Span object at the reader's position. A broken one leaves no rows behind but its rejection. */
export function readSpan(
  reader: JsonReader,
  batch: SpanBatch,
  slot: ValueSlot,
  resource: number,
  scope: number,
  name: NameField,
): void {
  reserveSpan(batch);
  const row = batch.count;
  const { attributes, events, links } = batch;
  reader.peek();
  const start = reader.pos;
  const firstAttribute = attributes.count;
  const firstEvent = events.count;
  const firstLink = links.count;
  let traceId = NONE;
  let spanId = NONE;
  let lostLinks = 0;
  clearSpan(batch, row, resource, scope);
  for (let more = reader.firstKey(); more; more = reader.nextKey()) {
    switch (keys.find(reader.arena.bytes, reader.textAt, reader.textLength)) {
      case 0:
        traceId = readId(reader, 16);
        break;
      case 1:
        spanId = readId(reader, 8);
        break;
      case 2:
        if (!reader.text()) break;
        batch.traceStateStart[row] = reader.textAt;
        batch.traceStateLength[row] = reader.textLength;
        break;
      case 3: {
        const parent = readId(reader, 8);
        batch.parentIdStart[row] = parent !== NONE && isZero(reader.arena.bytes, parent, 8) ? NONE : parent;
        break;
      }
      case 4:
        if (!reader.text()) break;
        batch.nameStart[row] = reader.textAt;
        batch.nameLength[row] = reader.textLength;
        break;
      case 5:
        batch.kind[row] = readEnum(reader, batch, spanKinds, name);
        break;
      case 6:
        if (!readInteger(reader, false)) break;
        batch.startWords[2 * row] = reader.low;
        batch.startWords[2 * row + 1] = reader.high;
        break;
      case 7:
        if (!readInteger(reader, false)) break;
        batch.endWords[2 * row] = reader.low;
        batch.endWords[2 * row + 1] = reader.high;
        break;
      case 8:
        batch.attributeStart[row] = attributes.count;
        readAttributes(reader, attributes, slot);
        batch.attributeCount[row] = attributes.count - batch.attributeStart[row];
        break;
      case 9:
        batch.droppedAttributes[row] = readWord(reader);
        break;
      case 10:
        batch.eventStart[row] = events.count;
        readEvents(reader, batch, slot);
        batch.eventCount[row] = events.count - batch.eventStart[row];
        break;
      case 11:
        batch.droppedEvents[row] = readWord(reader);
        break;
      case 12:
        batch.linkStart[row] = links.count;
        lostLinks = readLinks(reader, batch, slot, name);
        batch.linkCount[row] = links.count - batch.linkStart[row];
        break;
      case 13:
        batch.droppedLinks[row] = readWord(reader);
        break;
      case 14:
        readStatus(reader, batch, row, name);
        break;
      case 15:
        batch.flags[row] = readWord(reader);
        break;
      default:
        reader.skip();
    }
  }
  batch.droppedLinks[row] = (batch.droppedLinks[row] as number) + lostLinks;
  if (traceId === NONE) reader.reject('a span without a trace id', start);
  else if (isZero(reader.arena.bytes, traceId, 16)) reader.reject('the trace id is all zero', start);
  if (spanId === NONE) reader.reject('a span without a span id', start);
  else if (isZero(reader.arena.bytes, spanId, 8)) reader.reject('the span id is all zero', start);
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

function readStatus(reader: JsonReader, batch: SpanBatch, row: number, name: NameField): void {
  for (let more = reader.firstKey(); more; more = reader.nextKey()) {
    const key = statusKeys.find(reader.arena.bytes, reader.textAt, reader.textLength);
    if (key === 0) {
      if (!reader.text()) continue;
      batch.statusMessageStart[row] = reader.textAt;
      batch.statusMessageLength[row] = reader.textLength;
    } else if (key === 1) batch.statusCode[row] = readEnum(reader, batch, statusCodes, name);
    else reader.skip();
  }
}
