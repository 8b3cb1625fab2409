// One span of Zipkin v2 as a record. Kinds, times and tags as in the Zipkin translation of opentelemetry-collector-contrib.
import type { EventRecord, ResourceRecord, SpanRecord } from '../../../contract/otlp-records.ts';
import type { SpanId } from '../../../contract/ids.ts';
import type { Attribute } from '../../../contract/values.ts';
import {
  endAfter,
  isObject,
  listOf,
  nanosOfMicros,
  plainSpan,
  resourceOf,
  spanIdOf,
  textOf,
  traceIdOf,
  type JsonObject,
} from './record-parts.ts';
import { stableId } from './stable-id.ts';

const kinds: Readonly<Record<string, number>> = { SERVER: 2, CLIENT: 3, PRODUCER: 4, CONSUMER: 5 };
const statuses: Readonly<Record<string, number>> = { UNSET: 0, OK: 1, ERROR: 2 };
const fieldTags = new Set(['otel.status_code', 'otel.status_description', 'w3c.tracestate']);

export const isServerHalf = (span: JsonObject): boolean => span['shared'] === true;
export const isClientHalf = (span: JsonObject): boolean => span['shared'] !== true && span['kind'] === 'CLIENT';

/** Names the span id that two halves share; `undefined` without usable ids. */
export function sharedKey(span: JsonObject): string | undefined {
  const traceId = traceIdOf(span['traceId']);
  const spanId = spanIdOf(span['id']);
  return traceId === undefined || spanId === undefined ? undefined : traceId + spanId;
}

/** Why it cannot be stored, in words, or the span. `both`: client and server of this id are in the file. */
export function zipkinSpan(value: unknown, both: boolean): string | SpanRecord {
  if (!isObject(value)) return 'items that are no spans';
  const traceId = traceIdOf(value['traceId']);
  const id = spanIdOf(value['id']);
  if (traceId === undefined || id === undefined) return 'spans without a usable trace or span id';
  const noStart = value['timestamp'] === undefined;
  const start = noStart ? firstAnnotation(value) : nanosOfMicros(value['timestamp']);
  if (start === undefined) return 'spans without a usable timestamp';
  const tags = tagsOf(value['tags']);
  const tag = (key: string): string => textOf(tags.find((one) => one.key === key)?.value);
  const attributes: Attribute[] = tags.filter(({ key }) => !fieldTags.has(key));
  attributes.push(...endpointOf(value['remoteEndpoint'], 'network.peer', 'peer.service'));
  attributes.push(...endpointOf(value['localEndpoint'], 'network.local', undefined));
  if (noStart) attributes.push({ key: 'zipkin.start_from_annotation', value: true });
  const failed = tags.some(({ key, value: text }) => key === 'error' && text !== 'false');
  const clientId = stableId(`zipkin client of ${id}`, 8) as SpanId;
  const parent = spanIdOf(value['parentId']);
  const server = isServerHalf(value);
  return {
    ...plainSpan,
    traceId,
    spanId: both && isClientHalf(value) ? clientId : id,
    parentId: both && server ? clientId : parent === id ? undefined : parent,
    name: textOf(value['name']),
    kind: kinds[textOf(value['kind'])] ?? 0,
    start,
    end: endAfter(start, value['duration']),
    statusCode: statuses[tag('otel.status_code')] ?? (failed ? 2 : 0),
    statusMessage: tag('otel.status_description'),
    traceState: tag('w3c.tracestate'),
    attributes,
    events: listOf(value['annotations']).flatMap(eventOf),
  };
}

/** A function that answers the same object for the same local endpoint's service. */
export function createZipkinResources(): (span: unknown) => ResourceRecord {
  const known = new Map<string, ResourceRecord>();
  return (span) => {
    const endpoint = isObject(span) ? span['localEndpoint'] : undefined;
    const name = isObject(endpoint) ? textOf(endpoint['serviceName']) : '';
    const resource = known.get(name) ?? resourceOf(name === '' ? [] : [{ key: 'service.name', value: name }]);
    if (known.size < 10_000) known.set(name, resource);
    return resource;
  };
}

/** Tags are texts in Zipkin; whoever wrote something else is taken at their word. */
function tagsOf(value: unknown): readonly { readonly key: string; readonly value: string }[] {
  if (!isObject(value)) return [];
  return Object.entries(value).map(([key, text]) => ({
    key,
    value: typeof text === 'string' ? text : JSON.stringify(text),
  }));
}

function endpointOf(value: unknown, prefix: string, serviceKey: string | undefined): Attribute[] {
  if (!isObject(value)) return [];
  const service = textOf(value['serviceName']);
  const address = textOf(value['ipv4']) || textOf(value['ipv6']);
  const port = value['port'];
  return [
    ...(serviceKey === undefined || service === '' ? [] : [{ key: serviceKey, value: service }]),
    ...(address === '' ? [] : [{ key: `${prefix}.address`, value: address }]),
    ...(typeof port === 'number' && Number.isInteger(port) && port > 0
      ? [{ key: `${prefix}.port`, value: BigInt(port) }]
      : []),
  ];
}

function eventOf(value: unknown): EventRecord[] {
  const time = isObject(value) ? nanosOfMicros(value['timestamp']) : undefined;
  if (!isObject(value) || time === undefined) return [];
  return [{ time, name: textOf(value['value']), attributes: [], droppedAttributes: 0 }];
}

/** A span may have no timestamp while it is under way: then it begins with its first annotation. */
function firstAnnotation(span: JsonObject): SpanRecord['start'] | undefined {
  const times = listOf(span['annotations'])
    .flatMap(eventOf)
    .map(({ time }) => time);
  return times.length === 0 ? undefined : times.reduce((first, time) => (time < first ? time : first));
}
