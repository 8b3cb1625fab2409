// One record as OTLP/JSON (opentelemetry-proto 1.x, JSON mapping): a whole ExportLogsServiceRequest, so that it can be
// read back by anything that takes OTLP. Empty fields are left out.
import type { LogDetails } from '../../../../contract/logs.ts';
import { attributesJson, valueJson, type Json } from '../../../data/otlp-json.ts';

/** Indented by two spaces. */
export function recordJson(record: LogDetails): string {
  const { resource, scope } = record;
  const request: Json = {
    resourceLogs: [
      {
        resource: {
          attributes: attributesJson(resource.attributes),
          droppedAttributesCount: count(resource.droppedAttributes),
        },
        scopeLogs: [
          {
            scope: {
              name: text(scope.name),
              version: text(scope.version),
              attributes: list(attributesJson(scope.attributes)),
              droppedAttributesCount: count(scope.droppedAttributes),
            },
            logRecords: [bodyOf(record)],
            schemaUrl: text(scope.schemaUrl),
          },
        ],
        schemaUrl: text(resource.schemaUrl),
      },
    ],
  };
  return JSON.stringify(request, undefined, 2);
}

function bodyOf(record: LogDetails): Json {
  return {
    timeUnixNano: time(record.sentTime),
    observedTimeUnixNano: time(record.observed),
    severityNumber: count(record.severity),
    severityText: text(record.severityText),
    body: record.body === undefined ? undefined : valueJson(record.body),
    attributes: list(attributesJson(record.attributes)),
    droppedAttributesCount: count(record.droppedAttributes),
    flags: count(record.flags),
    traceId: record.traceId,
    spanId: record.spanId,
    eventName: text(record.eventName),
  };
}

const time = (value: bigint): string | undefined => (value === 0n ? undefined : value.toString());
const text = (value: string): string | undefined => (value === '' ? undefined : value);
const count = (value: number): number | undefined => (value === 0 ? undefined : value);
const list = (values: readonly Json[]): readonly Json[] | undefined => (values.length === 0 ? undefined : values);
