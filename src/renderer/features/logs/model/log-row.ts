// One record as the list shows it, cut out of the columns of an answer.
import { spanIdAt, traceIdAt, type SpanId, type TraceId } from '../../../../contract/ids.ts';
import { severityClass, type LogColumns } from '../../../../contract/logs.ts';
import { unixNanos, type UnixNanos } from '../../../../contract/time.ts';

export interface LogRow {
  readonly sequence: number;
  readonly time: UnixNanos;
  readonly severity: number;
  /** Index into `severityClasses`. */
  readonly level: number;
  readonly severityText: string;
  readonly service: string;
  readonly scope: string;
  readonly eventName: string;
  readonly body: string;
  readonly bodyLength: number;
  readonly traceId: TraceId | undefined;
  readonly spanId: SpanId | undefined;
}

/** Rows in the order of the columns. */
export function rowsOf(columns: LogColumns): readonly LogRow[] {
  return Array.from({ length: columns.rows }, (_, row) => rowOf(columns, row));
}

function rowOf(columns: LogColumns, row: number): LogRow {
  const text = (column: Uint32Array): string => columns.texts[column[row] as number] ?? '';
  const severity = columns.severity[row] as number;
  return {
    sequence: columns.sequence[row] as number,
    time: unixNanos(columns.time[row] as bigint),
    severity,
    level: severityClass(severity),
    severityText: text(columns.severityText),
    service: text(columns.service),
    scope: text(columns.scope),
    eventName: text(columns.eventName),
    body: columns.body[row] ?? '',
    bodyLength: columns.bodyLength[row] as number,
    traceId: isZero(columns.traceIds, row * 16, 16) ? undefined : traceIdAt(columns.traceIds, row * 16),
    spanId: isZero(columns.spanIds, row * 8, 8) ? undefined : spanIdAt(columns.spanIds, row * 8),
  };
}

function isZero(bytes: Uint8Array, start: number, length: number): boolean {
  for (let at = start; at < start + length; at++) if (bytes[at] !== 0) return false;
  return true;
}
