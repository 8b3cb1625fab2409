// Records as the bytes of an OTLP request: Export<Trace|Logs|Metrics>ServiceRequest. Fields with their default value
// are left out, as every protobuf writer does. Format: opentelemetry-proto v1 (trace, logs, metrics, common, resource).
import type {
  EventRecord,
  LinkRecord,
  LogItem,
  RecordGroup,
  ResourceRecord,
  ScopeRecord,
  SpanRecord,
} from '../../contract/otlp-records.ts';
import { writeMetric } from './otlp-protobuf-metrics.ts';
import { writeAttributes, writeValue } from './otlp-protobuf-values.ts';
import { ProtoBytes } from './proto-bytes.ts';

/**
 * One request of all groups, which must be of one signal (TypeError otherwise); no groups give no bytes, an empty request.
 * Neighbours with the same resource object share a ResourceSpans, with the same scope object too a ScopeSpans.
 * By protobuf's rules requests one after the other are one request, so that a large one can be written piece by piece.
 * `out` must be empty; a caller that encodes often hands in the same one to reuse its memory.
 */
export function encodeOtlpProtobuf(groups: readonly RecordGroup[], out = new ProtoBytes()): Uint8Array<ArrayBuffer> {
  const signal = groups[0]?.signal;
  for (let first = 0; first < groups.length;) {
    const { resource } = groups[first] as RecordGroup;
    let end = first + 1;
    while (end < groups.length && groups[end]?.resource === resource) end += 1;
    const start = out.begin(1);
    writeResource(out, resource);
    for (let at = first; at < end;) {
      const { scope } = groups[at] as RecordGroup;
      const inner = out.begin(2);
      writeScope(out, scope);
      for (; at < end && groups[at]?.scope === scope; at++) {
        const group = groups[at] as RecordGroup;
        if (group.signal !== signal) throw new TypeError('a request holds items of one signal');
        writeItems(out, group);
      }
      if (scope.schemaUrl !== '') out.text(3, scope.schemaUrl);
      out.end(inner);
    }
    if (resource.schemaUrl !== '') out.text(3, resource.schemaUrl);
    out.end(start);
    first = end;
  }
  return out.take();
}

function writeResource(out: ProtoBytes, resource: ResourceRecord): void {
  const start = out.begin(1);
  writeAttributes(out, 1, resource.attributes);
  if (resource.droppedAttributes !== 0) out.uint32(2, resource.droppedAttributes);
  out.end(start);
}

function writeScope(out: ProtoBytes, scope: ScopeRecord): void {
  const start = out.begin(1);
  if (scope.name !== '') out.text(1, scope.name);
  if (scope.version !== '') out.text(2, scope.version);
  writeAttributes(out, 3, scope.attributes);
  if (scope.droppedAttributes !== 0) out.uint32(4, scope.droppedAttributes);
  out.end(start);
}

function writeItems(out: ProtoBytes, group: RecordGroup): void {
  if (group.signal === 'traces') for (const span of group.items) writeSpan(out, span);
  else if (group.signal === 'logs') for (const log of group.items) writeLog(out, log);
  else for (const metric of group.items) writeMetric(out, metric);
}

function writeSpan(out: ProtoBytes, span: SpanRecord): void {
  const start = out.begin(2);
  out.hex(1, span.traceId);
  out.hex(2, span.spanId);
  if (span.traceState !== '') out.text(3, span.traceState);
  if (span.parentId !== undefined) out.hex(4, span.parentId);
  if (span.name !== '') out.text(5, span.name);
  if (span.kind !== 0) out.uint32(6, span.kind);
  if (span.start !== 0n) out.fixed64(7, span.start);
  if (span.end !== 0n) out.fixed64(8, span.end);
  writeAttributes(out, 9, span.attributes);
  if (span.droppedAttributes !== 0) out.uint32(10, span.droppedAttributes);
  for (const event of span.events) writeEvent(out, event);
  if (span.droppedEvents !== 0) out.uint32(12, span.droppedEvents);
  for (const link of span.links) writeLink(out, link);
  if (span.droppedLinks !== 0) out.uint32(14, span.droppedLinks);
  if (span.statusCode !== 0 || span.statusMessage !== '') {
    const status = out.begin(15);
    if (span.statusMessage !== '') out.text(2, span.statusMessage);
    if (span.statusCode !== 0) out.uint32(3, span.statusCode);
    out.end(status);
  }
  if (span.flags !== 0) out.fixed32(16, span.flags);
  out.end(start);
}

function writeEvent(out: ProtoBytes, event: EventRecord): void {
  const start = out.begin(11);
  if (event.time !== 0n) out.fixed64(1, event.time);
  if (event.name !== '') out.text(2, event.name);
  writeAttributes(out, 3, event.attributes);
  if (event.droppedAttributes !== 0) out.uint32(4, event.droppedAttributes);
  out.end(start);
}

function writeLink(out: ProtoBytes, link: LinkRecord): void {
  const start = out.begin(13);
  out.hex(1, link.traceId);
  out.hex(2, link.spanId);
  if (link.traceState !== '') out.text(3, link.traceState);
  writeAttributes(out, 4, link.attributes);
  if (link.droppedAttributes !== 0) out.uint32(5, link.droppedAttributes);
  if (link.flags !== 0) out.fixed32(6, link.flags);
  out.end(start);
}

function writeLog(out: ProtoBytes, log: LogItem): void {
  const start = out.begin(2);
  // Also where it is 0: a request does not say which signal it carries, and by this field a record is known.
  out.fixed64(1, log.time);
  if (log.severity !== 0) out.uint32(2, log.severity);
  if (log.severityText !== '') out.text(3, log.severityText);
  if (log.body !== undefined) writeValue(out, 5, log.body);
  writeAttributes(out, 6, log.attributes);
  if (log.droppedAttributes !== 0) out.uint32(7, log.droppedAttributes);
  if (log.flags !== 0) out.fixed32(8, log.flags);
  if (log.traceId !== undefined) out.hex(9, log.traceId);
  if (log.spanId !== undefined) out.hex(10, log.spanId);
  if (log.observed !== 0n) out.fixed64(11, log.observed);
  if (log.eventName !== '') out.text(12, log.eventName);
  out.end(start);
}
