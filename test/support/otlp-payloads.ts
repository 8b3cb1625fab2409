// Realistic OTLP requests for tests and the bench, the same for the same seed: about 570 bytes a span in protobuf,
// 10 to 12 attributes a span, one resource_spans per service. Written without any part of src/main/decode.
import {
  type ModelAttribute,
  type ModelEvent,
  type ModelLog,
  type ModelResource,
  type ModelSpan,
  modelLogs,
  modelResources,
  modelSpans,
} from './otlp-model.ts';
import { ProtoWriter } from './proto-writer.ts';

export interface TraceRequestOptions {
  readonly seed: number;
  readonly spans: number;
  readonly startNanos?: bigint;
}

export interface LogRequestOptions {
  readonly seed: number;
  readonly records: number;
  readonly startNanos?: bigint;
}

/** 2026-01-01T00:00:00Z in Unix nanoseconds. */
export const payloadStart = 1_767_225_600_000_000_000n;
const SCOPE = { name: 'shop/instrumentation', version: '0.9.1' };

/** An ExportTraceServiceRequest in protobuf. */
export function makeTraceRequest(options: TraceRequestOptions): Uint8Array {
  const spans = modelSpans(options.seed, options.spans, options.startNanos ?? payloadStart);
  return writeGroups(spans, writeSpan);
}

/** An ExportLogsServiceRequest in protobuf. */
export function makeLogRequest(options: LogRequestOptions): Uint8Array {
  const logs = modelLogs(options.seed, options.records, options.startNanos ?? payloadStart);
  return writeGroups(logs, writeLog);
}

/** The same request as OTLP/JSON: hex ids, 64-bit numbers as strings. */
export function makeTraceRequestJson(options: TraceRequestOptions): Uint8Array {
  const spans = modelSpans(options.seed, options.spans, options.startNanos ?? payloadStart);
  return jsonBytes({ resourceSpans: jsonGroups(spans, 'scopeSpans', 'spans', jsonSpan) });
}

export function makeLogRequestJson(options: LogRequestOptions): Uint8Array {
  const logs = modelLogs(options.seed, options.records, options.startNanos ?? payloadStart);
  return jsonBytes({ resourceLogs: jsonGroups(logs, 'scopeLogs', 'logRecords', jsonLog) });
}

interface OfService {
  readonly service: number;
}

function byService<T extends OfService>(items: readonly T[]): [ModelResource, T[]][] {
  return modelResources()
    .map((resource, i): [ModelResource, T[]] => [resource, items.filter((item) => item.service === i)])
    .filter(([, own]) => own.length > 0);
}

function writeGroups<T extends OfService>(
  items: readonly T[],
  write: (writer: ProtoWriter, item: T) => void,
): Uint8Array {
  const request = new ProtoWriter();
  for (const [resource, own] of byService(items)) {
    request.message(1, (group) => {
      group.message(1, (body) => writeAttributes(body, 1, resource.attributes));
      group.message(2, (scope) => {
        scope.message(1, (body) => body.text(1, SCOPE.name).text(2, SCOPE.version));
        for (const item of own) scope.message(2, (body) => write(body, item));
      });
    });
  }
  return request.finish();
}

function writeAttributes(writer: ProtoWriter, field: number, attributes: readonly ModelAttribute[]): void {
  for (const [key, value] of attributes) {
    writer.message(field, (pair) => {
      pair.text(1, key).message(2, (any) => {
        if (typeof value === 'string') any.text(1, value);
        else if (typeof value === 'boolean') any.varint(2, value ? 1 : 0);
        else if (typeof value === 'bigint' || Number.isInteger(value)) any.varint(3, value);
        else any.double(4, value);
      });
    });
  }
}

function writeSpan(writer: ProtoWriter, span: ModelSpan): void {
  writer.bytes(1, span.traceId).bytes(2, span.spanId);
  if (span.parentId !== undefined) writer.bytes(4, span.parentId);
  writer.text(5, span.name).varint(6, span.kind).fixed64(7, span.start).fixed64(8, span.end);
  writeAttributes(writer, 9, span.attributes);
  for (const event of span.events) {
    writer.message(11, (body) => {
      body.fixed64(1, event.time).text(2, event.name);
      writeAttributes(body, 3, event.attributes);
    });
  }
  writer.message(15, (status) => {
    if (span.statusMessage !== '') status.text(2, span.statusMessage);
    if (span.statusCode !== 0) status.varint(3, span.statusCode);
  });
  writer.fixed32(16, 0x101);
}

function writeLog(writer: ProtoWriter, log: ModelLog): void {
  writer.fixed64(1, log.time).varint(2, log.severity).text(3, log.severityText);
  writer.message(5, (body) => body.text(1, log.body));
  writeAttributes(writer, 6, log.attributes);
  if (log.traceId !== undefined) writer.fixed32(8, 1).bytes(9, log.traceId);
  if (log.spanId !== undefined) writer.bytes(10, log.spanId);
  writer.fixed64(11, log.time + 40_000n);
}

function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function jsonGroups<T extends OfService>(
  items: readonly T[],
  scopes: string,
  list: string,
  write: (item: T) => unknown,
): unknown[] {
  return byService(items).map(([resource, own]) => ({
    resource: { attributes: jsonAttributes(resource.attributes) },
    [scopes]: [{ scope: SCOPE, [list]: own.map(write) }],
  }));
}

function jsonAttributes(attributes: readonly ModelAttribute[]): unknown[] {
  return attributes.map(([key, value]) => {
    if (typeof value === 'string') return { key, value: { stringValue: value } };
    if (typeof value === 'boolean') return { key, value: { boolValue: value } };
    if (typeof value === 'bigint' || Number.isInteger(value)) return { key, value: { intValue: String(value) } };
    return { key, value: { doubleValue: value } };
  });
}

function jsonSpan(span: ModelSpan): unknown {
  return {
    traceId: hexOf(span.traceId),
    spanId: hexOf(span.spanId),
    ...(span.parentId === undefined ? {} : { parentSpanId: hexOf(span.parentId) }),
    name: span.name,
    kind: span.kind,
    startTimeUnixNano: String(span.start),
    endTimeUnixNano: String(span.end),
    attributes: jsonAttributes(span.attributes),
    events: span.events.map((event: ModelEvent) => ({
      timeUnixNano: String(event.time),
      name: event.name,
      attributes: jsonAttributes(event.attributes),
    })),
    status: { ...(span.statusMessage === '' ? {} : { message: span.statusMessage }), code: span.statusCode },
    flags: 0x101,
  };
}

function jsonLog(log: ModelLog): unknown {
  return {
    timeUnixNano: String(log.time),
    observedTimeUnixNano: String(log.time + 40_000n),
    severityNumber: log.severity,
    severityText: log.severityText,
    body: { stringValue: log.body },
    attributes: jsonAttributes(log.attributes),
    ...(log.traceId === undefined ? {} : { flags: 1, traceId: hexOf(log.traceId) }),
    ...(log.spanId === undefined ? {} : { spanId: hexOf(log.spanId) }),
  };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
