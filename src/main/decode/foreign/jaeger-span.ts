// One span and one process of Jaeger's JSON as records. Fields of OpenTelemetry that Jaeger writes as tags (kind, status,
// scope, trace state) become fields again.
import type {
  EventRecord,
  LinkRecord,
  ResourceRecord,
  ScopeRecord,
  SpanRecord,
} from '../../../contract/otlp-records.ts';
import type { SpanId, TraceId } from '../../../contract/ids.ts';
import type { Attribute, AttributeValue } from '../../../contract/values.ts';
import { bytesOfBase64 } from './base64-bytes.ts';
import {
  endAfter,
  isObject,
  listOf,
  nanosOfMicros,
  noScope,
  plainSpan,
  resourceOf,
  spanIdOf,
  textOf,
  traceIdOf,
} from './record-parts.ts';
import { valueOfJson } from '../../../contract/value-of-json.ts';

const kinds = ['', 'internal', 'server', 'client', 'producer', 'consumer'];
const statuses = ['UNSET', 'OK', 'ERROR'];

export function jaegerResource(value: unknown): ResourceRecord {
  const process = isObject(value) ? value : {};
  const name = textOf(process['serviceName']);
  const service: readonly Attribute[] = name === '' ? [] : [{ key: 'service.name', value: name }];
  return resourceOf([
    ...service,
    ...tagsOf(process['tags']).filter((one) => name === '' || one.key !== 'service.name'),
  ]);
}

/** Why it cannot be stored, in words, or the span with its scope. */
export function jaegerSpan(value: unknown): string | { readonly span: SpanRecord; readonly scope: ScopeRecord } {
  if (!isObject(value)) return 'spans that are no objects';
  const traceId = traceIdOf(value['traceID']);
  const spanId = spanIdOf(value['spanID']);
  if (traceId === undefined || spanId === undefined) return 'spans without a usable trace or span id';
  const start = nanosOfMicros(value['startTime']);
  if (start === undefined) return 'spans without a usable start';
  const tags = new Map<string, AttributeValue>();
  const attributes: Attribute[] = [];
  for (const tag of tagsOf(value['tags'])) {
    if (isField(tag)) tags.set(tag.key, tag.value);
    else attributes.push(tag);
  }
  const warnings = listOf(value['warnings']).filter((one) => typeof one === 'string');
  if (warnings.length > 0) attributes.push({ key: 'jaeger.warnings', value: warnings });
  const { parentId, links } = referencesOf(value, traceId);
  const status = tags.get('otel.status_code');
  const span: SpanRecord = {
    ...plainSpan,
    traceId,
    spanId,
    parentId,
    name: textOf(value['operationName']),
    kind: Math.max(0, kinds.indexOf(textOf(tags.get('span.kind')))),
    start,
    end: endAfter(start, value['duration']),
    flags: typeof value['flags'] === 'number' ? value['flags'] & 0xff : 0,
    statusCode: status === undefined ? (tags.get('error') === true ? 2 : 0) : statuses.indexOf(textOf(status)),
    statusMessage: textOf(tags.get('otel.status_description')),
    traceState: textOf(tags.get('w3c.tracestate')),
    attributes,
    events: listOf(value['logs']).flatMap(eventOf),
    links,
  };
  return { span, scope: scopeOf(tags) };
}

/** Tags that stand for a field, where their value is one that the field can have; others stay what they are. */
function isField({ key, value }: Attribute): boolean {
  switch (key) {
    case 'span.kind':
      return kinds.indexOf(textOf(value)) > 0;
    case 'otel.status_code':
      return statuses.includes(textOf(value));
    case 'error':
      return value === true;
    case 'otel.status_description':
    case 'w3c.tracestate':
    case 'otel.scope.name':
    case 'otel.scope.version':
    case 'otel.library.name':
    case 'otel.library.version':
      return typeof value === 'string';
    default:
      return false;
  }
}

function scopeOf(tags: ReadonlyMap<string, AttributeValue>): ScopeRecord {
  const name = textOf(tags.get('otel.scope.name') ?? tags.get('otel.library.name'));
  const version = textOf(tags.get('otel.scope.version') ?? tags.get('otel.library.version'));
  return name === '' && version === '' ? noScope : { ...noScope, name, version };
}

function referencesOf(
  span: Readonly<Record<string, unknown>>,
  traceId: TraceId,
): { readonly parentId: SpanId | undefined; readonly links: readonly LinkRecord[] } {
  let parentId = spanIdOf(span['parentSpanID']);
  const links: LinkRecord[] = [];
  for (const one of listOf(span['references'])) {
    if (!isObject(one)) continue;
    const otherTrace = traceIdOf(one['traceID']);
    const other = spanIdOf(one['spanID']);
    if (otherTrace === undefined || other === undefined) continue;
    const childOf = one['refType'] === 'CHILD_OF';
    if (childOf && otherTrace === traceId && (parentId === undefined || parentId === other)) {
      parentId = other;
      continue;
    }
    links.push({
      traceId: otherTrace,
      spanId: other,
      traceState: '',
      flags: 0,
      attributes: [{ key: 'opentracing.ref_type', value: childOf ? 'child_of' : 'follows_from' }],
      droppedAttributes: 0,
    });
  }
  return { parentId, links };
}

function eventOf(value: unknown): EventRecord[] {
  if (!isObject(value)) return [];
  const time = nanosOfMicros(value['timestamp']);
  if (time === undefined) return [];
  const fields = tagsOf(value['fields']);
  const named = fields.findIndex((one) => one.key === 'event' && typeof one.value === 'string');
  const attributes = fields.filter((_, i) => i !== named);
  return [{ time, name: textOf(fields[named]?.value), attributes, droppedAttributes: 0 }];
}

function tagsOf(value: unknown): Attribute[] {
  return listOf(value).flatMap((one) =>
    isObject(one) && typeof one['key'] === 'string' && one['key'] !== ''
      ? [{ key: one['key'], value: tagValue(one['type'], one['value']) }]
      : [],
  );
}

function tagValue(type: unknown, value: unknown): AttributeValue {
  switch (type) {
    case 'int64':
      if (typeof value === 'string' && /^-?\d{1,19}$/.test(value)) return valueOfJson(BigInt(value));
      return valueOfJson(value);
    case 'float64':
      return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
        ? Number(value)
        : valueOfJson(value);
    case 'bool':
      return value === 'true' || (value === 'false' ? false : valueOfJson(value));
    case 'binary':
      return (typeof value === 'string' ? bytesOfBase64(value) : undefined) ?? valueOfJson(value);
    default:
      return valueOfJson(value);
  }
}
