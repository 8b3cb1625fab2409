// One row of a log block as a record: everything that was sent about it.
import { spanIdAt, traceIdAt } from '../../../contract/ids.ts';
import type { LogItem } from '../../../contract/otlp-records.ts';
import { unixNanos } from '../../../contract/time.ts';
import type { LogBlock } from '../../store/log-block.ts';

export function logRecord(block: LogBlock, row: number): LogItem {
  const { strings } = block;
  const trace = block.trace[row] as number;
  const span = block.spanIds.subarray(8 * row, 8 * row + 8);
  return {
    time: unixNanos(block.time[row] as bigint),
    observed: unixNanos(block.observed[row] as bigint),
    severity: block.severity[row] as number,
    severityText: strings.text(block.severityText[row] as number),
    body: block.bodyOf(row),
    attributes: block.attributesOf(row),
    droppedAttributes: block.droppedAttributes[row] as number,
    flags: block.flags[row] as number,
    traceId: trace === 0 ? undefined : traceIdAt(block.traceIds, 16 * trace),
    spanId: span.some((byte) => byte !== 0) ? spanIdAt(block.spanIds, 8 * row) : undefined,
    eventName: strings.text(block.eventName[row] as number),
  };
}
