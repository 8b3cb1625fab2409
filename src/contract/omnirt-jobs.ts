// Jobs of OmniRT as records: stages and states as events, the run report as one event, spans as its own OTLP/HTTP exporter
// writes them (telemetry/otel.py), so that those that come both ways are taken once.
import type { LogItem, RecordGroup, ResourceRecord, ScopeRecord, SpanRecord } from './otlp-records.ts';
import { parseSpanId, parseTraceId, type TraceId } from './ids.ts';
import { SessionEvent } from './session-keys.ts';
import { unixNanos, type UnixNanos } from './time.ts';
import { valueOfJson } from './value-of-json.ts';
import type { Attribute } from './values.ts';
import { eventItem } from './event-records.ts';

/** An object of JSON. */
type Json = Readonly<Record<string, unknown>>;

const info = 9;
const warning = 13;
const error = 17;

export interface JobFacts {
  readonly id: string;
  readonly traceId: TraceId | undefined;
  readonly state: string;
  readonly over: boolean;
  readonly events: readonly unknown[];
}

const finalStates: ReadonlySet<unknown> = new Set(['succeeded', 'failed', 'cancelled']);

export function jobFacts(id: string, job: Json): JobFacts {
  return {
    id,
    traceId: typeof job['trace_id'] === 'string' ? parseTraceId(job['trace_id']) : undefined,
    state: textOf(job['state']),
    over: finalStates.has(job['state']),
    events: Array.isArray(job['events']) ? job['events'] : [],
  };
}

/** `undefined` for what is no event of a stage, and for those that only keep a connection alive. */
export function stageItem({ id, traceId }: JobFacts, found: unknown, observed: UnixNanos): LogItem | undefined {
  if (typeof found !== 'object' || found === null) return undefined;
  const { event, stage, timestamp_ms: millis, data } = found as Json;
  if (typeof event !== 'string' || event === '' || event === 'keep_alive') return undefined;
  const fields: Json = typeof data === 'object' && data !== null ? (data as Json) : {};
  const failed = /(?:error|failed)$/.test(event);
  const attributes: Attribute[] = [
    { key: 'omnirt.job_id', value: id },
    { key: 'stage', value: textOf(stage) },
    ...Object.entries(fields)
      .filter(([key, value]) => key !== 'job_id' && value !== null)
      .map(([key, value]): Attribute => ({ key, value: valueOfJson(value) })),
  ];
  const item = eventItem({
    // Beginnings and ends of one stage belong together, so its name goes first.
    name: stage === 'job' || textOf(stage) === '' ? event : `${textOf(stage)}.${event}`,
    time: nanosOf(millis) ?? observed,
    observed,
    severity: failed ? error : event === 'job_cancelled' ? warning : info,
    body: bodyOf(fields),
    attributes,
  });
  return { ...item, traceId };
}

function bodyOf({ error: said, model, cache_type: cache, step }: Json): string {
  if (typeof said === 'string') return said;
  if (typeof cache === 'string') return cache;
  if (typeof step === 'number') return `step ${step}`;
  return textOf(model);
}

/** Begin and end of the session of a job. */
export function sessionItem(facts: JobFacts, job: Json, ended: boolean, observed: UnixNanos): LogItem {
  const millis = ended ? job['finished_at_ms'] : (job['enqueued_at_ms'] ?? job['started_at_ms']);
  const state = ended ? facts.state : '';
  const item = eventItem({
    name: ended ? SessionEvent.ended : SessionEvent.began,
    time: nanosOf(millis) ?? observed,
    observed,
    severity: state === 'failed' ? error : info,
    body: state,
    attributes: [{ key: 'omnirt.job_id', value: facts.id }, ...(ended ? [{ key: 'state', value: state }] : [])],
  });
  return { ...item, traceId: facts.traceId };
}

