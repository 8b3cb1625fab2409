// trace.genAi: the spans of a trace that are about models, agents and tools, as steps in the order of their starts.
import { bytesOfHex, type SpanId, type TraceId } from '../../../contract/ids.ts';
import type { GenAiStep, GenAiTrace } from '../../../contract/genai.ts';
import { SpanMark } from '../../../contract/traces.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import { gatherSpans } from '../trace-gather.ts';
import { partsOfTrace, traceIdBytes } from '../trace-get.ts';
import { layOutTrace, type TraceLayout } from '../trace-layout.ts';
import type { TracePart } from '../trace-parts.ts';
import { detailsOf } from '../trace-span.ts';
import { messageRecords } from './log-messages.ts';
import { stepOfSpan, telltales } from './step-of-span.ts';

/** Steps in one answer. */
const maxSteps = 2000;

/** Throws ContractError `not-found` when the run holds no span of the trace. */
export function traceGenAi(
  reader: RunReader,
  request: { readonly traceId: TraceId; readonly spanId?: SpanId | undefined },
  alive: Alive,
): GenAiTrace {
  reader.refresh();
  const parts = partsOfTrace(reader, request.traceId);
  const candidates = parts.map((part) => candidatesOf(part));
  const anything = candidates.some((marks) => marks.includes(1));
  if (!anything) return { steps: [], more: 0 };
  const records = messageRecords(reader, traceIdBytes(request.traceId), alive);
  const spans = gatherSpans(reader, parts, alive);
  const layout = layOutTrace(spans);
  const steps: GenAiStep[] = [];
  let more = 0;
  const isStep = new Uint8Array(layout.rows);
  const depths = new Uint16Array(layout.rows);
  const wanted = request.spanId === undefined ? undefined : bytesOfHex(request.spanId);
  for (let row = 0; row < layout.rows; row++) {
    if ((row & 1023) === 0) alive();
    const parent = layout.parent[row] as number;
    const depth = parent < 0 ? 0 : (depths[parent] as number) + (isStep[parent] as number);
    depths[row] = depth;
    const span = layout.span[row] as number;
    if (span < 0) continue;
    const part = spans.part[span] as number;
    const at = spans.row[span] as number;
    if (candidates[part]?.[at] !== 1) continue;
    const { block } = parts[part] as TracePart;
    const details = detailsOf(reader, block, at);
    const occurrence = occurrenceOf(layout, row);
    const failed = ((spans.marks[span] as number) & SpanMark.error) !== 0;
    const step = stepOfSpan(details, records.get(details.spanId) ?? [], { occurrence, depth, failed });
    if (step === undefined) continue;
    isStep[row] = 1;
    if (wanted !== undefined && !isRow(layout, row, wanted)) continue;
    if (steps.length < maxSteps) steps.push(step);
    else more += 1;
  }
  return { steps: steps.toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0)), more };
}

/** One byte per row of the block: 1 where a span of the trace has one of the telltale attributes. */
function candidatesOf({ block, rows }: TracePart): Uint8Array {
  const marks = new Uint8Array(block.count);
  const found = new Uint8Array(block.count);
  for (const row of rows) marks[row] = 1;
  for (const key of telltales) {
    const column = block.attributeColumn(key);
    if (column === undefined) continue;
    for (let i = 0; i < column.count; i++) {
      const row = column.rows[i] as number;
      if (marks[row] === 1) found[row] = 1;
    }
  }
  return found;
}

/** Which of the spans with its id the row is, in waterfall order. */
function occurrenceOf(layout: TraceLayout, row: number): number {
  if (((layout.marks[row] as number) & SpanMark.duplicate) === 0) return 0;
  const id = layout.spanIds.subarray(8 * row, 8 * row + 8);
  let before = 0;
  for (let other = 0; other < row; other++)
    if ((layout.span[other] as number) >= 0 && isRow(layout, other, id)) before += 1;
  return before;
}

function isRow(layout: TraceLayout, row: number, id: Uint8Array): boolean {
  for (let i = 0; i < 8; i++) if (layout.spanIds[8 * row + i] !== id[i]) return false;
  return true;
}
