// LogRecord to a row of LogBatch.
import type { LogBatch } from '../../../contract/log-batch.ts';
import { NONE } from '../../../contract/span-batch.ts';
import { complain, isZero, type NameField, rejectItem } from '../any-batch.ts';
import { clearLog, keepBody, reserveLog } from '../log-batch.ts';
import { clearValue, type ValueSlot } from '../value-slot.ts';
import { readAttribute, readText } from './attribute.ts';
import { logRecordShape } from './shapes.ts';
import { readValue } from './value.ts';
import type { WireReader } from './wire-reader.ts';

/** Reads the LogRecord at the reader's position, up to `end`. `body` and `slot` are two registers for values. */
export function readLogRecord(
  reader: WireReader,
  batch: LogBatch,
  slot: ValueSlot,
  body: ValueSlot,
  resource: number,
  scope: number,
  end: number,
  name: NameField,
): void {
  reserveLog(batch);
  const row = batch.count;
  const { attributes } = batch;
  const firstAttribute = attributes.count;
  clearLog(batch, row, resource, scope);
  clearValue(body);
  while (reader.pos < end) {
    const tag = reader.tag(end);
    switch (tag) {
      case 9:
        reader.fixed64(end);
        batch.timeWords[2 * row] = reader.low;
        batch.timeWords[2 * row + 1] = reader.high;
        break;
      case 16: {
        const severity = reader.word(end);
        batch.severity[row] = severity <= 24 ? severity : 0;
        break;
      }
      case 26:
        batch.severityTextLength[row] = readText(reader, end);
        batch.severityTextStart[row] = reader.textAt;
        break;
      case 42: {
        const bodyEnd = reader.length(end) + reader.pos;
        readValue(reader, body, bodyEnd);
        break;
      }
      case 50:
        readAttribute(reader, attributes, slot, firstAttribute, end);
        break;
      case 56:
        batch.droppedAttributes[row] = reader.word(end);
        break;
      case 69:
        batch.flags[row] = reader.fixed32(end);
        break;
      case 74:
        batch.traceIdStart[row] = readOptionalId(reader, batch, 16, end, name);
        break;
      case 82:
        batch.spanIdStart[row] = readOptionalId(reader, batch, 8, end, name);
        break;
      case 89:
        reader.fixed64(end);
        batch.observedWords[2 * row] = reader.low;
        batch.observedWords[2 * row + 1] = reader.high;
        break;
      case 98:
        batch.eventNameLength[row] = readText(reader, end);
        batch.eventNameStart[row] = reader.textAt;
        break;
      default:
        reader.skipUnknown(tag, end, logRecordShape);
    }
  }
  if (reader.rejected !== undefined) {
    rejectItem(batch, name, reader.rejectedAt, reader.rejected);
    reader.rejected = undefined;
    attributes.count = firstAttribute;
    return;
  }
  keepBody(batch, row, body);
  batch.attributeCount[row] = attributes.count - firstAttribute;
  batch.count = row + 1;
}

/** Start of an id, or NONE where it is empty, all zero or, with a complaint, of a wrong length. */
function readOptionalId(reader: WireReader, batch: LogBatch, size: number, end: number, name: NameField): number {
  const length = readText(reader, end);
  const at = reader.textAt;
  if (length === size) return isZero(reader.bytes, at, size) ? NONE : at;
  if (length !== 0)
    complain(batch, name, at, `an id of ${length} bytes instead of ${size}; the record is kept without it`);
  return NONE;
}
