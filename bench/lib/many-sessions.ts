// Many short sessions, as chat requests of a service: each a trace of a call, a model and a tool, of which only the call names
// the session; an event that names it, and two records that belong to it by their trace alone.
import type { SpanId, TraceId } from '../../src/contract/ids.ts';
import type { LogGroup, LogItem, SpanGroup, SpanRecord } from '../../src/contract/otlp-records.ts';
import { unixNanos, type UnixNanos } from '../../src/contract/time.ts';
import type { AttributeValue } from '../../src/contract/values.ts';
import { encodeOtlpProtobuf } from '../../src/main/encode/otlp-protobuf.ts';

/** Nanoseconds from one session to the next. */
const spacing = 50_000_000n;
const resource = {
  attributes: [{ key: 'service.name', value: 'assistant' }],
  droppedAttributes: 0,
  schemaUrl: '',
};
const scope = { name: 'bench', version: '1', attributes: [], droppedAttributes: 0, schemaUrl: '' };

export interface SessionRequests {
  readonly traces: Uint8Array<ArrayBuffer>;
  readonly logs: Uint8Array<ArrayBuffer>;
}

export const sessionName = (number: number): string => `session-${number.toString(36).padStart(6, '0')}`;

/** Requests for sessions `first` up to and without `end`. @param begun Unix nanoseconds of session 0 */
export function manySessions(first: number, end: number, begun: bigint): SessionRequests {
  const spans: SpanRecord[] = [];
  const logs: LogItem[] = [];
  for (let i = first; i < end; i++) {
    const at = unixNanos(begun + BigInt(i) * spacing);
    const trace = `5${i.toString(16).padStart(31, '0')}` as TraceId;
    const idOf = (span: number) => `7${(i * 4 + span).toString(16).padStart(15, '0')}` as SpanId;
    const span = (number: number, name: string, fields: Readonly<Record<string, AttributeValue>>): SpanRecord => ({
      traceId: trace,
      spanId: idOf(number),
      parentId: number === 1 ? undefined : idOf(1),
      traceState: '',
      name,
      kind: number === 1 ? 2 : 3,
      start: unixNanos(at + BigInt(number) * 1_000_000n),
      end: unixNanos(at + BigInt(number) * 1_000_000n + 40_000_000n),
      flags: 0,
      statusCode: i % 50 === 7 && number === 2 ? 2 : 0,
      statusMessage: '',
      attributes: pairsOf(fields),
      droppedAttributes: 0,
      events: [],
      droppedEvents: 0,
      links: [],
      droppedLinks: 0,
    });
    spans.push(
      span(1, 'POST /v1/chat', { 'session.id': sessionName(i), 'http.request.method': 'POST' }),
      span(2, 'chat small-7b', {
        'gen_ai.operation.name': 'chat',
        'gen_ai.usage.input_tokens': BigInt(200 + (i % 900)),
        'gen_ai.usage.output_tokens': BigInt(20 + (i % 300)),
      }),
      span(3, 'execute_tool search', { 'gen_ai.operation.name': 'execute_tool' }),
    );
    logs.push(
      record(at, trace, 'request.accepted', 'accepted', { 'session.id': sessionName(i) }),
      record(unixNanos(at + 2_000_000n), trace, '', `asks the model, attempt ${1 + (i % 3)}`, {}),
      record(unixNanos(at + 30_000_000n), trace, '', 'the model has answered', {}),
    );
  }
  const traces: SpanGroup = { signal: 'traces', resource, scope, items: spans };
  const records: LogGroup = { signal: 'logs', resource, scope, items: logs };
  return { traces: encodeOtlpProtobuf([traces]), logs: encodeOtlpProtobuf([records]) };
}

function record(
  time: UnixNanos,
  trace: LogItem['traceId'],
  eventName: string,
  body: string,
  fields: Readonly<Record<string, AttributeValue>>,
): LogItem {
  return {
    time,
    observed: time,
    severity: 9,
    severityText: 'INFO',
    body,
    attributes: pairsOf(fields),
    droppedAttributes: 0,
    flags: 0,
    traceId: trace,
    spanId: undefined,
    eventName,
  };
}

function pairsOf(fields: Readonly<Record<string, AttributeValue>>) {
  return Object.entries(fields).map(([key, value]) => ({ key, value }));
}