/** The run report of a job that is over; of one without a result, what its job says. Bytes of artifacts are left out. */
export function reportItem(facts: JobFacts, job: Json, observed: UnixNanos): LogItem {
  const result = job['result'];
  const metadata = typeof result === 'object' && result !== null ? (result as Json)['metadata'] : undefined;
  const report: Json =
    typeof metadata === 'object' && metadata !== null
      ? (metadata as Json)
      : Object.fromEntries(Object.entries(job).filter(([key]) => key !== 'events' && key !== 'result' && key !== 'id'));
  return {
    ...reportEvent(report, facts.id, facts.state, nanosOf(job['finished_at_ms']) ?? observed, observed),
    traceId: facts.traceId,
  };
}

function reportEvent(report: Json, job: string, state: string, time: UnixNanos, observed: UnixNanos): LogItem {
  const said = textOf(report['error']);
  return eventItem({
    name: 'omnirt.run_report',
    time,
    observed,
    severity: said !== '' || state === 'failed' ? error : info,
    body: said === '' ? `${textOf(report['task'])} ${textOf(report['model'])}`.trim() : said,
    attributes: [
      { key: 'omnirt.job_id', value: job },
      { key: 'state', value: state },
      { key: 'omnirt.run_report', value: valueOfJson(withoutBytes(report)) },
    ],
  });
}

function withoutBytes(report: Json): Json {
  const { artifacts } = report;
  if (!Array.isArray(artifacts)) return report;
  return {
    ...report,
    artifacts: artifacts.map((one: unknown) => {
      if (typeof one !== 'object' || one === null || !('data_b64' in one)) return one;
      const { data_b64: data, ...others } = one;
      return typeof data === 'string' ? { ...others, data_b64_length: data.length } : others;
    }),
  };
}

const scope: ScopeRecord = { name: 'omnirt', version: '1.0.0', attributes: [], droppedAttributes: 0, schemaUrl: '' };

/** Spans of the trace route; those without usable ids or times are left out. */
export function spanGroup(trace: Json, service: string): Extract<RecordGroup, { signal: 'traces' }> | undefined {
  const traceId = typeof trace['trace_id'] === 'string' ? parseTraceId(trace['trace_id']) : undefined;
  const spans = Array.isArray(trace['spans']) ? trace['spans'] : [];
  if (traceId === undefined) return undefined;
  const items = spans.flatMap((one: unknown): SpanRecord[] => {
    if (typeof one !== 'object' || one === null) return [];
    const { span_id: id, name, started_at_ms: from, ended_at_ms: to, status, attributes } = one as Json;
    const spanId = typeof id === 'string' ? parseSpanId(id) : undefined;
    const start = nanosOf(from);
    if (spanId === undefined || start === undefined) return [];
    return [
      {
        traceId,
        spanId,
        parentId: undefined,
        traceState: '',
        name: textOf(name),
        kind: 0,
        start,
        end: nanosOf(to) ?? start,
        flags: 0,
        statusCode: 0,
        statusMessage: textOf(status),
        attributes: Object.entries((attributes ?? {}) as Json).map(([key, value]) => ({
          key,
          value: pythonText(value),
        })),
        droppedAttributes: 0,
        events: [],
        droppedEvents: 0,
        links: [],
        droppedLinks: 0,
      },
    ];
  });
  if (items.length === 0) return undefined;
  const resource: ResourceRecord = {
    attributes: [
      { key: 'service.name', value: service },
      { key: 'omnirt.model', value: textOf(trace['model']) },
      { key: 'omnirt.task', value: textOf(trace['task']) },
    ],
    droppedAttributes: 0,
    schemaUrl: '',
  };
  return { signal: 'traces', resource, scope, items };
}

/** What `str()` of Python gives for a value of JSON, as far as numbers and plain values go. */
function pythonText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null || value === undefined) return 'None';
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

function nanosOf(millis: unknown): UnixNanos | undefined {
  if (typeof millis !== 'number' || !Number.isFinite(millis) || millis <= 0 || millis > 1e14) return undefined;
  return unixNanos(BigInt(Math.round(millis * 1000)) * 1000n);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
