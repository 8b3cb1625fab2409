// A block of log records over its columns: the reverse of log-columns.ts.
import { AttributeSet, type BlockTexts, type ColumnSource, valueOf } from './attribute-set.ts';
import { addZigzag, ColumnReader } from './column-codec.ts';
import type { LogBlock } from './log-block.ts';
import { ValueKind } from '../../contract/values.ts';
import { BlockStrings, SliceTable } from './string-table.ts';
import { damaged } from './store-error.ts';

/** Reads all columns at once but the attributes. Throws ContractError `run-corrupt` on damage. */
export function openLogBlock(count: number, column: ColumnSource): LogBlock {
  const need = (name: string): ColumnReader => {
    const bytes = column(name);
    if (bytes === undefined) throw damaged(`column ${name} is missing`);
    return new ColumnReader(bytes);
  };
  const strings = new BlockStrings(column('strings'));
  const blobTable = new SliceTable(column('blobs'));
  const texts: BlockTexts = { column, strings: () => strings, blobs: () => blobTable };
  const time = need('time').longs(count);
  for (let i = 0; i < count; i++)
    addZigzag(i > 0 ? (time[2 * i - 2] as number) : 0, i > 0 ? (time[2 * i - 1] as number) : 0, time, i, time);
  const observed = need('observed').longs(count);
  for (let i = 0; i < count; i++) addZigzag(time[2 * i] as number, time[2 * i + 1] as number, observed, i, observed);
  const severity = need('severity');
  const levels = Uint8Array.from(severity.ints(count));
  const body = need('body');
  const bodyKind = Uint8Array.from(body.ints(count));
  const bodyWords = body.longs(count);
  const origin = need('origin');
  const rest = need('rest');
  const traces = need('trace');
  const traceCount = traces.u32();
  let held = strings.heldBytes + blobTable.heldBytes + 80 * count;
  const attributes = new AttributeSet(texts, 'attr', count, (bytes) => {
    held += bytes;
  });
  return {
    count,
    strings,
    time: new BigUint64Array(time.buffer),
    observed: new BigUint64Array(observed.buffer),
    severity: levels,
    severityText: severity.ints(count),
    bodyKind,
    bodyOf: (row) => {
      const kind = bodyKind[row] ?? ValueKind.empty;
      const low = bodyWords[2 * row] as number;
      return valueOf(kind, low, low, bodyWords[2 * row + 1] as number, texts);
    },
    traceIds: traces.raw(16 * traceCount),
    trace: traces.ints(count),
    spanIds: traces.raw(8 * count),
    resource: origin.ints(count),
    scope: origin.ints(count),
    eventName: rest.ints(count),
    flags: rest.ints(count),
    droppedAttributes: rest.ints(count),
    attributeKeys: attributes.attributeKeys,
    attributeColumn: (key) => attributes.byKey(key),
    attributesOf: (row) => attributes.attributesOf(row),
    get heldBytes() {
      return held;
    },
  };
}
