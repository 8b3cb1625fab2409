// A group of traces summed up: how long they last, and what each of their operations costs.
// Bounded: the newest traces of the group, up to a number of traces and of spans.
import { ContractError } from '../../../contract/errors.ts';
import { traceIdAt } from '../../../contract/ids.ts';
import type { UnixNanos } from '../../../contract/time.ts';
import { SpanMark, type TraceColumns, type TraceFilter } from '../../../contract/traces.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import { effectiveTimes } from '../analysis/effective-times.ts';
import { selfTimes } from '../analysis/self-times.ts';
import { LogHistogram } from '../log-histogram.ts';
import { traceIdSql } from '../jaeger-queries.ts';
import { readTrace } from '../trace-get.ts';
import type { TraceSearch } from '../trace-search.ts';

const mostTraces = 2000;
const mostSpans = 400_000;
/** Operations that are told apart. Of further ones, only spans are counted. */
const mostOperations = 100_000;

export interface OperationSums {
  readonly service: string;
  readonly name: string;
  /** Nanoseconds, one per span. */
  readonly durations: number[];
  errors: number;
  /** Nanoseconds. */
  self: number;
}

export interface GroupSums {
  readonly traces: number;
  readonly total: number;
  readonly totalIsExact: boolean;
  readonly spans: number;
  /** Spans of operations beyond those that are told apart. */
  readonly spansLeftOut: number;
  readonly errors: number;
  readonly durations: LogHistogram;
  readonly first: UnixNanos | undefined;
  readonly last: UnixNanos | undefined;
  /** By service and name. */
  readonly operations: ReadonlyMap<string, OperationSums>;
}

/** `most`: operations that are told apart. */
export function groupSums(
  reader: RunReader,
  search: TraceSearch,
  filter: TraceFilter,
  alive: Alive,
  most = mostOperations,
): GroupSums {
  const page = search.page(filter, 0, mostTraces, reader.refresh(), alive);
  const operations = new Map<string, OperationSums>();
  const durations = new LogHistogram();
  let [traces, spans, spansLeftOut, errors] = [0, 0, 0, 0];
  let first: UnixNanos | undefined;
  let last: UnixNanos | undefined;
  for (const number of page.traces) {
    if (spans >= mostSpans) break;
    alive();
    const columns = columnsOf(reader, search, number, alive);
    if (columns === undefined) continue;
    traces++;
    spans += columns.spans;
    if (columns.errors > 0) errors++;
    durations.add(Number(columns.duration));
    if (first === undefined || columns.start < first) first = columns.start;
    if (last === undefined || columns.start > last) last = columns.start;
    spansLeftOut += addTrace(operations, most, columns, alive);
  }
  const { total, exact: totalIsExact } = page;
  return { traces, total, totalIsExact, spans, spansLeftOut, errors, durations, first, last, operations };
}

/** `undefined` for a trace that was evicted in the meantime. */
function columnsOf(reader: RunReader, search: TraceSearch, number: number, alive: Alive): TraceColumns | undefined {
  const id = search.statements.get(traceIdSql).pluck().get(number) as Uint8Array | undefined;
  if (id === undefined) return undefined;
  try {
    return readTrace(reader, { traceId: traceIdAt(id, 0) }, alive).columns;
  } catch (cause) {
    if (cause instanceof ContractError && cause.code === 'not-found') return undefined;
    throw cause;
  }
}

/** Answers how many spans are of operations that are not told apart. */
function addTrace(operations: Map<string, OperationSums>, most: number, columns: TraceColumns, alive: Alive): number {
  let leftOut = 0;
  const self = selfTimes(columns, effectiveTimes(columns), alive);
  const known = new Map<number, OperationSums | undefined>();
  for (let row = 0; row < columns.rows; row++) {
    if (columns.missing[row] === 1) continue;
    const [service, name] = [columns.service[row] as number, columns.name[row] as number];
    const key = name * 65536 + service;
    if (!known.has(key))
      known.set(key, sumsOf(operations, most, columns.serviceNames[service] as string, columns.names[name] as string));
    const sums = known.get(key);
    if (sums === undefined) {
      leftOut++;
      continue;
    }
    sums.durations.push(columns.length[row] as number);
    sums.self += self[row] as number;
    if (((columns.marks[row] as number) & SpanMark.error) !== 0) sums.errors++;
  }
  return leftOut;
}

function sumsOf(
  operations: Map<string, OperationSums>,
  most: number,
  service: string,
  name: string,
): OperationSums | undefined {
  const key = JSON.stringify([service, name]);
  const known = operations.get(key);
  if (known !== undefined || operations.size >= most) return known;
  const sums: OperationSums = { service, name, durations: [], errors: 0, self: 0 };
  operations.set(key, sums);
  return sums;
}
