// The list of a span's events.
import type { SpanBatch } from '../../../contract/span-batch.ts';
import { limits } from '../limits.ts';
import { addEvent } from '../span-batch.ts';
import type { ValueSlot } from '../value-slot.ts';
import { readAttributes } from './attributes.ts';
import type { JsonReader } from './json-reader.ts';
import { keyTable } from './names.ts';
import { readInteger, readWord } from './number.ts';

const keys = keyTable(['timeUnixNano', 'name', 'attributes', 'droppedAttributesCount']);

/** Reads the array; the rows are those from `events.count` before the call to `events.count` after it. */
export function readEvents(reader: JsonReader, batch: SpanBatch, slot: ValueSlot): void {
  const first = batch.events.count;
  for (let more = reader.firstItem(); more; more = reader.nextItem()) {
    if (batch.events.count - first < limits.perOwner) readEvent(reader, batch, slot);
    else {
      reader.reject(`more than ${limits.perOwner} events`, reader.pos);
      reader.skip();
    }
  }
}

function readEvent(reader: JsonReader, batch: SpanBatch, slot: ValueSlot): void {
  const { events, attributes } = batch;
  const row = addEvent(events);
  events.timeWords[2 * row] = 0;
  events.timeWords[2 * row + 1] = 0;
  events.nameStart[row] = 0;
  events.nameLength[row] = 0;
  events.attributeStart[row] = attributes.count;
  events.attributeCount[row] = 0;
  events.dropped[row] = 0;
  for (let more = reader.firstKey(); more; more = reader.nextKey()) {
    switch (keys.find(reader.arena.bytes, reader.textAt, reader.textLength)) {
      case 0:
        if (!readInteger(reader, false)) break;
        events.timeWords[2 * row] = reader.low;
        events.timeWords[2 * row + 1] = reader.high;
        break;
      case 1:
        if (!reader.text()) break;
        events.nameStart[row] = reader.textAt;
        events.nameLength[row] = reader.textLength;
        break;
      case 2:
        events.attributeStart[row] = attributes.count;
        readAttributes(reader, attributes, slot);
        events.attributeCount[row] = attributes.count - events.attributeStart[row];
        break;
      case 3:
        events.dropped[row] = readWord(reader);
        break;
      default:
        reader.skip();
    }
  }
}
