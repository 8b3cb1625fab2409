// trace.version: has the trace changed? One indexed look-up in the table of summaries.
import type { TraceId } from '../../contract/ids.ts';
import type { RunReader } from '../store/reader-face.ts';
import { traceIdBytes } from './trace-get.ts';

export const versionSql = 'SELECT version FROM traces WHERE trace_id = ?';

/** The commit that last brought spans of the trace; 0 when the run does not hold it. */
export function traceVersion(reader: RunReader, request: { readonly traceId: TraceId }): { readonly version: number } {
  reader.refresh();
  const version: unknown = reader.db.prepare(versionSql).pluck().get(traceIdBytes(request.traceId));
  return { version: typeof version === 'number' ? version : 0 };
}

export function isTraceKnown(reader: RunReader, traceId: Uint8Array): boolean {
  return reader.db.prepare(versionSql).pluck().get(traceId) !== undefined;
}
