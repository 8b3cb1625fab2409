// trace.attribute: the values of one attribute over a trace. trace.attributeKeys: which there are.
import type { TraceId } from '../../../contract/ids.ts';
import { textForm } from '../../../contract/text-form.ts';
import type { TraceAttributeColumn } from '../../../contract/trace-analysis.ts';
import type { Attribute } from '../../../contract/values.ts';
import { ValueKind } from '../../../contract/values.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import type { SpanBlock } from '../../store/span-block.ts';
import { isScalar, scalarText } from '../column-values.ts';
import { partsOfTrace, readTrace } from '../trace-get.ts';

interface AttributeRequest {
  readonly traceId: TraceId;
  readonly key: string;
}

/** Of several attributes with one key the last is taken, as everywhere. Placeholders of missing spans have none. */
export function traceAttribute(reader: RunReader, request: AttributeRequest, alive: Alive): TraceAttributeColumn {
  const trace = readTrace(reader, request, alive);
  const { rows, spanIds } = trace.columns;
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const known = numbers.get(text) ?? numbers.size + 1;
    numbers.set(text, known);
    return known;
  };
  const byPart = trace.parts.map(({ block }) => {
    alive();
    return blockValues(reader, block, request.key, numberOf);
  });
  const value = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const span = trace.layout.span[row] as number;
    if (span < 0) continue;
    value[row] = byPart[trace.spans.part[span] as number]?.(trace.spans.row[span] as number) ?? 0;
  }
  return { rows, spanIds, ...inOrderOfRows(value, [...numbers.keys()]) };
}

/** A span's value as a number, 0 for none: its own, else its resource's, else its scope's. */
function blockValues(
  reader: RunReader,
  block: SpanBlock,
  key: string,
  numberOf: (text: string) => number,
): (row: number) => number {
  const own = new Map<number, number>();
  const column = block.attributeColumn(key);
  const last = (attributes: readonly Attribute[]): number => {
    const found = attributes.findLast((one) => one.key === key);
    return found === undefined ? 0 : numberOf(textForm(found.value));
  };
  const shared = (read: (number: number) => readonly Attribute[]): ((number: number) => number) => {
    const known = new Map<number, number>();
    return (number) => {
      const value = known.get(number) ?? last(read(number));
      known.set(number, value);
      return value;
    };
  };
  const ofResource = shared((number) => reader.resource(number).attributes);
  const ofScope = shared((number) => reader.scope(number).attributes);
  const placeIn = new Map<number, number>();
  if (column !== undefined) for (let i = 0; i < column.count; i++) placeIn.set(column.rows[i] as number, i);
  return (row) => {
    const at = placeIn.get(row);
    if (column === undefined || at === undefined)
      return ofResource(block.resource[row] as number) || ofScope(block.scope[row] as number);
    const kind = column.kinds[at] as number;
    if (kind === ValueKind.text) {
      const ref = column.refs[at] as number;
      const value = own.get(ref) ?? numberOf(block.strings.text(ref));
      own.set(ref, value);
      return value;
    }
    return isScalar(kind) ? numberOf(scalarText(column, at)) : last(block.attributesOf(row));
  };
}

/** Numbers the values anew, by their first row, and leaves out those that no row has. */
function inOrderOfRows(value: Uint32Array, texts: readonly string[]): Pick<TraceAttributeColumn, 'value' | 'values'> {
  const numberOf = new Uint32Array(texts.length + 1);
  const values: string[] = [];
  const renumbered = value.map((number) => {
    if (number === 0) return 0;
    if (numberOf[number] === 0) numberOf[number] = values.push(texts[number - 1] as string);
    return numberOf[number] as number;
  });
  return { value: renumbered, values };
}

export function traceAttributeKeys(
  reader: RunReader,
  request: { readonly traceId: TraceId },
  alive: Alive,
): { readonly keys: readonly string[] } {
  reader.refresh();
  const keys = new Set<string>();
  const resources = new Set<number>();
  const scopes = new Set<number>();
  for (const { block, rows } of partsOfTrace(reader, request.traceId)) {
    alive();
    const wanted = new Uint8Array(block.count);
    for (const row of rows) {
      wanted[row] = 1;
      resources.add(block.resource[row] as number);
      scopes.add(block.scope[row] as number);
    }
    for (const id of block.attributeKeys) {
      const key = block.strings.text(id);
      if (keys.has(key)) continue;
      if (block.attributeColumn(key)?.rows.some((row) => wanted[row] === 1) === true) keys.add(key);
    }
  }
  for (const resource of resources) for (const { key } of reader.resource(resource).attributes) keys.add(key);
  for (const scope of scopes) for (const { key } of reader.scope(scope).attributes) keys.add(key);
  return { keys: [...keys].toSorted() };
}
