// Turns a log head into the columns of a block, in the order of arrival; open-log-block.ts reads them back.
import { encodeAttributes } from './attribute-columns.ts';
import { type ColumnWriter, zigzagDifference } from './column-codec.ts';
import { encodeKeyNames } from './key-names.ts';
import type { LogHead } from './log-head.ts';
import { encodeNestedKeys } from './nested-keys.ts';
import { type Columns, encodeSlices } from './span-columns.ts';

/** Encodes all records of the head. The head is not changed. */
export function encodeLogColumns(head: LogHead, writer: ColumnWriter): Columns {
  const columns: Columns = new Map();
  const { count } = head;
  const low = new Uint32Array(count);
  const high = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const before = i === 0 ? [0, 0] : [head.time[2 * i - 2] as number, head.time[2 * i - 1] as number];
    zigzagDifference(
      head.time[2 * i] as number,
      head.time[2 * i + 1] as number,
      before[0] as number,
      before[1] as number,
      low,
      high,
      i,
    );
  }
  writer.longs(low, high, count);
  columns.set('time', writer.take());
  for (let i = 0; i < count; i++) {
    zigzagDifference(
      head.observed[2 * i] as number,
      head.observed[2 * i + 1] as number,
      head.time[2 * i] as number,
      head.time[2 * i + 1] as number,
      low,
      high,
      i,
    );
  }
  writer.longs(low, high, count);
  columns.set('observed', writer.take());
  writer.ints(head.severity, count);
  writer.ints(head.severityText, count);
  columns.set('severity', writer.take());
  writer.ints(head.bodyKind, count);
  writer.longs(head.bodyLow, head.bodyHigh, count);
  columns.set('body', writer.take());
  writer.u32(head.traces.count);
  writer.raw(head.traces.bytes, 16 * head.traces.count);
  writer.ints(head.trace, count);
  writer.raw(head.spanIds, 8 * count);
  columns.set('trace', writer.take());
  writer.ints(head.resource, count);
  writer.ints(head.scope, count);
  columns.set('origin', writer.take());
  for (const column of [head.eventName, head.flags, head.dropped]) writer.ints(column, count);
  columns.set('rest', writer.take());
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  encodeAttributes('attr', head.attributes, head.attributeFirst, order, count, head.strings.count, writer, columns);
  encodeSlices(head.strings, writer);
  columns.set('strings', writer.take());
  columns.set('keys', encodeKeyNames([head.attributes], head.strings, writer));
  columns.set('nested-keys', encodeNestedKeys(head.attributes, head.strings.count, writer));
  if (head.blobs.count > 0) {
    encodeSlices(head.blobs, writer);
    columns.set('blobs', writer.take());
  }
  return columns;
}
