// One span as OTLP/JSON (opentelemetry-proto 1.x, JSON mapping): a whole ExportTraceServiceRequest, so that it can be
// read back by anything that takes OTLP. 64-bit numbers are decimal texts, ids hex, bytes base64; empty fields are left out.
import type { SpanDetails, SpanEvent, SpanLink } from '../../../contract/traces.ts';
import type { Attribute, AttributeValue } from '../../../contract/values.ts';

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Indented by two spaces. */
export function spanJson(span: SpanDetails): string {
  const request: Json = {
    resourceSpans: [
      {
        resource: {
          attributes: attributesJson(span.resource.attributes),
          droppedAttributesCount: count(span.resource.droppedAttributes),
        },
        scopeSpans: [
          {
            scope: {
              name: text(span.scope.name),
              version: text(span.scope.version),
              attributes: list(attributesJson(span.scope.attributes)),
              droppedAttributesCount: count(span.scope.droppedAttributes),
            },
            spans: [bodyOf(span)],
            schemaUrl: text(span.scope.schemaUrl),
          },
        ],
        schemaUrl: text(span.resource.schemaUrl),
      },
    ],
  };
  return JSON.stringify(request, undefined, 2);
}

function bodyOf(span: SpanDetails): Json {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentId,
    traceState: text(span.traceState),
    flags: count(span.flags),
    name: span.name,
    kind: span.kind,
    startTimeUnixNano: span.start.toString(),
    endTimeUnixNano: span.end.toString(),
    attributes: list(attributesJson(span.attributes)),
    droppedAttributesCount: count(span.droppedAttributes),
    events: list(span.events.map(eventJson)),
    droppedEventsCount: count(span.droppedEvents),
    links: list(span.links.map(linkJson)),
    droppedLinksCount: count(span.droppedLinks),
    status:
      span.statusCode === 0 && span.statusMessage === ''
        ? undefined
        : { code: count(span.statusCode), message: text(span.statusMessage) },
  };
}

function eventJson(event: SpanEvent): Json {
  return {
    timeUnixNano: event.time.toString(),
    name: event.name,
    attributes: list(attributesJson(event.attributes)),
    droppedAttributesCount: count(event.droppedAttributes),
  };
}

function linkJson(link: SpanLink): Json {
  return {
    traceId: link.traceId,
    spanId: link.spanId,
    traceState: text(link.traceState),
    attributes: list(attributesJson(link.attributes)),
    droppedAttributesCount: count(link.droppedAttributes),
  };
}

function attributesJson(attributes: readonly Attribute[]): readonly Json[] {
  return attributes.map(({ key, value }) => ({ key, value: valueJson(value) }));
}

function valueJson(value: AttributeValue): Json {
  if (value === undefined) return {};
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'bigint') return { intValue: value.toString() };
  if (typeof value === 'number') return { doubleValue: Number.isFinite(value) ? value : doubleWord(value) };
  if (value instanceof Uint8Array) return { bytesValue: base64(value) };
  if (isList(value)) return { arrayValue: { values: value.map(valueJson) } };
  return { kvlistValue: { values: Object.entries(value).map(([key, item]) => ({ key, value: valueJson(item) })) } };
}

/** How protobuf's JSON mapping writes what JSON has no number for. */
function doubleWord(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

function isList(value: object): value is readonly AttributeValue[] {
  return Array.isArray(value);
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

const text = (value: string): string | undefined => (value === '' ? undefined : value);
const count = (value: number): number | undefined => (value === 0 ? undefined : value);
const list = (values: readonly Json[]): readonly Json[] | undefined => (values.length === 0 ? undefined : values);
