// trace.get: one trace as columns in waterfall order. trace.version: has it changed?
import { bytesOfHex, type TraceId } from '../../contract/ids.ts';
import { ContractError } from '../../contract/errors.ts';
import { unixNanos, durationNanos } from '../../contract/time.ts';
import { SpanMark, type TraceColumns } from '../../contract/traces.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import { gatherSpans, type GatheredSpans } from './trace-gather.ts';
import { layOutTrace, type TraceLayout } from './trace-layout.ts';
import { tracePartsOf, type TracePart } from './trace-parts.ts';
import { servicesSql } from './traces-facets.ts';

/** Throws ContractError `not-found` when the run holds no span of the trace, `bad-request` when the id is none. */
export function partsOfTrace(reader: RunReader, traceId: TraceId): readonly TracePart[] {
  const parts = tracePartsOf(reader, traceIdBytes(traceId));
  if (parts.length === 0) throw new ContractError('not-found', `no span of trace ${traceId} is stored in this run`);
  return parts;
}

export function traceIdBytes(traceId: TraceId): Uint8Array {
  const bytes = bytesOfHex(traceId);
  if (bytes === undefined || bytes.length !== 16) throw new ContractError('bad-request', `not a trace id: ${traceId}`);
  return bytes;
}

/** A trace's columns and where their rows come from. */
export interface ReadTrace {
  readonly columns: TraceColumns;
  readonly parts: readonly TracePart[];
  readonly spans: GatheredSpans;
  readonly layout: TraceLayout;
}

/** Reads what was committed until now. */
export function readTrace(reader: RunReader, { traceId }: { readonly traceId: TraceId }, alive: Alive): ReadTrace {
  const cursor = reader.refresh();
  const parts = partsOfTrace(reader, traceId);
  const spans = gatherSpans(reader, parts, alive);
  alive();
  const layout = layOutTrace(spans);
  return { columns: columnsOf(traceId, spans, layout, cursor), parts, spans, layout };
}

export function traceGet(reader: RunReader, request: { readonly traceId: TraceId }, alive: Alive): TraceColumns {
  const { columns } = readTrace(reader, request, alive);
  return { ...columns, serviceNames: withRunServices(reader, columns.serviceNames) };
}

/** The trace's services keep their places; the run's others follow, so that colours are given out over the same set everywhere. */
function withRunServices(reader: RunReader, ofTrace: readonly string[]): readonly string[] {
  const ofRun = reader.db.prepare(servicesSql).pluck().all() as string[];
  return [...new Set([...ofTrace, ...ofRun.slice(0, 1000)])];
}

function columnsOf(traceId: TraceId, spans: GatheredSpans, layout: TraceLayout, cursor: number): TraceColumns {
  const { rows } = layout;
  const columns = {
    offset: new Float64Array(rows),
    length: new Float64Array(rows),
    service: new Uint16Array(rows),
    name: new Uint32Array(rows),
    kind: new Uint8Array(rows),
    status: new Uint8Array(rows),
    marks: layout.marks,
    missing: new Uint8Array(rows),
  };
  const names = [...spans.names];
  const noName = rows > spans.count ? names.push('') - 1 : 0;
  let errors = 0;
  for (let row = 0; row < rows; row++) {
    columns.offset[row] = Number((layout.start[row] as bigint) - layout.hullStart);
    const span = layout.span[row] as number;
    if (span < 0) {
      columns.missing[row] = 1;
      columns.name[row] = noName;
      // The parent is not known; the first child's service is the best colour for it.
      columns.service[row] = spans.service[layout.span[row + 1] as number] as number;
      columns.length[row] = Number((layout.end[row] as bigint) - (layout.start[row] as bigint));
      continue;
    }
    const marks = spans.marks[span] as number;
    columns.marks[row] = (layout.marks[row] as number) | marks;
    if ((marks & SpanMark.error) !== 0) errors++;
    const end = layout.end[row] as bigint;
    columns.length[row] = end === 0n ? 0 : Number(end - (layout.start[row] as bigint));
    columns.service[row] = spans.service[span] as number;
    columns.name[row] = spans.name[span] as number;
    columns.kind[row] = spans.kind[span] as number;
    columns.status[row] = spans.status[span] as number;
  }
  return {
    traceId,
    rows,
    spans: spans.count,
    resent: spans.resent,
    errors,
    start: unixNanos(layout.hullStart),
    duration: durationNanos(layout.hullEnd - layout.hullStart),
    spanIds: layout.spanIds,
    parent: layout.parent,
    depth: layout.depth,
    subtree: layout.subtree,
    startNanos: layout.start,
    ...columns,
    errorsBelow: layout.errorsBelow,
    serviceNames: spans.serviceNames,
    names,
    cursor,
  };
}
