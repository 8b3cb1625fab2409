// Traces to send, as OTLP/JSON: each test says what its spans are and sends them through the engine's real port.
import { request } from 'node:http';
import type { Engine } from './engine.ts';

export type Value = string | number | boolean | readonly string[];

export interface SpanSpec {
  readonly service: string;
  readonly name: string;
  /** 16 hexadecimal digits. */
  readonly id: string;
  readonly parent?: string;
  /** Milliseconds from the trace's start. */
  readonly at: number;
  readonly lasts: number;
  /** SpanKind 1 to 5; internal when not given. */
  readonly kind?: number;
  /** Status message of a failed span; '' for one without a message. */
  readonly error?: string;
  readonly attributes?: Readonly<Record<string, Value>>;
  readonly events?: readonly {
    readonly name: string;
    readonly at: number;
    readonly attributes?: Readonly<Record<string, Value>>;
  }[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
}

export interface TraceSpec {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** Unix milliseconds. */
  readonly start: number;
  readonly spans: readonly SpanSpec[];
}

/** 2026-01-15T09:30:00Z. */
export const morning = Date.UTC(2026, 0, 15, 9, 30);

/** Id of 16 or 32 digits that ends in `number`. */
export function hexId(number: number, digits: 16 | 32): string {
  return number.toString(16).padStart(digits, '0').replace(/^0/, 'a');
}

function anyValue(value: Value): unknown {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  return { arrayValue: { values: value.map(anyValue) } };
}

const attributesOf = (attributes: Readonly<Record<string, Value>> = {}): unknown[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));

function spanOf({ traceId, start }: TraceSpec, span: SpanSpec): unknown {
  const time = (millis: number): string => String(BigInt(start) * 1_000_000n + BigInt(Math.round(millis * 1e6)));
  return {
    traceId,
    spanId: span.id,
    ...(span.parent === undefined ? {} : { parentSpanId: span.parent }),
    name: span.name,
    kind: span.kind ?? 1,
    startTimeUnixNano: time(span.at),
    endTimeUnixNano: time(span.at + span.lasts),
    attributes: attributesOf(span.attributes),
    events: (span.events ?? []).map((event) => ({
      timeUnixNano: time(event.at),
      name: event.name,
      attributes: attributesOf(event.attributes),
    })),
    links: (span.links ?? []).map((link) => ({ ...link, attributes: attributesOf({ 'link.reason': 'batch' }) })),
    status: span.error === undefined ? {} : { code: 2, message: span.error },
  };
}

/** One request with all spans, one resource per service. */
export function requestOf(traces: readonly TraceSpec[]): string {
  const byService = new Map<string, unknown[]>();
  for (const trace of traces) {
    for (const span of trace.spans) {
      const own = byService.get(span.service) ?? [];
      byService.set(span.service, own);
      own.push(spanOf(trace, span));
    }
  }
  const resourceSpans = [...byService].map(([service, spans]) => ({
    resource: {
      attributes: attributesOf({
        'service.name': service,
        'service.version': '2.4.1',
        'deployment.environment.name': 'local',
      }),
    },
    scopeSpans: [{ scope: { name: `${service}/http`, version: '1.0.3' }, spans }],
  }));
  return JSON.stringify({ resourceSpans });
}

/** Posts to the OTLP/HTTP port; resolves to the status once it is answered. */
export function post(
  engine: Engine,
  path: string,
  body: string | Uint8Array,
  type = 'application/json',
): Promise<number> {
  const [host = '', port = ''] = engine.ready.otlp_http.split(':');
  return new Promise((resolve, reject) => {
    const call = request(
      { host, port: Number(port), method: 'POST', path, headers: { 'content-type': type } },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

/** Sends and waits until everything is stored. */
export async function send(engine: Engine, traces: readonly TraceSpec[], perRequest = 500): Promise<void> {
  for (let i = 0; i < traces.length; i += perRequest) {
    const status = await post(engine, '/v1/traces', requestOf(traces.slice(i, i + perRequest)));
    if (status !== 200) throw new Error(`the engine answered ${status}`);
  }
}
