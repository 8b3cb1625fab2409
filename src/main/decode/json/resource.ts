// Resource and InstrumentationScope objects. A value in them that breaks a limit is left out with a complaint.
import { type AnyBatch, complain, findService, type NameField } from '../any-batch.ts';
import type { ValueSlot } from '../value-slot.ts';
import { readAttributes } from './attributes.ts';
import type { JsonReader } from './json-reader.ts';
import { keyTable } from './names.ts';
import { readWord } from './number.ts';

const resourceKeys = keyTable(['attributes', 'droppedAttributesCount']);
const scopeKeys = keyTable(['attributes', 'droppedAttributesCount', 'name', 'version']);

export function readResource(reader: JsonReader, batch: AnyBatch, slot: ValueSlot, row: number, name: NameField): void {
  const { resources, attributes } = batch;
  reader.peek();
  const start = reader.pos;
  let left = 0;
  let dropped = 0;
  for (let more = reader.firstKey(); more; more = reader.nextKey()) {
    switch (resourceKeys.find(reader.arena.bytes, reader.textAt, reader.textLength)) {
      case 0:
        resources.attributeStart[row] = attributes.count;
        readAttributes(reader, attributes, slot, (count) => {
          if (tookBack(reader, batch, count, name)) left++;
        });
        resources.attributeCount[row] = attributes.count - resources.attributeStart[row];
        break;
      case 1:
        dropped = readWord(reader);
        break;
      default:
        reader.skip();
    }
    excuse(reader, batch, name);
  }
  excuse(reader, batch, name);
  resources.rawStart[row] = start;
  resources.rawLength[row] = reader.pos - start;
  resources.dropped[row] = dropped + left;
  batch.bytes = reader.arena.bytes;
  findService(batch, row);
}

export function readScope(reader: JsonReader, batch: AnyBatch, slot: ValueSlot, row: number, name: NameField): void {
  const { scopes, attributes } = batch;
  reader.peek();
  const start = reader.pos;
  let left = 0;
  let dropped = 0;
  for (let more = reader.firstKey(); more; more = reader.nextKey()) {
    switch (scopeKeys.find(reader.arena.bytes, reader.textAt, reader.textLength)) {
      case 0:
        scopes.attributeStart[row] = attributes.count;
        readAttributes(reader, attributes, slot, (count) => {
          if (tookBack(reader, batch, count, name)) left++;
        });
        scopes.attributeCount[row] = attributes.count - scopes.attributeStart[row];
        break;
      case 1:
        dropped = readWord(reader);
        break;
      case 2:
        scopes.nameLength[row] = keptText(reader, batch, name);
        scopes.nameStart[row] = reader.textAt;
        break;
      case 3:
        scopes.versionLength[row] = keptText(reader, batch, name);
        scopes.versionStart[row] = reader.textAt;
        break;
      default:
        reader.skip();
    }
    excuse(reader, batch, name);
  }
  excuse(reader, batch, name);
  scopes.rawStart[row] = start;
  scopes.rawLength[row] = reader.pos - start;
  scopes.dropped[row] = dropped + left;
}

/** Length of the text to keep: 0 where it is too long or no text. */
export function keptText(reader: JsonReader, batch: AnyBatch, name: NameField): number {
  const isText = reader.text();
  return excuse(reader, batch, name) || !isText ? 0 : reader.textLength;
}

/** Turns a rejection inside a resource or scope into a complaint: their items are kept. */
function excuse(reader: JsonReader, batch: AnyBatch, name: NameField): boolean {
  if (reader.rejected === undefined) return false;
  complain(batch, name, reader.rejectedAt, `${reader.rejected}; left out`);
  reader.rejected = undefined;
  return true;
}

function tookBack(reader: JsonReader, batch: AnyBatch, count: number, name: NameField): boolean {
  if (!excuse(reader, batch, name)) return false;
  batch.attributes.count = count;
  return true;
}
