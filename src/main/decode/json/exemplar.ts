// The list of a point's exemplars.
import type { MetricBatch } from '../../../contract/metric-batch.ts';
import { NONE } from '../../../contract/span-batch.ts';
import { ValueKind } from '../../../contract/values.ts';
import { complain, isZero, type NameField } from '../any-batch.ts';
import { limits } from '../limits.ts';
import { addExemplar } from '../metric-batch.ts';
import type { ValueSlot } from '../value-slot.ts';
import { readAttributes } from './attributes.ts';
import { readId } from './id.ts';
import type { JsonReader } from './json-reader.ts';
import { keyTable } from './names.ts';
import { readDouble, readInteger } from './number.ts';

const keys = keyTable(['timeUnixNano', 'asDouble', 'asInt', 'traceId', 'spanId', 'filteredAttributes']);

/** Reads the array; the rows are those from `exemplars.count` before the call to `exemplars.count` after it. */
export function readExemplars(reader: JsonReader, batch: MetricBatch, slot: ValueSlot, name: NameField): void {
  const first = batch.exemplars.count;
  for (let more = reader.firstItem(); more; more = reader.nextItem()) {
    if (batch.exemplars.count - first < limits.perOwner) readExemplar(reader, batch, slot, name);
    else {
      reader.reject(`more than ${limits.perOwner} exemplars`, reader.pos);
      reader.skip();
    }
  }
}

function readExemplar(reader: JsonReader, batch: MetricBatch, slot: ValueSlot, name: NameField): void {
  const { exemplars, attributes } = batch;
  const row = addExemplar(batch);
  for (let more = reader.firstKey(); more; more = reader.nextKey()) {
    const key = keys.find(reader.arena.bytes, reader.textAt, reader.textLength);
    switch (key) {
      case 0:
        if (!readInteger(reader, false)) break;
        exemplars.timeWords[2 * row] = reader.low;
        exemplars.timeWords[2 * row + 1] = reader.high;
        break;
      case 1:
      case 2:
        if (!(key === 1 ? readDouble(reader) : readInteger(reader, true))) break;
        exemplars.valueKind[row] = key === 1 ? ValueKind.double : ValueKind.int;
        exemplars.valueWords[2 * row] = reader.low;
        exemplars.valueWords[2 * row + 1] = reader.high;
        break;
      case 3:
        exemplars.traceIdStart[row] = readOptionalId(reader, batch, 16, name);
        break;
      case 4:
        exemplars.spanIdStart[row] = readOptionalId(reader, batch, 8, name);
        break;
      case 5:
        exemplars.attributeStart[row] = attributes.count;
        readAttributes(reader, attributes, slot);
        exemplars.attributeCount[row] = attributes.count - exemplars.attributeStart[row];
        break;
      default:
        reader.skip();
    }
  }
}

/** Start of an id, or NONE where it is null, empty, all zero or, with a complaint, no id. */
function readOptionalId(reader: JsonReader, batch: MetricBatch, size: number, name: NameField): number {
  const before = reader.rejected;
  const id = readId(reader, size);
  if (before === undefined && reader.rejected !== undefined) {
    complain(batch, name, reader.rejectedAt, `${reader.rejected}; the exemplar is kept without it`);
    reader.rejected = undefined;
  }
  return id !== NONE && isZero(reader.arena.bytes, id, size) ? NONE : id;
}
