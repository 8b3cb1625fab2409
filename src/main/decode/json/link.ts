// The list of a span's links. One without usable ids is left out with a complaint; its span is kept.
import { NONE, type SpanBatch } from '../../../contract/span-batch.ts';
import { complain, type NameField } from '../any-batch.ts';
import { limits } from '../limits.ts';
import { addLink } from '../span-batch.ts';
import type { ValueSlot } from '../value-slot.ts';
import { readAttributes } from './attributes.ts';
import { readId } from './id.ts';
import type { JsonReader } from './json-reader.ts';
import { keyTable } from './names.ts';
import { readWord } from './number.ts';

const keys = keyTable(['traceId', 'spanId', 'traceState', 'attributes', 'droppedAttributesCount', 'flags']);

/** Reads the array into rows from `links.count` on; answers how many links were left out. */
export function readLinks(reader: JsonReader, batch: SpanBatch, slot: ValueSlot, name: NameField): number {
  const { links } = batch;
  const first = links.count;
  let lost = 0;
  for (let more = reader.firstItem(); more; more = reader.nextItem()) {
    if (links.count - first >= limits.perOwner) {
      reader.reject(`more than ${limits.perOwner} links`, reader.pos);
      reader.skip();
    } else if (!readLink(reader, batch, slot, name)) {
      links.count--;
      lost++;
    }
  }
  return lost;
}

function readLink(reader: JsonReader, batch: SpanBatch, slot: ValueSlot, name: NameField): boolean {
  const { links, attributes } = batch;
  reader.peek();
  const start = reader.pos;
  const firstAttribute = attributes.count;
  const before = reader.rejected;
  let badId: string | undefined;
  let badIdAt = start;
  const row = addLink(links);
  links.traceIdStart[row] = NONE;
  links.spanIdStart[row] = NONE;
  links.traceStateStart[row] = 0;
  links.traceStateLength[row] = 0;
  links.flags[row] = 0;
  links.attributeStart[row] = firstAttribute;
  links.attributeCount[row] = 0;
  links.dropped[row] = 0;
  for (let more = reader.firstKey(); more; more = reader.nextKey()) {
    const key = keys.find(reader.arena.bytes, reader.textAt, reader.textLength);
    switch (key) {
      case 0:
      case 1: {
        const id = readId(reader, key === 0 ? 16 : 8);
        if (key === 0) links.traceIdStart[row] = id;
        else links.spanIdStart[row] = id;
        if (before !== undefined || reader.rejected === undefined) break;
        if (badId === undefined) [badId, badIdAt] = [reader.rejected, reader.rejectedAt];
        reader.rejected = undefined;
        break;
      }
      case 2:
        if (!reader.text()) break;
        links.traceStateStart[row] = reader.textAt;
        links.traceStateLength[row] = reader.textLength;
        break;
      case 3:
        links.attributeStart[row] = attributes.count;
        readAttributes(reader, attributes, slot);
        links.attributeCount[row] = attributes.count - links.attributeStart[row];
        break;
      case 4:
        links.dropped[row] = readWord(reader);
        break;
      case 5:
        links.flags[row] = readWord(reader);
        break;
      default:
        reader.skip();
    }
  }
  if (links.traceIdStart[row] !== NONE && links.spanIdStart[row] !== NONE) return true;
  attributes.count = firstAttribute;
  complain(batch, name, badIdAt, `${badId ?? 'a link without ids'}; the link is left out`);
  return false;
}
