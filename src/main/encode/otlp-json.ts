// Records as OTLP/JSON: the elements of `resourceSpans`, `resourceLogs` or `resourceMetrics`. Fields with their default value are left out.
// Format: opentelemetry.io/docs/specs/otlp (JSON Protobuf encoding: ids in hex, 64-bit numbers as texts, other bytes in
// base64, enums as numbers) and protobuf.dev/programming-guides/json (NaN and infinities as texts).
import type {
  EventRecord,
  LinkRecord,
  LogItem,
  RecordGroup,
  ResourceRecord,
  ScopeRecord,
  SpanRecord,
} from '../../contract/otlp-records.ts';
import { idField, listField, numberField, object, textField, timeField } from './otlp-json-fields.ts';
import { metricJson } from './otlp-json-metrics.ts';
import { attributesField, valueJson } from './otlp-json-values.ts';

const names = {
  traces: { scopes: 'scopeSpans', items: 'spans' },
  logs: { scopes: 'scopeLogs', items: 'logRecords' },
  metrics: { scopes: 'scopeMetrics', items: 'metrics' },
} as const;

/** JSON objects separated by commas, without brackets around. Neighbours with the same resource and scope objects share them. */
export function otlpJson(groups: readonly RecordGroup[]): string {
  const parts: string[] = [];
  for (let first = 0; first < groups.length;) {
    const { resource, signal } = groups[first] as RecordGroup;
    const scopes: string[] = [];
    let at = first;
    while (at < groups.length && groups[at]?.resource === resource) {
      const { scope } = groups[at] as RecordGroup;
      const items: string[] = [];
      for (; at < groups.length && groups[at]?.resource === resource && groups[at]?.scope === scope; at++)
        addItems(items, groups[at] as RecordGroup);
      scopes.push(`{"scope":${scopeJson(scope)},"${names[signal].items}":[${items.join(',')}]${schemaField(scope)}}`);
    }
    parts.push(
      `{"resource":${resourceJson(resource)},"${names[signal].scopes}":[${scopes.join(',')}]${schemaField(resource)}}`,
    );
    first = at;
  }
  return parts.join(',');
}

function addItems(items: string[], group: RecordGroup): void {
  if (group.signal === 'traces') for (const span of group.items) items.push(spanJson(span));
  else if (group.signal === 'logs') for (const log of group.items) items.push(logJson(log));
  else for (const metric of group.items) items.push(metricJson(metric));
}

const schemaField = (owner: { readonly schemaUrl: string }): string => textField('schemaUrl', owner.schemaUrl);

function resourceJson(resource: ResourceRecord): string {
  return object(
    attributesField(resource.attributes) + numberField('droppedAttributesCount', resource.droppedAttributes),
  );
}

function scopeJson(scope: ScopeRecord): string {
  return object(
    textField('name', scope.name) +
      textField('version', scope.version) +
      attributesField(scope.attributes) +
      numberField('droppedAttributesCount', scope.droppedAttributes),
  );
}

function spanJson(span: SpanRecord): string {
  const status = numberField('code', span.statusCode) + textField('message', span.statusMessage);
  return object(
    idField('traceId', span.traceId) +
      idField('spanId', span.spanId) +
      textField('traceState', span.traceState) +
      idField('parentSpanId', span.parentId) +
      numberField('flags', span.flags) +
      textField('name', span.name) +
      numberField('kind', span.kind) +
      timeField('startTimeUnixNano', span.start) +
      timeField('endTimeUnixNano', span.end) +
      attributesField(span.attributes) +
      numberField('droppedAttributesCount', span.droppedAttributes) +
      listField('events', span.events, eventJson) +
      numberField('droppedEventsCount', span.droppedEvents) +
      listField('links', span.links, linkJson) +
      numberField('droppedLinksCount', span.droppedLinks) +
      (status === '' ? '' : `,"status":${object(status)}`),
  );
}

function eventJson(event: EventRecord): string {
  return object(
    timeField('timeUnixNano', event.time) +
      textField('name', event.name) +
      attributesField(event.attributes) +
      numberField('droppedAttributesCount', event.droppedAttributes),
  );
}

function linkJson(link: LinkRecord): string {
  return object(
    idField('traceId', link.traceId) +
      idField('spanId', link.spanId) +
      textField('traceState', link.traceState) +
      attributesField(link.attributes) +
      numberField('droppedAttributesCount', link.droppedAttributes) +
      numberField('flags', link.flags),
  );
}

function logJson(log: LogItem): string {
  return object(
    timeField('timeUnixNano', log.time) +
      timeField('observedTimeUnixNano', log.observed) +
      numberField('severityNumber', log.severity) +
      textField('severityText', log.severityText) +
      (log.body === undefined ? '' : `,"body":${valueJson(log.body)}`) +
      attributesField(log.attributes) +
      numberField('droppedAttributesCount', log.droppedAttributes) +
      numberField('flags', log.flags) +
      idField('traceId', log.traceId) +
      idField('spanId', log.spanId) +
      textField('eventName', log.eventName),
  );
}
