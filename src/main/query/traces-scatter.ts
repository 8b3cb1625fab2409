// traces.scatter: start and duration of traces as columns, newest first. Which of many traces: scatter-sample.ts.
import type { ScatterAnswer, ScatterRequest } from '../../contract/traces.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import { candidatesFor, chosenOf } from './scatter-sample.ts';
import type { TraceSearch } from './trace-search.ts';
import { pointSql } from './trace-sql.ts';

interface PointRow {
  readonly trace_no: number;
  readonly trace_id: Uint8Array;
  readonly start_us: number;
  readonly duration_ns: number;
  readonly spans: number;
  readonly errors: number;
  readonly root_service: number;
}

export function tracesScatter(
  reader: RunReader,
  search: TraceSearch,
  request: Omit<ScatterRequest, 'run'>,
  alive: Alive,
): ScatterAnswer {
  const cursor = reader.refresh();
  const { traces, total, totalIs } = candidatesFor(reader, search, request, cursor, alive);
  const rows: PointRow[] = [];
  const statement = search.statements.get(pointSql);
  for (const trace of traces) {
    if (rows.length % 4096 === 4095) alive();
    const row = statement.get(trace) as PointRow | undefined;
    if (row !== undefined) rows.push(row);
  }
  rows.sort((a, b) => b.start_us - a.start_us || a.trace_no - b.trace_no);
  return { ...pointsOf(reader, chosenOf(rows, request.limit)), total: Math.max(total, rows.length), totalIs };
}

function pointsOf(reader: RunReader, rows: readonly PointRow[]): Omit<ScatterAnswer, 'total' | 'totalIs'> {
  const count = rows.length;
  const points = {
    traceIds: new Uint8Array(16 * count),
    startMillis: new Float64Array(count),
    durationMillis: new Float64Array(count),
    spans: new Uint32Array(count),
    errors: new Uint32Array(count),
    service: new Uint16Array(count),
  };
  const serviceNames: string[] = [];
  const indexOf = new Map<number, number>();
  rows.forEach((row, i) => {
    let service = indexOf.get(row.root_service);
    if (service === undefined) {
      service = Math.min(serviceNames.length, 65535);
      if (service === serviceNames.length) serviceNames.push(reader.serviceName(row.root_service));
      indexOf.set(row.root_service, service);
    }
    points.traceIds.set(row.trace_id, 16 * i);
    points.startMillis[i] = row.start_us / 1000;
    points.durationMillis[i] = row.duration_ns / 1e6;
    points.spans[i] = row.spans;
    points.errors[i] = row.errors;
    points.service[i] = service;
  });
  return { count, ...points, serviceNames };
}
