// Span events whose slices wait in the name columns (span.ts put them there).
import type { SpanBatch } from '../../../contract/span-batch.ts';
import type { ValueSlot } from '../value-slot.ts';
import { readAttribute, readText } from './attribute.ts';
import { eventShape } from './shapes.ts';
import type { WireReader } from './wire-reader.ts';

/** Reads the waiting events from row `first` on. */
export function readEvents(reader: WireReader, batch: SpanBatch, slot: ValueSlot, first: number): void {
  const { events } = batch;
  for (let row = first; row < events.count; row++) {
    reader.pos = events.nameStart[row] as number;
    readEvent(reader, batch, slot, row, reader.pos + (events.nameLength[row] as number));
  }
}

function readEvent(reader: WireReader, batch: SpanBatch, slot: ValueSlot, row: number, end: number): void {
  const { events, attributes } = batch;
  const first = attributes.count;
  let nameStart = 0;
  let nameLength = 0;
  events.timeWords[2 * row] = 0;
  events.timeWords[2 * row + 1] = 0;
  events.dropped[row] = 0;
  while (reader.pos < end) {
    const tag = reader.tag(end);
    switch (tag) {
      case 9:
        reader.fixed64(end);
        events.timeWords[2 * row] = reader.low;
        events.timeWords[2 * row + 1] = reader.high;
        break;
      case 18:
        nameLength = readText(reader, end);
        nameStart = reader.textAt;
        break;
      case 26:
        readAttribute(reader, attributes, slot, first, end);
        break;
      case 32:
        events.dropped[row] = reader.word(end);
        break;
      default:
        reader.skipUnknown(tag, end, eventShape);
    }
  }
  events.nameStart[row] = nameStart;
  events.nameLength[row] = nameLength;
  events.attributeStart[row] = first;
  events.attributeCount[row] = attributes.count - first;
}
