import { unixNanos } from '../../../../../../src/contract/time.ts';
import type { LogRow } from '../../../../../../src/renderer/features/logs/model/log-row.ts';

export function rowAt(time: number, sequence: number): LogRow {
  return {
    sequence,
    time: unixNanos(BigInt(time)),
    severity: 9,
    level: 3,
    severityText: 'INFO',
    service: 'shop',
    scope: '',
    eventName: '',
    body: `record ${sequence}`,
    bodyLength: 10,
    traceId: undefined,
    spanId: undefined,
  };
}

/** Rows with times and sequences from `first` to `last`. */
export function rowsFrom(first: number, last: number): readonly LogRow[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => rowAt(first + i, first + i));
}
