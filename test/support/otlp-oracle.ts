// An independent OTLP decoder (protobufjs over test/fixtures/otlp/otlp.proto), dumped in the form of batch-dump.ts,
// and a writer of OTLP/JSON from the same messages.
import { readFileSync } from 'node:fs';
import protobuf from 'protobufjs';
import type { Dump } from './batch-dump.ts';
import { doubleText } from './batch-dump.ts';

const { root } = protobuf.parse(readFileSync(new URL('../fixtures/otlp/otlp.proto', import.meta.url), 'utf8'), {
  keepCase: false,
});
export const tracesType = root.lookupType('otlp.ExportTraceServiceRequest');
export const logsType = root.lookupType('otlp.ExportLogsServiceRequest');
export const metricsType = root.lookupType('otlp.ExportMetricsServiceRequest');

/** A message as protobufjs' toObject gives it. */
export type Plain = { readonly [key: string]: unknown };

export const list = (value: unknown): Plain[] => (Array.isArray(value) ? (value as Plain[]) : []);
export const record = (value: unknown): Plain => (typeof value === 'object' && value !== null ? (value as Plain) : {});
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const number = (value: unknown): number => Number(value ?? 0);
export const integer = (value: unknown): string => String(value ?? 0);
const hexOf = (value: unknown): string => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : '');
export const idOf = (value: unknown): string => hexOf(value).replace(/^0+$/, '');

export function decodeOracle(type: protobuf.Type, bytes: Uint8Array): Plain {
  return type.toObject(type.decode(bytes), { longs: String });
}

function valueDump(value: unknown): Dump {
  const v = record(value);
  if ('stringValue' in v) return { text: text(v['stringValue']) };
  if ('boolValue' in v) return { bool: v['boolValue'] === true };
  if ('intValue' in v) return { int: integer(v['intValue']) };
  if ('doubleValue' in v) return { double: doubleText(number(v['doubleValue'])) };
  if ('bytesValue' in v) return { bytes: hexOf(v['bytesValue']) };
  if ('arrayValue' in v) return { array: list(record(v['arrayValue'])['values']).map(valueDump) };
  if ('kvlistValue' in v) return { map: attributesDump(record(v['kvlistValue'])['values']) };
  return { empty: true };
}

export function attributesDump(value: unknown): Dump[] {
  return list(value).map((pair) => [text(pair['key']), valueDump(pair['value'])]);
}

export function resourceDump(group: Plain): Dump {
  const resource = record(group['resource']);
  const service = list(resource['attributes']).findLast(
    (pair) => pair['key'] === 'service.name' && text(record(pair['value'])['stringValue']) !== '',
  );
  return {
    attributes: attributesDump(resource['attributes']),
    dropped: number(resource['droppedAttributesCount']),
    service: text(record(service?.['value'])['stringValue']),
    schemaUrl: text(group['schemaUrl']),
  };
}

export function scopeDump(group: Plain): Dump {
  const scope = record(group['scope']);
  return {
    name: text(scope['name']),
    version: text(scope['version']),
    attributes: attributesDump(scope['attributes']),
    dropped: number(scope['droppedAttributesCount']),
    schemaUrl: text(group['schemaUrl']),
  };
}

export function oracleSpans(request: Plain): Dump[] {
  return list(request['resourceSpans']).flatMap((group) =>
    list(group['scopeSpans']).flatMap((inner) =>
      list(inner['spans']).map((span) => spanDump(resourceDump(group), scopeDump(inner), span)),
    ),
  );
}

function spanDump(resource: Dump, scope: Dump, span: Plain): Dump {
  const status = record(span['status']);
  return {
    resource,
    scope,
    traceId: hexOf(span['traceId']),
    spanId: hexOf(span['spanId']),
    parentId: idOf(span['parentSpanId']),
    traceState: text(span['traceState']),
    name: text(span['name']),
    kind: number(span['kind']),
    start: integer(span['startTimeUnixNano']),
    end: integer(span['endTimeUnixNano']),
    flags: number(span['flags']),
    statusCode: number(status['code']),
    statusMessage: text(status['message']),
    attributes: attributesDump(span['attributes']),
    dropped: [
      number(span['droppedAttributesCount']),
      number(span['droppedEventsCount']),
      number(span['droppedLinksCount']),
    ],
    events: list(span['events']).map((event) => ({
      time: integer(event['timeUnixNano']),
      name: text(event['name']),
      attributes: attributesDump(event['attributes']),
      dropped: number(event['droppedAttributesCount']),
    })),
    links: list(span['links']).map((link) => ({
      traceId: hexOf(link['traceId']),
      spanId: hexOf(link['spanId']),
      traceState: text(link['traceState']),
      flags: number(link['flags']),
      attributes: attributesDump(link['attributes']),
      dropped: number(link['droppedAttributesCount']),
    })),
  };
}

export function oracleLogs(request: Plain): Dump[] {
  return list(request['resourceLogs']).flatMap((group) =>
    list(group['scopeLogs']).flatMap((inner) =>
      list(inner['logRecords']).map((log) => ({
        resource: resourceDump(group),
        scope: scopeDump(inner),
        time: integer(log['timeUnixNano']),
        observed: integer(log['observedTimeUnixNano']),
        severity: number(log['severityNumber']),
        severityText: text(log['severityText']),
        body: valueDump(log['body']),
        attributes: attributesDump(log['attributes']),
        dropped: number(log['droppedAttributesCount']),
        flags: number(log['flags']),
        traceId: idOf(log['traceId']),
        spanId: idOf(log['spanId']),
        eventName: text(log['eventName']),
      })),
    ),
  );
}

/** The message as OTLP/JSON: ids in hex, other bytes in base64, NaN and infinities as words, 64-bit numbers as texts. */
export function jsonOf(message: Plain): Uint8Array {
  const written = JSON.stringify(message, (key, value: unknown) => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString(key === 'bytesValue' ? 'base64' : 'hex');
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) return doubleText(value);
    return value;
  });
  return new TextEncoder().encode(written);
}
