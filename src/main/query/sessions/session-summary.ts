// One row of the list of sessions: what names it, and the sums of the traces that belong to it with their log records.
import type { SessionId, SessionSummary } from '../../../contract/sessions.ts';
import { unixNanos } from '../../../contract/time.ts';
import type { TraceId } from '../../../contract/ids.ts';
import type { RunReader } from '../../store/reader-face.ts';
import { isPlausible } from '../plausible-time.ts';
import type { NamedRows } from './block-facts.ts';
import type { SessionTable } from './session-table.ts';
import type { LogSum } from './trace-logs.ts';
import type { TraceSum } from './trace-sums.ts';

export interface SummaryParts {
  readonly reader: RunReader;
  readonly table: SessionTable;
  /** Of all traces that belong to the session as a whole. */
  readonly sums: ReadonlyMap<TraceId, TraceSum>;
  /** Records that belong by their trace alone, of blocks that may have some between two times. */
  readonly logsOf: (trace: TraceId, from: bigint, to: bigint) => readonly LogSum[];
}

/** @param rows what names the session */
export function sessionSummary(
  id: SessionId,
  rows: NamedRows,
  { reader, table, sums, logsOf }: SummaryParts,
): SessionSummary {
  let { first, last, errors, logs, events } = rows;
  let spans = 0;
  let inputTokens = 0;
  let outputTokens = 0;
  const services = new Set(rows.services);
  const cover = (from: bigint, to: bigint): void => {
    if (isPlausible(from) && (first === 0n || from < first)) first = from;
    if (isPlausible(to) && to > last) last = to;
  };
  for (const [trace, named] of rows.traces) {
    const [input, output] = table.tokensOf(trace);
    inputTokens += input;
    outputTokens += output;
    const owned = table.owns(id, trace);
    // Of a trace that names several sessions only the spans that name this one count.
    const whole = owned ? sums.get(trace) : undefined;
    spans += whole?.spans ?? named.spans;
    errors += whole?.failed ?? named.failed;
    if (whole !== undefined) {
      cover(whole.start, whole.end);
      for (const service of whole.services) services.add(service);
    }
    if (!owned) continue;
    for (const sum of logsOf(trace, whole?.start ?? rows.first, whole?.end ?? rows.last)) {
      logs += sum.logs;
      events += sum.events;
      errors += sum.errors;
      cover(sum.first, sum.last);
    }
  }
  return {
    id,
    keys: [...rows.keys],
    services: [...services].map((service) => reader.serviceName(service)).toSorted(),
    first: unixNanos(first),
    last: unixNanos(last),
    events,
    logs,
    spans,
    traces: rows.traces.size,
    errors,
    inputTokens,
    outputTokens,
    state: rows.state,
  };
}
