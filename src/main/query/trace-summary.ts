// One row of the trace list from its number: the summary that the writer keeps, with names instead of numbers.
import { traceIdAt } from '../../contract/ids.ts';
import { durationNanos, unixNanos } from '../../contract/time.ts';
import type { TraceSummary } from '../../contract/traces.ts';
import type { Statements } from './statements.ts';
import { servicesOfTraceSql, summarySql } from './trace-sql.ts';

/** Services listed by name in a row; the rest are counted. */
const listedServices = 8;

interface SummaryRow {
  readonly trace_id: Uint8Array;
  readonly start_us: bigint;
  readonly start_ns: bigint;
  /** SQLite holds durations beyond 2^63 ns as reals. */
  readonly duration_ns: bigint | number;
  readonly spans: bigint;
  readonly errors: bigint;
  readonly root_missing: bigint;
  readonly root_service: string | null;
  readonly root_operation: string | null;
}

interface ServiceRow {
  readonly name: string;
  readonly spans: number;
  readonly errors: number;
}

/** `undefined` for a trace that is gone (evicted between two questions). */
export function summaryOf(statements: Statements, traceNumber: number): TraceSummary | undefined {
  const row = statements.get(summarySql).safeIntegers().get(traceNumber) as SummaryRow | undefined;
  if (row === undefined) return undefined;
  const services = statements.get(servicesOfTraceSql).all({ start: row.start_us, trace: traceNumber }) as ServiceRow[];
  return {
    traceId: traceIdAt(row.trace_id, 0),
    rootService: row.root_service ?? '',
    rootOperation: row.root_operation ?? '',
    rootMissing: row.root_missing !== 0n,
    start: unixNanos(row.start_us * 1000n + row.start_ns),
    duration: durationNanos(BigInt(row.duration_ns)),
    spans: Number(row.spans),
    errors: Number(row.errors),
    services: services.slice(0, listedServices),
    moreServices: Math.max(0, services.length - listedServices),
  };
}
