// LogRecord object to a row of LogBatch.
import type { LogBatch } from '../../../contract/log-batch.ts';
import { NONE } from '../../../contract/span-batch.ts';
import { complain, isZero, type NameField, rejectItem } from '../any-batch.ts';
import { clearLog, keepBody, reserveLog } from '../log-batch.ts';
import { clearValue, type ValueSlot } from '../value-slot.ts';
import { readAttributes } from './attributes.ts';
import { readEnum, severities } from './enum.ts';
import { readId } from './id.ts';
import type { JsonReader } from './json-reader.ts';
import { keyTable } from './names.ts';
import { readInteger, readWord } from './number.ts';
import { readValue } from './value.ts';

const keys = keyTable([
  'timeUnixNano',
  'observedTimeUnixNano',
  'severityNumber',
  'severityText',
  'body',
  'attributes',
  'droppedAttributesCount',
  'flags',
  'traceId',
  'spanId',
  'eventName',
]);

/** Reads the LogRecord object at the reader's position. `body` and `slot` are two registers for values. */
export function readLogRecord(
  reader: JsonReader,
  batch: LogBatch,
  slot: ValueSlot,
  body: ValueSlot,
  resource: number,
  scope: number,
  name: NameField,
): void {
  reserveLog(batch);
  const row = batch.count;
  const { attributes } = batch;
  const firstAttribute = attributes.count;
  clearLog(batch, row, resource, scope);
  clearValue(body);
  for (let more = reader.firstKey(); more; more = reader.nextKey()) {
    switch (keys.find(reader.arena.bytes, reader.textAt, reader.textLength)) {
      case 0:
        if (!readInteger(reader, false)) break;
        batch.timeWords[2 * row] = reader.low;
        batch.timeWords[2 * row + 1] = reader.high;
        break;
      case 1:
        if (!readInteger(reader, false)) break;
        batch.observedWords[2 * row] = reader.low;
        batch.observedWords[2 * row + 1] = reader.high;
        break;
      case 2:
        batch.severity[row] = readEnum(reader, batch, severities, name);
        break;
      case 3:
        if (!reader.text()) break;
        batch.severityTextStart[row] = reader.textAt;
        batch.severityTextLength[row] = reader.textLength;
        break;
      case 4:
        clearValue(body);
        readValue(reader, body);
        break;
      case 5:
        batch.attributeStart[row] = attributes.count;
        readAttributes(reader, attributes, slot);
        batch.attributeCount[row] = attributes.count - batch.attributeStart[row];
        break;
      case 6:
        batch.droppedAttributes[row] = readWord(reader);
        break;
      case 7:
        batch.flags[row] = readWord(reader);
        break;
      case 8:
        batch.traceIdStart[row] = readOptionalId(reader, batch, 16, name);
        break;
      case 9:
        batch.spanIdStart[row] = readOptionalId(reader, batch, 8, name);
        break;
      case 10:
        if (!reader.text()) break;
        batch.eventNameStart[row] = reader.textAt;
        batch.eventNameLength[row] = reader.textLength;
        break;
      default:
        reader.skip();
    }
  }
  if (reader.rejected !== undefined) {
    rejectItem(batch, name, reader.rejectedAt, reader.rejected);
    reader.rejected = undefined;
    attributes.count = firstAttribute;
    return;
  }
  keepBody(batch, row, body);
  batch.count = row + 1;
}

/** Start of an id, or NONE where it is null, empty, all zero or, with a complaint, no id. */
function readOptionalId(reader: JsonReader, batch: LogBatch, size: number, name: NameField): number {
  const before = reader.rejected;
  const id = readId(reader, size);
  if (before === undefined && reader.rejected !== undefined) {
    complain(batch, name, reader.rejectedAt, `${reader.rejected}; the record is kept without it`);
    reader.rejected = undefined;
  }
  return id !== NONE && isZero(reader.arena.bytes, id, size) ? NONE : id;
}
