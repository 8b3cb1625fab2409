// Resource and InstrumentationScope. A value in them that breaks a limit is left out with a complaint: it would be
// wrong to lose all their spans for it.
import { type AnyBatch, complain, findService, type NameField } from '../any-batch.ts';
import type { ValueSlot } from '../value-slot.ts';
import { readAttribute, readText } from './attribute.ts';
import { resourceShape, scopeShape } from './shapes.ts';
import type { WireReader } from './wire-reader.ts';

/** Merges the Resource at the reader's position, up to `end`, into a row. */
export function readResource(
  reader: WireReader,
  batch: AnyBatch,
  slot: ValueSlot,
  row: number,
  end: number,
  name: NameField,
): void {
  const { resources, attributes } = batch;
  const start = reader.pos;
  if (resources.rawLength[row] === 0) resources.rawStart[row] = start;
  resources.rawLength[row] = end - (resources.rawStart[row] as number);
  const first = resources.attributeStart[row] as number;
  let left = 0;
  while (reader.pos < end) {
    const tag = reader.tag(end);
    if (tag === 10) {
      const before = attributes.count;
      readAttribute(reader, attributes, slot, first, end);
      left += leaveOut(reader, batch, before, name);
    } else if (tag === 16) resources.dropped[row] = reader.word(end);
    else reader.skipUnknown(tag, end, resourceShape);
  }
  resources.attributeCount[row] = attributes.count - first;
  resources.dropped[row] = (resources.dropped[row] as number) + left;
  findService(batch, row);
}

/** Merges the InstrumentationScope at the reader's position, up to `end`, into a row. */
export function readScope(
  reader: WireReader,
  batch: AnyBatch,
  slot: ValueSlot,
  row: number,
  end: number,
  name: NameField,
): void {
  const { scopes, attributes } = batch;
  const start = reader.pos;
  if (scopes.rawLength[row] === 0) scopes.rawStart[row] = start;
  scopes.rawLength[row] = end - (scopes.rawStart[row] as number);
  const first = scopes.attributeStart[row] as number;
  let left = 0;
  while (reader.pos < end) {
    const tag = reader.tag(end);
    switch (tag) {
      case 10:
        scopes.nameLength[row] = keptText(reader, batch, end, name);
        scopes.nameStart[row] = reader.textAt;
        break;
      case 18:
        scopes.versionLength[row] = keptText(reader, batch, end, name);
        scopes.versionStart[row] = reader.textAt;
        break;
      case 26: {
        const before = attributes.count;
        readAttribute(reader, attributes, slot, first, end);
        left += leaveOut(reader, batch, before, name);
        break;
      }
      case 32:
        scopes.dropped[row] = reader.word(end);
        break;
      default:
        reader.skipUnknown(tag, end, scopeShape);
    }
  }
  scopes.attributeCount[row] = attributes.count - first;
  scopes.dropped[row] = (scopes.dropped[row] as number) + left;
}

/** Length of the text to keep: 0 where it is too long. */
export function keptText(reader: WireReader, batch: AnyBatch, end: number, name: NameField): number {
  const length = readText(reader, end);
  if (reader.rejected === undefined) return length;
  complain(batch, name, reader.rejectedAt, `${reader.rejected}; left out`);
  reader.rejected = undefined;
  return 0;
}

/** Takes back the attributes beyond `count` when the last one broke a limit; answers how many were lost. */
function leaveOut(reader: WireReader, batch: AnyBatch, count: number, name: NameField): number {
  if (reader.rejected === undefined) return 0;
  complain(batch, name, reader.rejectedAt, `${reader.rejected}; left out`);
  reader.rejected = undefined;
  batch.attributes.count = count;
  return 1;
}
