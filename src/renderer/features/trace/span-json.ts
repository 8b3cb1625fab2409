// One span as OTLP/JSON (opentelemetry-proto 1.x, JSON mapping): a whole ExportTraceServiceRequest, so that it can be
// read back by anything that takes OTLP. 64-bit numbers are decimal texts, ids hex, bytes base64; empty fields are left out.
import type { EventRecord } from '../../../contract/otlp-records.ts';
import type { SpanDetails, SpanLink } from '../../../contract/traces.ts';
import { attributesJson, type Json } from '../../data/otlp-json.ts';

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

function eventJson(event: EventRecord): Json {
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
    flags: count(link.flags),
    attributes: list(attributesJson(link.attributes)),
    droppedAttributesCount: count(link.droppedAttributes),
  };
}

const text = (value: string): string | undefined => (value === '' ? undefined : value);
const count = (value: number): number | undefined => (value === 0 ? undefined : value);
const list = (values: readonly Json[]): readonly Json[] | undefined => (values.length === 0 ? undefined : values);
