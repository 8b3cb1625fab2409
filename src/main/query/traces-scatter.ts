// traces.scatter: start and duration of traces as columns. More than `limit` traces are thinned by number: every
// step-th trace in order of arrival, step a power of two, so that points stay where they are while the run grows. `total` is an estimate where matches
// would have to be counted one by one.
import type { ScatterAnswer, ScatterRequest } from '../../contract/traces.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import { spanConditionOf } from './span-condition.ts';
import { selectionFor, traceConditionsOf } from './trace-conditions.ts';
import { isChecked, type TraceSearch } from './trace-search.ts';
import { pointSql } from './trace-sql.ts';

interface PointRow {
  readonly trace_id: Uint8Array;
  readonly start_us: number;
  readonly start_ns: number;
  readonly duration_ns: number;
  readonly spans: number;
  readonly errors: number;
  readonly root_service: number;
}

interface Sample {
  readonly traces: readonly number[];
  readonly total: number;
}

export function tracesScatter(
  reader: RunReader,
  search: TraceSearch,
  request: Omit<ScatterRequest, 'run'>,
  alive: Alive,
): ScatterAnswer {
  const cursor = reader.refresh();
  const sample = sampleOf(reader, search, request, cursor, alive);
  const rows: PointRow[] = [];
  const statement = search.statements.get(pointSql);
  for (const trace of sample.traces) {
    if (rows.length % 4096 === 4095) alive();
    const row = statement.get(trace) as PointRow | undefined;
    if (row !== undefined) rows.push(row);
  }
  return pointsOf(reader, rows, sample.total);
}

function sampleOf(
  reader: RunReader,
  search: TraceSearch,
  request: Omit<ScatterRequest, 'run'>,
  cursor: number,
  alive: Alive,
): Sample {
  const { filter, limit } = request;
  const conditions = traceConditionsOf(reader, filter);
  const spans = spanConditionOf(filter);
  if (spans !== undefined) {
    // How many there are is only known at the end of the walk; twice the limit shows enough of the shape.
    const page = search.walked(spans, conditions, 0, 2 * limit, cursor, alive);
    return { traces: thinned(page.traces, limit), total: page.total };
  }
  const selection = selectionFor(reader, search.statements, conditions);
  const take = (step: number, most: number): number[] =>
    search.select({ ...selection, sample: step > 1 }, conditions, { offset: 0, limit: most, step });
  const total = isChecked(selection)
    ? estimate(take, limit)
    : search.total(filter, selection, conditions, cursor).total;
  const step = powerOfTwoFor(total, limit);
  const traces = take(step, 2 * limit);
  const isAll = step === 1 && traces.length < 2 * limit;
  return { traces: thinned(traces, limit), total: isAll ? traces.length : Math.max(total, traces.length) };
}

/** About how many there are, from a sample that is thin enough to be quick and thick enough to count. */
function estimate(take: (step: number, most: number) => readonly number[], limit: number): number {
  for (let step = 32; ; step *= 8) {
    const found = take(step, limit).length;
    if (found < limit) return found * step;
  }
}

/** The smallest power of two that brings `total` down to `limit` or below. */
function powerOfTwoFor(total: number, limit: number): number {
  let step = 1;
  while (total / step > limit) step *= 2;
  return step;
}

/** At most `limit` of the numbers, the rarest multiples of two first to go. */
function thinned(traces: readonly number[], limit: number): readonly number[] {
  let left = traces;
  for (let step = 2; left.length > limit; step *= 2) {
    const fewer = left.filter((trace) => trace % step === 0);
    if (fewer.length < limit / 4) return left.filter((_, i) => i % Math.ceil(left.length / limit) === 0);
    left = fewer;
  }
  return left;
}

function pointsOf(reader: RunReader, rows: readonly PointRow[], total: number): ScatterAnswer {
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
  return { count, total, ...points, serviceNames };
}
