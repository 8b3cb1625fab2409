// What the readers of foreign formats have in common: ids of other lengths, microseconds, values of JSON, empty records.
import { parseSpanId, parseTraceId, type SpanId, type TraceId } from '../../../contract/ids.ts';
import type { ResourceRecord, ScopeRecord, SpanRecord } from '../../../contract/otlp-records.ts';
import { unixNanos, type UnixNanos } from '../../../contract/time.ts';
import type { Attribute } from '../../../contract/values.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

const maxNanos = 2n ** 64n - 1n;

export const noScope: ScopeRecord = { name: '', version: '', attributes: [], droppedAttributes: 0, schemaUrl: '' };

/** Everything of a span that a format may not know. */
export const plainSpan: Omit<SpanRecord, 'traceId' | 'spanId' | 'name' | 'start' | 'end'> = {
  parentId: undefined,
  traceState: '',
  kind: 0,
  flags: 0,
  statusCode: 0,
  statusMessage: '',
  attributes: [],
  droppedAttributes: 0,
  events: [],
  droppedEvents: 0,
  links: [],
  droppedLinks: 0,
};

export function resourceOf(attributes: readonly Attribute[]): ResourceRecord {
  return { attributes, droppedAttributes: 0, schemaUrl: '' };
}

/** Shorter ids (64 bits in Jaeger and Zipkin, or without leading zeros) get zeros on the left. */
export function traceIdOf(value: unknown): TraceId | undefined {
  return typeof value === 'string' && value.length <= 32 ? parseTraceId(value.padStart(32, '0')) : undefined;
}

export function spanIdOf(value: unknown): SpanId | undefined {
  return typeof value === 'string' && value.length <= 16 ? parseSpanId(value.padStart(16, '0')) : undefined;
}

/** Microseconds, whole or with a fraction, as nanoseconds; `undefined` for what is no time from 1970 to 2554. */
export function nanosOfMicros(value: unknown): UnixNanos | undefined {
  const micros = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  let nanos: bigint;
  if (typeof micros === 'bigint') nanos = micros * 1000n;
  else if (typeof micros === 'number' && Number.isFinite(micros)) {
    const whole = Math.floor(micros);
    nanos = BigInt(whole) * 1000n + BigInt(Math.round((micros - whole) * 1000));
  } else return undefined;
  return nanos >= 0n && nanos <= maxNanos ? unixNanos(nanos) : undefined;
}

/** `start` and a length in microseconds; the end never leaves what 64 bits hold. */
export function endAfter(start: UnixNanos, micros: unknown): UnixNanos {
  const length = nanosOfMicros(micros) ?? unixNanos(0n);
  return unixNanos(start + length > maxNanos ? maxNanos : start + length);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
