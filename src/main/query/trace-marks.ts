// SpanMark bits that follow from what a span carries (not from its place in the tree): error, events, links,
// negative, unfinished. Which spans failed the store has decided; the senders' habits are in contract/error-signs.ts.
import { unfinishedAttributes, unfinishedScopes, type AttributeSign } from '../../contract/error-signs.ts';
import { SpanMark } from '../../contract/traces.ts';
import { ValueKind } from '../../contract/values.ts';
import type { RunReader } from '../store/reader-face.ts';
import type { AttributeColumn, SpanBlock, StringTable } from '../store/span-block.ts';
import { isScalar, scalarText } from './column-values.ts';
import type { TracePart } from './trace-parts.ts';

/** One byte per row of the part. */
export function marksOfPart(reader: RunReader, part: TracePart): Uint8Array {
  const { block, rows } = part;
  const marks = new Uint8Array(rows.length);
  const unfinishedScope = scopesIn(reader, block, rows);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const start = block.start[row] as bigint;
    const end = block.end[row] as bigint;
    let mark: number = block.failed[row] === 1 ? SpanMark.error : 0;
    if (end === 0n) mark |= SpanMark.unfinished;
    else if (end < start) mark |= SpanMark.negative;
    else if (end === start && unfinishedScope.has(block.scope[row] as number)) mark |= SpanMark.unfinished;
    marks[i] = mark;
  }
  markEvents(block, rows, marks);
  markLinks(block, rows, marks);
  markAttributes(block, rows, unfinishedAttributes, SpanMark.unfinished, marks);
  return marks;
}

function scopesIn(reader: RunReader, block: SpanBlock, rows: Uint32Array): ReadonlySet<number> {
  const seen = new Set<number>();
  const found = new Set<number>();
  for (const row of rows) {
    const scope = block.scope[row] as number;
    if (seen.has(scope)) continue;
    seen.add(scope);
    if (unfinishedScopes.includes(reader.scope(scope).name)) found.add(scope);
  }
  return found;
}

function markEvents(block: SpanBlock, rows: Uint32Array, marks: Uint8Array): void {
  const { events } = block;
  if (events.count === 0) return;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (events.first[row] !== events.first[row + 1]) marks[i] = (marks[i] as number) | SpanMark.events;
  }
}

function markLinks(block: SpanBlock, rows: Uint32Array, marks: Uint8Array): void {
  if (block.links.count === 0) return;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (block.links.first[row] !== block.links.first[row + 1]) marks[i] = (marks[i] as number) | SpanMark.links;
  }
}

function markAttributes(
  block: SpanBlock,
  rows: Uint32Array,
  signs: readonly AttributeSign[],
  mark: number,
  marks: Uint8Array,
): void {
  for (const sign of signs) {
    const column = block.attributeColumn(sign.key);
    if (column === undefined) continue;
    const marker = sign.marker === undefined ? undefined : block.attributeColumn(sign.marker);
    if (sign.marker !== undefined && marker === undefined) continue;
    const marked = marker === undefined ? undefined : new Set(marker.rows.subarray(0, marker.count));
    const texts = sign.values === 'any text' ? undefined : sign.values.map((value) => block.strings.find(value));
    eachValue(column, rows, (index, i) => {
      if (marked !== undefined && !marked.has(rows[i] as number)) return;
      if (says(sign, column, index, texts, block.strings)) marks[i] = (marks[i] as number) | mark;
    });
  }
}

function says(
  sign: AttributeSign,
  column: AttributeColumn,
  index: number,
  texts: readonly number[] | undefined,
  strings: StringTable,
): boolean {
  const kind = column.kinds[index] as number;
  if (kind === ValueKind.text) {
    const ref = column.refs[index] as number;
    return texts === undefined ? strings.text(ref) !== '' : texts.includes(ref);
  }
  return isScalar(kind) && sign.values !== 'any text' && sign.values.includes(scalarText(column, index));
}

/** Calls `visit(index in the column, index in rows)` for each value whose row is among `rows`; both ascend. */
function eachValue(column: AttributeColumn, rows: Uint32Array, visit: (index: number, i: number) => void): void {
  let i = 0;
  for (let index = 0; index < column.count; index++) {
    const row = column.rows[index] as number;
    while (i < rows.length && (rows[i] as number) < row) i++;
    if (i === rows.length) return;
    if (rows[i] === row) visit(index, i);
  }
}
