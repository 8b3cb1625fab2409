// Native events of services as OpenTelemetry events: log records with an event name.
// Format: OpenTelemetry specification, logs/event-api (an event is a log record whose EventName is set).
import type { LogGroup, LogItem, ResourceRecord, ScopeRecord } from './otlp-records.ts';
import type { UnixNanos } from './time.ts';
import type { Attribute, AttributeValue } from './values.ts';

export interface EventFacts {
  readonly name: string;
  readonly time: UnixNanos;
  readonly observed: UnixNanos;
  /** SeverityNumber: 9 is info, 13 warn, 17 error. */
  readonly severity: number;
  readonly body: AttributeValue;
  readonly attributes: readonly Attribute[];
}

export function eventItem({ name, time, observed, severity, body, attributes }: EventFacts): LogItem {
  return {
    time,
    observed,
    severity,
    severityText: '',
    body,
    attributes,
    droppedAttributes: 0,
    flags: 0,
    traceId: undefined,
    spanId: undefined,
    eventName: name,
  };
}

/** @param service `service.name` of the resource */
export function eventGroup(service: string, items: readonly LogItem[]): LogGroup {
  return { signal: 'logs', resource: resourceNamed(service), scope: ownScope, items };
}

export function resourceNamed(service: string): ResourceRecord {
  return { attributes: [{ key: 'service.name', value: service }], droppedAttributes: 0, schemaUrl: '' };
}

export const ownScope: ScopeRecord = {
  name: 'otterscope.collect',
  version: '',
  attributes: [],
  droppedAttributes: 0,
  schemaUrl: '',
};
