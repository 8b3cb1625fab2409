// One row of the list of sessions: what names it, and the sums of the traces that belong to it.
import { bytesOfHex, type TraceId } from '../../../contract/ids.ts';
import type { SessionId, SessionSummary } from '../../../contract/sessions.ts';
import { unixNanos } from '../../../contract/time.ts';
import type { RunReader } from '../../store/reader-face.ts';
import { isPlausible } from '../plausible-time.ts';
import type { Statements } from '../statements.ts';
import type { SessionTable } from './session-table.ts';

const traceSql = 'SELECT start_us, start_ns, duration_ns, spans, errors FROM traces WHERE trace_id = ?';
const servicesSql =
  'SELECT DISTINCT t.service_no FROM traces n JOIN trace_services t ON t.trace_no = n.trace_no AND t.start_us = n.start_us WHERE n.trace_id = ?';

interface TraceRow {
  readonly start_us: bigint;
  readonly start_ns: bigint;
  readonly duration_ns: bigint | number;
  readonly spans: bigint;
  readonly errors: bigint;
}

/** Traces of one session that are looked at for its services. */
const mostForServices = 50;

export function sessionSummary(
  reader: RunReader,
  statements: Statements,
  table: SessionTable,
  id: SessionId,
): SessionSummary | undefined {
  const rows = table.sessions.get(id);
  if (rows === undefined) return undefined;
  let { first, last, errors } = rows;
  let spans = 0;
  let inputTokens = 0;
  let outputTokens = 0;
  for (const [trace, named] of rows.traces) {
    const [input, output] = table.tokensOf(trace);
    inputTokens += input;
    outputTokens += output;
    const whole = table.owns(id, trace) ? traceRow(statements, trace) : undefined;
    // Of a trace that names several sessions only the spans that name this one count.
    spans += whole?.count ?? named.spans;
    errors += whole?.failed ?? named.failed;
    if (whole === undefined) continue;
    if (isPlausible(whole.start) && (first === 0n || whole.start < first)) first = whole.start;
    if (isPlausible(whole.end) && whole.end > last) last = whole.end;
  }
  const services = new Set(rows.services);
  const owned = [...rows.traces.keys()].filter((trace) => table.owns(id, trace));
  for (const trace of owned.slice(0, mostForServices))
    for (const service of statements.get(servicesSql).pluck().all(bytesOfHex(trace))) services.add(Number(service));
  return {
    id,
    keys: [...rows.keys],
    services: [...services].map((service) => reader.serviceName(service)).toSorted(),
    first: unixNanos(first),
    last: unixNanos(last),
    events: rows.events,
    logs: rows.logs,
    spans,
    traces: rows.traces.size,
    errors,
    inputTokens,
    outputTokens,
    state: rows.state,
  };
}

function traceRow(
  statements: Statements,
  trace: TraceId,
): { readonly start: bigint; readonly end: bigint; readonly count: number; readonly failed: number } | undefined {
  const row = statements.get(traceSql).safeIntegers().get(bytesOfHex(trace)) as TraceRow | undefined;
  if (row === undefined) return undefined;
  const start = row.start_us * 1000n + row.start_ns;
  return { start, end: start + BigInt(row.duration_ns), count: Number(row.spans), failed: Number(row.errors) };
}
