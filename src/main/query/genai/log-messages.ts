// Messages that came as log records of a trace: event names that begin with `gen_ai.`, by the span they belong to.
import { spanIdAt, type SpanId } from '../../../contract/ids.ts';
import type { LogBlock } from '../../store/log-block.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import { traceNumber } from '../logs/trace-logs.ts';
import type { GenAiEvent } from './event-messages.ts';

interface Record extends GenAiEvent {
  readonly time: bigint;
}

/** Per span its records in the order of their times. `traceId`: 16 bytes. */
export function messageRecords(
  reader: RunReader,
  traceId: Uint8Array,
  alive: Alive,
): ReadonlyMap<SpanId, readonly GenAiEvent[]> {
  const found = new Map<SpanId, Record[]>();
  for (const summary of reader.logBlocks()) {
    alive();
    if (summary.mayHoldTrace(traceId)) collect(reader.openLogBlock(summary.block), traceId, found);
  }
  collect(reader.headLogs(), traceId, found);
  for (const records of found.values()) records.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  return found;
}

function collect(block: LogBlock, traceId: Uint8Array, found: Map<SpanId, Record[]>): void {
  const trace = block.count === 0 ? -1 : traceNumber(block, traceId);
  if (trace < 0) return;
  for (let row = block.trace.indexOf(trace); row >= 0; row = block.trace.indexOf(trace, row + 1)) {
    const attributes = block.attributesOf(row);
    const own = block.strings.text(block.eventName[row] as number);
    // Before records had a name of their own, it was an attribute.
    const named = own === '' ? attributes.find(({ key }) => key === 'event.name')?.value : own;
    if (typeof named !== 'string' || !named.startsWith('gen_ai.')) continue;
    const span = spanIdAt(block.spanIds, 8 * row);
    const time = (block.time[row] as bigint) || (block.observed[row] as bigint);
    const records = found.get(span);
    const record = { name: named, attributes, body: block.bodyOf(row), time };
    if (records === undefined) found.set(span, [record]);
    else records.push(record);
  }
}
