// What the table of traces says of traces that belong to sessions: one by one, or for very many in one pass over the table.
import { bytesOfHex, hex, type TraceId } from '../../../contract/ids.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { Statements } from '../statements.ts';

export interface TraceSum {
  /** Unix nanoseconds. */
  readonly start: bigint;
  readonly end: bigint;
  readonly spans: number;
  readonly failed: number;
  /** Numbers of the run's services. */
  readonly services: readonly number[];
}

const columns = 'trace_no, start_us, start_ns, duration_ns, spans, errors';
const oneSql = `SELECT ${columns} FROM traces WHERE trace_id = ?`;
const allSql = `SELECT trace_id, ${columns} FROM traces`;
const servicesSql =
  'SELECT s.service_no FROM services s WHERE EXISTS (SELECT 1 FROM trace_services t WHERE t.service_no = s.service_no AND t.start_us = ? AND t.trace_no = ?)';
const allServicesSql = 'SELECT trace_no, service_no FROM trace_services';
/** Fewer are looked up one by one. */
const many = 2000;
const pace = 4096;

type Row = readonly [no: bigint, us: bigint, ns: bigint, duration: bigint, spans: bigint, errors: bigint];

export function traceSums(
  statements: Statements,
  wanted: readonly TraceId[],
  alive: Alive,
): ReadonlyMap<TraceId, TraceSum> {
  return wanted.length < many ? oneByOne(statements, wanted, alive) : inOnePass(statements, new Set(wanted), alive);
}

function oneByOne(statements: Statements, wanted: readonly TraceId[], alive: Alive): Map<TraceId, TraceSum> {
  const one = statements.get(oneSql).raw().safeIntegers();
  const services = statements.get(servicesSql).pluck();
  const sums = new Map<TraceId, TraceSum>();
  for (const [i, trace] of wanted.entries()) {
    if (i % 256 === 0) alive();
    const row = one.get(bytesOfHex(trace)) as Row | undefined;
    if (row !== undefined) sums.set(trace, sumOf(row, services.all(row[1], row[0]) as number[]));
  }
  return sums;
}

function inOnePass(statements: Statements, wanted: ReadonlySet<TraceId>, alive: Alive): Map<TraceId, TraceSum> {
  const sums = new Map<TraceId, TraceSum>();
  const services = new Map<bigint, number[]>();
  let seen = 0;
  const rows = statements.get(allSql).raw().safeIntegers().iterate();
  for (const [id, ...row] of rows as IterableIterator<[Uint8Array, ...Row]>) {
    if (seen++ % pace === 0) alive();
    const trace = hex(id) as TraceId;
    if (!wanted.has(trace)) continue;
    const own: number[] = [];
    services.set(row[0], own);
    sums.set(trace, sumOf(row, own));
  }
  const pairs = statements.get(allServicesSql).raw().safeIntegers().iterate();
  for (const [trace, service] of pairs as IterableIterator<[bigint, bigint]>) {
    if (seen++ % pace === 0) alive();
    services.get(trace)?.push(Number(service));
  }
  return sums;
}

function sumOf([, us, ns, duration, spans, errors]: Row, services: readonly number[]): TraceSum {
  const start = us * 1000n + ns;
  return { start, end: start + duration, spans: Number(spans), failed: Number(errors), services };
}
