// Rows of Llama Stack's trace_store.db as records. The database itself is read by the engine.
// Source: llama_stack/providers/utils/telemetry/sqlite_trace_store.py; times are ISO 8601 with microseconds, values of
// attributes are texts or what JSON has, and the default service name is a zero-width space.
import type { SpanRecord } from '../../../contract/otlp-records.ts';
import type { UnixNanos } from '../../../contract/time.ts';
import type { Attribute } from '../../../contract/values.ts';
import type { LlamaStackEvent } from './llama-stack-events.ts';
import { parseJson } from './parse-json.ts';
import { nanosOfIso } from './iso-nanos.ts';
import { isObject, plainSpan, spanIdOf, traceIdOf } from './record-parts.ts';
import { valueOfJson } from '../../../contract/value-of-json.ts';

export interface LlamaStackSpanRow {
  readonly span_id: unknown;
  readonly trace_id: unknown;
  readonly parent_span_id: unknown;
  readonly name: unknown;
  readonly start_time: unknown;
  readonly end_time: unknown;
  readonly attributes: unknown;
  readonly status: unknown;
  readonly kind: unknown;
}

export interface LlamaStackEventRow {
  readonly name: unknown;
  readonly timestamp: unknown;
  readonly attributes: unknown;
}

const kinds = ['', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];
const statuses = ['UNSET', 'OK', 'ERROR'];

/** Why it cannot be stored, in words, or the span, without events. */
export function llamaStackSpan(row: LlamaStackSpanRow): string | SpanRecord {
  const traceId = traceIdOf(row.trace_id);
  const spanId = spanIdOf(row.span_id);
  if (traceId === undefined || spanId === undefined) return 'spans without a usable trace or span id';
  const start = nanosOfIso(row.start_time);
  if (start === undefined) return 'spans without a usable start';
  const attributes = attributesOf(row.attributes);
  if (attributes === undefined) return 'spans whose attributes are no JSON object';
  return {
    ...plainSpan,
    traceId,
    spanId,
    parentId: spanIdOf(row.parent_span_id),
    name: text(row.name),
    kind: Math.max(0, kinds.indexOf(text(row.kind))),
    start,
    end: nanosOfIso(row.end_time) ?? start,
    statusCode: Math.max(0, statuses.indexOf(text(row.status))),
    attributes,
  };
}

/** A name of nothing but invisible characters is none. */
export function llamaStackService(name: unknown, nameless: string): string {
  const shown = text(name)
    .replaceAll(/[\u200b-\u200d\ufeff\s]+/g, ' ')
    .trim();
  return shown === '' ? nameless || 'llama-stack' : shown;
}

/** @param start of its span: the time of an event that has none */
export function llamaStackEvent(row: LlamaStackEventRow, start: UnixNanos): LlamaStackEvent {
  return {
    name: text(row.name),
    time: nanosOfIso(row.timestamp) ?? start,
    attributes: attributesOf(row.attributes) ?? [{ key: 'attributes', value: text(row.attributes) }],
  };
}

function attributesOf(value: unknown): Attribute[] | undefined {
  if (value === null || value === undefined || value === '') return [];
  try {
    const found = parseJson(text(value));
    if (found === null) return [];
    return isObject(found) ? Object.entries(found).map(([key, one]) => ({ key, value: valueOfJson(one) })) : undefined;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
