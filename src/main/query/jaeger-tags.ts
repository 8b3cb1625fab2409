// Span fields as the tags that Jaeger makes of them; jaeger-search.ts is the way back.
// Format: the OTLP to Jaeger translation of opentelemetry-collector-contrib (pkg/translator/jaeger).
import type { SpanDetails } from '../../contract/traces.ts';
import type { Attribute, AttributeValue } from '../../contract/values.ts';
import type { JaegerTag } from './jaeger-answer.ts';
import { base64, textForm } from '../../contract/text-form.ts';

/** SpanKind by number; unspecified has no tag. */
export const kindNames = ['', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const statusNames = ['', 'OK', 'ERROR'] as const;

export function tagOf(key: string, value: AttributeValue): JaegerTag {
  if (typeof value === 'boolean') return { key, type: 'bool', value };
  if (typeof value === 'bigint') {
    const exact = value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
    return { key, type: 'int64', value: exact ? Number(value) : value.toString() };
  }
  if (typeof value === 'number') return { key, type: 'float64', value: Number.isFinite(value) ? value : String(value) };
  if (value instanceof Uint8Array) return { key, type: 'binary', value: base64(value) };
  return { key, type: 'string', value: textForm(value) };
}

function textTag(key: string, value: string): JaegerTag[] {
  return value === '' ? [] : [{ key, type: 'string', value }];
}

export function sortedTags(tags: readonly JaegerTag[]): JaegerTag[] {
  return tags.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

export function tagsOfAttributes(attributes: readonly Attribute[]): JaegerTag[] {
  return attributes.map(({ key, value }) => tagOf(key, value));
}

export function tagsOfSpan(span: SpanDetails): JaegerTag[] {
  const error: JaegerTag[] = span.statusCode === 2 ? [{ key: 'error', type: 'bool', value: true }] : [];
  return sortedTags([
    ...textTag('otel.scope.name', span.scope.name),
    ...textTag('otel.scope.version', span.scope.version),
    ...tagsOfAttributes(span.attributes),
    ...textTag('span.kind', kindNames[span.kind] ?? ''),
    ...textTag('otel.status_code', statusNames[span.statusCode] ?? ''),
    ...error,
    ...textTag('otel.status_description', span.statusMessage),
    ...textTag('w3c.tracestate', span.traceState),
  ]);
}
