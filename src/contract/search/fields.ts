// What the name of a field means. A bare name that is listed here is a property of the span or record; every other name
// is an attribute, looked for in all places unless a prefix says where. A quoted name is always an attribute's.
import type { FieldName, SearchDomain } from './search.ts';

export type FieldType = 'text' | 'id' | 'choice' | 'severity' | 'duration' | 'time' | 'number';

export interface FieldInfo {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly type: FieldType;
  /** What a `choice` or `severity` can be. */
  readonly values?: readonly string[];
  /** true: of the whole trace, the same for all its spans. */
  readonly ofTrace?: true;
  /** One line for the editor's list. */
  readonly about: string;
}

/** SpanKind by number, 0 to 5. */
export const spanKinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
/** Status code by number, 0 to 2. */
export const statusNames = ['unset', 'ok', 'error'] as const;
/** Severity names and the first of the four SeverityNumbers of each. */
export const severityNames = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export const firstSeverity = (name: (typeof severityNames)[number]): number => 1 + 4 * severityNames.indexOf(name);

const shared: readonly FieldInfo[] = [
  { name: 'service', type: 'text', about: 'service.name of the resource' },
  { name: 'trace', aliases: ['trace.id', 'trace_id'], type: 'id', about: 'trace id, 32 hexadecimal digits' },
  { name: 'span', aliases: ['span.id', 'span_id'], type: 'id', about: 'span id, 16 hexadecimal digits' },
  { name: 'scope', aliases: ['scope.name'], type: 'text', about: 'name of the instrumentation scope' },
  { name: 'scope.version', type: 'text', about: 'version of the instrumentation scope' },
  { name: 'sender', type: 'text', about: 'process or address that sent it' },
];

const spanFields: readonly FieldInfo[] = [
  ...shared,
  { name: 'name', aliases: ['operation', 'span.name'], type: 'text', about: 'name of the span' },
  { name: 'kind', aliases: ['span.kind'], type: 'choice', values: spanKinds, about: 'kind of the span' },
  { name: 'status', aliases: ['span.status'], type: 'choice', values: statusNames, about: 'status code' },
  { name: 'status.message', type: 'text', about: 'status message' },
  { name: 'duration', aliases: ['span.duration'], type: 'duration', about: 'length of the span' },
  { name: 'start', type: 'time', about: 'start of the span' },
  { name: 'end', type: 'time', about: 'end of the span' },
  { name: 'parent', aliases: ['parent.id'], type: 'id', about: 'id of the parent span' },
  { name: 'event', aliases: ['event.name'], type: 'text', about: 'name of an event of the span' },
  { name: 'tracestate', type: 'text', about: 'W3C trace state of the span' },
  { name: 'trace.duration', type: 'duration', ofTrace: true, about: 'length of the whole trace' },
  { name: 'trace.spans', type: 'number', ofTrace: true, about: 'spans of the whole trace' },
  { name: 'trace.errors', type: 'number', ofTrace: true, about: 'failed spans of the whole trace' },
  { name: 'trace.service', type: 'text', ofTrace: true, about: 'any service that takes part in the trace' },
  { name: 'root.service', type: 'text', ofTrace: true, about: 'service of the root span' },
  { name: 'root.name', aliases: ['root.operation'], type: 'text', ofTrace: true, about: 'name of the root span' },
];

const logFields: readonly FieldInfo[] = [
  ...shared,
  { name: 'severity', aliases: ['level'], type: 'severity', values: severityNames, about: 'severity, trace to fatal' },
  { name: 'severity.text', type: 'text', about: 'severity as the sender wrote it' },
  { name: 'body', type: 'text', about: 'the message; body.a.b is a value inside of it' },
  { name: 'pattern', type: 'text', about: 'form of the message, as the list of patterns has it' },
  { name: 'time', aliases: ['timestamp'], type: 'time', about: 'time of the record' },
  { name: 'observed', type: 'time', about: 'when the record was observed' },
  { name: 'event', aliases: ['event.name'], type: 'text', about: 'event name of the record' },
];

export const fieldsOf = (domain: SearchDomain): readonly FieldInfo[] => (domain === 'spans' ? spanFields : logFields);

/** Where an attribute is looked for. `any`: everywhere; `own`: of the span or record itself. */
export type AttributePlace = 'any' | 'own' | 'resource' | 'scope' | 'event' | 'link';

export type Field =
  | { readonly kind: 'property'; readonly info: FieldInfo }
  | { readonly kind: 'attribute'; readonly place: AttributePlace; readonly key: string }
  /** A value inside a log body that is a map or JSON text. */
  | { readonly kind: 'body'; readonly path: readonly string[] };

const placesOf: Readonly<Record<SearchDomain, Readonly<Record<string, AttributePlace>>>> = {
  spans: { resource: 'resource', scope: 'scope', event: 'event', link: 'link', span: 'own' },
  logs: { resource: 'resource', scope: 'scope', log: 'own' },
};

export function resolveField({ name, quoted, prefix }: FieldName, domain: SearchDomain): Field {
  const places = placesOf[domain];
  if (prefix !== undefined) return { kind: 'attribute', place: places[prefix] ?? 'any', key: name };
  if (quoted) return { kind: 'attribute', place: 'any', key: name };
  const info = fieldsOf(domain).find((one) => one.name === name || one.aliases?.includes(name) === true);
  if (info !== undefined) return { kind: 'property', info };
  const dot = name.indexOf('.');
  if (dot > 0 && dot < name.length - 1) {
    const rest = name.slice(dot + 1);
    if (domain === 'logs' && name.startsWith('body.')) return { kind: 'body', path: rest.split('.') };
    const place = places[name.slice(0, dot)];
    if (place !== undefined) return { kind: 'attribute', place, key: rest };
  }
  return { kind: 'attribute', place: 'any', key: name };
}
