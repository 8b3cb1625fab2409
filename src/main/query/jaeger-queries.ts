// The questions of Jaeger's UI API; serve/ maps paths to them and sends status and body.
//   /services  /services/<service>/operations  /operations  /traces  /traces/<id>  /dependencies
import type { CallIndex } from './services/call-index.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import {
  jaegerData,
  jaegerFailure,
  type JaegerAnswer,
  type JaegerDependency,
  type JaegerError,
  type JaegerOperation,
  type JaegerTrace,
} from './jaeger-answer.ts';
import { dependenciesIn } from './jaeger-dependencies.ts';
import { parseJaegerDependencies, parseJaegerSearch, parseJaegerTraceId, type JaegerParams } from './jaeger-params.ts';
import { searchOfJaeger } from './jaeger-search.ts';
import { jaegerTrace, jaegerTraceId } from './jaeger-trace.ts';
import { anyTrace } from './trace-conditions.ts';
import type { TraceSearch } from './trace-search.ts';
import { traceIdAt, type TraceId } from '../../contract/ids.ts';

export const jaegerServicesSql = 'SELECT name FROM services WHERE spans > 0 ORDER BY name';
export const jaegerOperationsSql = 'SELECT name FROM operations WHERE service_no = ? AND spans > 0 ORDER BY name';
export const traceIdSql = 'SELECT trace_id FROM traces WHERE trace_no = ?';

export function jaegerServices(reader: RunReader): JaegerAnswer<readonly string[]> {
  reader.refresh();
  const names = reader.db.prepare(jaegerServicesSql).pluck().all() as string[];
  return jaegerData(names, names.length);
}

/** The older of the two endpoints: names only. */
export function jaegerOperationNames(reader: RunReader, service: string): JaegerAnswer<readonly string[]> {
  reader.refresh();
  const names = operationNames(reader, service);
  return jaegerData(names, names.length);
}

/** Operations are not stored by span kind; `spanKind` is empty, as in Jaeger's older storages. */
export function jaegerOperations(reader: RunReader, params: JaegerParams): JaegerAnswer<readonly JaegerOperation[]> {
  reader.refresh();
  const service = params['service']?.[0] ?? '';
  if (service === '') return jaegerFailure(400, "parameter 'service' is required");
  const names = operationNames(reader, service);
  return jaegerData(
    names.map((name) => ({ name, spanKind: '' })),
    names.length,
  );
}

function operationNames(reader: RunReader, service: string): string[] {
  return reader.db.prepare(jaegerOperationsSql).pluck().all(reader.serviceNumber(service)) as string[];
}

/** `now`: Unix nanoseconds. */
export function jaegerSearch(
  reader: RunReader,
  search: TraceSearch,
  params: JaegerParams,
  now: bigint,
  alive: Alive,
): JaegerAnswer<readonly JaegerTrace[]> {
  const cursor = reader.refresh();
  const parsed = parseJaegerSearch(params, now);
  if (parsed.kind === 'wrong') return jaegerFailure(400, parsed.message);
  const { traceIds, limit } = parsed.value;
  if (traceIds.length > 0) return tracesById(reader, traceIds, alive);
  const page = search.walked(searchOfJaeger(parsed.value), anyTrace, 0, limit, cursor, alive);
  const traces: JaegerTrace[] = [];
  for (const number of page.traces) {
    const id = search.statements.get(traceIdSql).pluck().get(number) as Uint8Array | undefined;
    const trace = id === undefined ? undefined : jaegerTrace(reader, traceIdAt(id, 0), alive);
    if (trace !== undefined) traces.push(trace);
  }
  return jaegerData(traces);
}

function tracesById(reader: RunReader, ids: readonly TraceId[], alive: Alive): JaegerAnswer<readonly JaegerTrace[]> {
  const traces: JaegerTrace[] = [];
  const errors: JaegerError[] = [];
  for (const id of ids) {
    const trace = jaegerTrace(reader, id, alive);
    if (trace === undefined) errors.push({ msg: 'trace not found', traceID: jaegerTraceId(id) });
    else traces.push(trace);
  }
  return jaegerData(traces, 0, errors);
}

export function jaegerTraceById(reader: RunReader, id: string, alive: Alive): JaegerAnswer<readonly JaegerTrace[]> {
  reader.refresh();
  const parsed = parseJaegerTraceId(id);
  if (parsed.kind === 'wrong') return jaegerFailure(400, parsed.message);
  const trace = jaegerTrace(reader, parsed.value, alive);
  return trace === undefined ? jaegerFailure(404, 'trace not found') : jaegerData([trace]);
}

export function jaegerDependencies(
  reader: RunReader,
  calls: CallIndex,
  params: JaegerParams,
  now: bigint,
  alive: Alive,
): JaegerAnswer<readonly JaegerDependency[]> {
  const parsed = parseJaegerDependencies(params, now);
  if (parsed.kind === 'wrong') return jaegerFailure(400, parsed.message);
  const service = params['service']?.[0] ?? '';
  const all = dependenciesIn(reader, calls, parsed.value, alive);
  return jaegerData(service === '' ? all : all.filter((one) => one.parent === service || one.child === service));
}
