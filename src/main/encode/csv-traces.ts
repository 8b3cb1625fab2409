// The CSV table of traces: one row per trace, as in the list of traces.
import { isoOfUnixNanos } from '../../contract/iso-time.ts';
import type { TraceSummary } from '../../contract/traces.ts';
import { csvRow } from './csv.ts';
import type { Redactor } from './redactor.ts';

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

const noService = 'unknown_service';

/**
 * A row without what rules take away: services count as the resource attribute `service.name`, the operation as the name of
 * a span. A service that was removed reads as one that was never named.
 */
export function redactedTrace(trace: TraceSummary, redactor: Redactor): TraceSummary {
  const serviceOf = (name: string): string => {
    if (name === '' || name === noService) return name;
    const [kept] = redactor.attributes('resource', [{ key: 'service.name', value: name }]);
    return typeof kept?.value === 'string' && kept.value !== '' ? kept.value : noService;
  };
  const names = new Map(trace.services.map(({ name }) => [name, serviceOf(name)]));
  const services = trace.services.map((one) => ({ ...one, name: names.get(one.name) ?? noService }));
  return {
    ...trace,
    rootService: names.get(trace.rootService) ?? serviceOf(trace.rootService),
    rootOperation: redactor.text('span name', trace.rootOperation),
    services: services.filter(({ name }, i) => services.findIndex((other) => other.name === name) === i),
  };
}
