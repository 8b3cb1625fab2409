// logs.record: everything that was sent about one record.
import { spanIdAt, traceIdAt } from '../../../contract/ids.ts';
import type { LogDetails, LogSequence } from '../../../contract/logs.ts';
import { unixNanos } from '../../../contract/time.ts';
import type { LogRun } from './log-run.ts';

/** Throws ContractError `not-found` for a record that is not stored (any more). */
export function logsRecord(run: LogRun, { sequence }: { readonly sequence: LogSequence }): LogDetails {
  run.refresh();
  const { part, row } = run.placeOf(sequence);
  const block = run.open(part);
  const { reader } = run;
  const trace = block.trace[row] as number;
  const spanId = block.spanIds.subarray(8 * row, 8 * row + 8);
  return {
    sequence,
    time: unixNanos(run.timesOf(part).at[row] as bigint),
    sentTime: unixNanos(block.time[row] as bigint),
    observed: unixNanos(block.observed[row] as bigint),
    severity: block.severity[row] as number,
    severityText: block.strings.text(block.severityText[row] as number),
    eventName: block.strings.text(block.eventName[row] as number),
    body: block.bodyOf(row),
    traceId: trace === 0 ? undefined : traceIdAt(block.traceIds, 16 * trace),
    spanId: spanId.every((byte) => byte === 0) ? undefined : spanIdAt(spanId, 0),
    flags: block.flags[row] as number,
    attributes: block.attributesOf(row),
    droppedAttributes: block.droppedAttributes[row] as number,
    resource: reader.resource(block.resource[row] as number),
    scope: reader.scope(block.scope[row] as number),
  };
}
