// Span links whose slices wait in the trace state columns (span.ts put them there).
import type { SpanBatch } from '../../../contract/span-batch.ts';
import { complain, type NameField } from '../any-batch.ts';
import type { ValueSlot } from '../value-slot.ts';
import { readAttribute, readText } from './attribute.ts';
import { linkShape } from './shapes.ts';
import type { WireReader } from './wire-reader.ts';

/**
 * Reads the waiting links from row `first` on. A link with an id of a wrong length is left out with a complaint, its
 * span is kept; answers how many were left out. Ids of zeros are kept: SDKs may record such links for their attributes.
 */
export function readLinks(
  reader: WireReader,
  batch: SpanBatch,
  slot: ValueSlot,
  first: number,
  name: NameField,
): number {
  const { links } = batch;
  const waiting = links.count;
  let kept = first;
  for (let row = first; row < waiting; row++) {
    reader.pos = links.traceStateStart[row] as number;
    if (readLink(reader, batch, slot, kept, reader.pos + (links.traceStateLength[row] as number), name)) kept++;
  }
  links.count = kept;
  return waiting - kept;
}

function readLink(
  reader: WireReader,
  batch: SpanBatch,
  slot: ValueSlot,
  row: number,
  end: number,
  name: NameField,
): boolean {
  const { links, attributes } = batch;
  const start = reader.pos;
  const first = attributes.count;
  let traceIdStart = start - 1;
  let traceIdLength = 0;
  let spanIdStart = start - 1;
  let spanIdLength = 0;
  links.traceStateStart[row] = 0;
  links.traceStateLength[row] = 0;
  links.flags[row] = 0;
  links.dropped[row] = 0;
  while (reader.pos < end) {
    const tag = reader.tag(end);
    switch (tag) {
      case 10:
        traceIdLength = readText(reader, end);
        traceIdStart = reader.textAt;
        break;
      case 18:
        spanIdLength = readText(reader, end);
        spanIdStart = reader.textAt;
        break;
      case 26:
        links.traceStateLength[row] = readText(reader, end);
        links.traceStateStart[row] = reader.textAt;
        break;
      case 34:
        readAttribute(reader, attributes, slot, first, end);
        break;
      case 40:
        links.dropped[row] = reader.word(end);
        break;
      case 53:
        links.flags[row] = reader.fixed32(end);
        break;
      default:
        reader.skipUnknown(tag, end, linkShape);
    }
  }
  links.traceIdStart[row] = traceIdStart;
  links.spanIdStart[row] = spanIdStart;
  links.attributeStart[row] = first;
  links.attributeCount[row] = attributes.count - first;
  if (traceIdLength === 16 && spanIdLength === 8) return true;
  attributes.count = first;
  const [at, length, size] = traceIdLength === 16 ? [spanIdStart, spanIdLength, 8] : [traceIdStart, traceIdLength, 16];
  complain(batch, name, at, `a link with an id of ${length} bytes instead of ${size}; the link is left out`);
  return false;
}
