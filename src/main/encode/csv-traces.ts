// The CSV table of traces: one row per trace, as in the list of traces.
import { isoOfUnixNanos } from '../../contract/iso-time.ts';
import type { TraceSummary } from '../../contract/traces.ts';
import { csvRow } from './csv.ts';

export const csvTracesHeader = csvRow([
  'trace_id',
  'service',
  'operation',
  'root_missing',
  'start',
  'start_unix_nano',
  'duration_nano',
  'spans',
  'errors',
  'services',
]);

export function csvTraceRow(trace: TraceSummary): string {
  const names = trace.services.map(({ name }) => name);
  if (trace.moreServices > 0) names.push(`+${trace.moreServices} more`);
  return csvRow([
    trace.traceId,
    trace.rootService,
    trace.rootOperation,
    trace.rootMissing,
    isoOfUnixNanos(trace.start),
    trace.start,
    trace.duration,
    trace.spans,
    trace.errors,
    names.join(' '),
  ]);
}
