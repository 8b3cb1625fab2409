// Span fields as the tags that Jaeger makes of them, in both directions: `tagsOfSpan` for answers, and `fieldTest` so
// that a search for error=true or span.kind=server finds spans that say so in a field.
// Format: the OTLP to Jaeger translation of opentelemetry-collector-contrib (pkg/translator/jaeger).
import type { SpanDetails } from '../../contract/traces.ts';
import type { Attribute, AttributeValue } from '../../contract/values.ts';
import type { JaegerTag } from './jaeger-answer.ts';
import type { FieldTest } from './span-condition.ts';
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

function test(matches: FieldTest['matches']): FieldTest {
  return { mayMatch: () => true, matches };
}

/** How a span may have the tag as a field, or `undefined` when Jaeger makes no such tag. */
export function fieldTest(key: string, value: string): FieldTest | undefined {
  switch (key) {
    case 'error':
      return value === 'true'
        ? { mayMatch: (summary) => summary.errors > 0, matches: (_, block, row) => block.statusCode[row] === 2 }
        : undefined;
    case 'span.kind':
      return test((_, block, row) => value !== '' && kindNames[block.kind[row] as number] === value);
    case 'otel.status_code':
      return test((_, block, row) => value !== '' && statusNames[block.statusCode[row] as number] === value);
    case 'otel.status_description':
      return test((_, block, row) => value !== '' && block.strings.text(block.statusMessage[row] as number) === value);
    case 'w3c.tracestate':
      return test((_, block, row) => value !== '' && block.strings.text(block.traceState[row] as number) === value);
    case 'otel.scope.name':
      return test((reader, block, row) => value !== '' && reader.scope(block.scope[row] as number).name === value);
    case 'otel.scope.version':
      return test((reader, block, row) => value !== '' && reader.scope(block.scope[row] as number).version === value);
    default:
      return undefined;
  }
}
