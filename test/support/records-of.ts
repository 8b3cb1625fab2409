// An OTLP message, decoded by the independent decoder, as record groups: one per scope, nothing merged.
import { parseSpanId, parseTraceId, type SpanId, type TraceId } from '../../src/contract/ids.ts';
import type { RecordGroup, ResourceRecord, ScopeRecord } from '../../src/contract/otlp-records.ts';
import { unixNanos } from '../../src/contract/time.ts';
import type { Attribute, AttributeMap, AttributeValue } from '../../src/contract/values.ts';
import type { Plain } from './otlp-oracle.ts';

const list = (value: unknown): Plain[] => (Array.isArray(value) ? (value as Plain[]) : []);
const record = (value: unknown): Plain => (typeof value === 'object' && value !== null ? (value as Plain) : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => Number(value ?? 0);
const time = (value: unknown) => unixNanos(BigInt(String(value ?? 0)));
const hexOf = (value: unknown): string => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : '');

function valueOf(value: unknown): AttributeValue {
  const v = record(value);
  if ('stringValue' in v) return text(v['stringValue']);
  if ('boolValue' in v) return v['boolValue'] === true;
  if ('intValue' in v) return BigInt(String(v['intValue']));
  if ('doubleValue' in v) return number(v['doubleValue']);
  if ('bytesValue' in v) return new Uint8Array(v['bytesValue'] as Uint8Array);
  if ('arrayValue' in v) return list(record(v['arrayValue'])['values']).map(valueOf);
  if ('kvlistValue' in v) {
    const pairs = attributesOf(record(v['kvlistValue'])['values']).map(({ key, value: inner }) => [key, inner]);
    return Object.fromEntries(pairs) as AttributeMap;
  }
  return undefined;
}

const attributesOf = (value: unknown): Attribute[] =>
  list(value).map((pair) => ({ key: text(pair['key']), value: valueOf(pair['value']) }));

const owned = (owner: Plain) => ({
  attributes: attributesOf(owner['attributes']),
  droppedAttributes: number(owner['droppedAttributesCount']),
});

function resourceOf(group: Plain): ResourceRecord {
  return { ...owned(record(group['resource'])), schemaUrl: text(group['schemaUrl']) };
}

function scopeOf(inner: Plain): ScopeRecord {
  const scope = record(inner['scope']);
  return {
    ...owned(scope),
    name: text(scope['name']),
    version: text(scope['version']),
    schemaUrl: text(inner['schemaUrl']),
  };
}

/** What `decodeOracle(tracesType, ...)` gave. */
export function spanGroupsOf(request: Plain): RecordGroup[] {
  return list(request['resourceSpans']).flatMap((group) => {
    const resource = resourceOf(group);
    return list(group['scopeSpans']).map((inner) => ({
      signal: 'traces' as const,
      resource,
      scope: scopeOf(inner),
      items: list(inner['spans']).map((span) => ({
        ...owned(span),
        traceId: hexOf(span['traceId']) as TraceId,
        spanId: hexOf(span['spanId']) as SpanId,
        parentId: parseSpanId(hexOf(span['parentSpanId'])),
        traceState: text(span['traceState']),
        name: text(span['name']),
        kind: number(span['kind']),
        start: time(span['startTimeUnixNano']),
        end: time(span['endTimeUnixNano']),
        flags: number(span['flags']),
        statusCode: number(record(span['status'])['code']),
        statusMessage: text(record(span['status'])['message']),
        events: list(span['events']).map((event) => ({
          ...owned(event),
          time: time(event['timeUnixNano']),
          name: text(event['name']),
        })),
        droppedEvents: number(span['droppedEventsCount']),
        links: list(span['links']).map((link) => ({
          ...owned(link),
          traceId: hexOf(link['traceId']) as TraceId,
          spanId: hexOf(link['spanId']) as SpanId,
          traceState: text(link['traceState']),
          flags: number(link['flags']),
        })),
        droppedLinks: number(span['droppedLinksCount']),
      })),
    }));
  });
}

/** What `decodeOracle(logsType, ...)` gave. */
export function logGroupsOf(request: Plain): RecordGroup[] {
  return list(request['resourceLogs']).flatMap((group) => {
    const resource = resourceOf(group);
    return list(group['scopeLogs']).map((inner) => ({
      signal: 'logs' as const,
      resource,
      scope: scopeOf(inner),
      items: list(inner['logRecords']).map((log) => ({
        ...owned(log),
        time: time(log['timeUnixNano']),
        observed: time(log['observedTimeUnixNano']),
        severity: number(log['severityNumber']),
        severityText: text(log['severityText']),
        body: valueOf(log['body']),
        flags: number(log['flags']),
        traceId: parseTraceId(hexOf(log['traceId'])),
        spanId: parseSpanId(hexOf(log['spanId'])),
        eventName: text(log['eventName']),
      })),
    }));
  });
}
