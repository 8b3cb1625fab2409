// Telemetry as plain records, in OpenTelemetry's terms: what readers of foreign files give, what a run is read out as,
// and what the writers of files take. For single spans and files; the way in through the ports never makes these.
import type { SpanId, TraceId } from './ids.ts';
import type { MetricRecord } from './metric-records.ts';
import type { UnixNanos } from './time.ts';
import type { Attribute, AttributeValue } from './values.ts';

export interface ResourceRecord {
  readonly attributes: readonly Attribute[];
  readonly droppedAttributes: number;
  readonly schemaUrl: string;
}

export interface ScopeRecord {
  readonly name: string;
  readonly version: string;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributes: number;
  readonly schemaUrl: string;
}

export interface EventRecord {
  readonly time: UnixNanos;
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributes: number;
}

export interface LinkRecord {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  readonly traceState: string;
  readonly flags: number;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributes: number;
}

export interface SpanRecord {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  readonly parentId: SpanId | undefined;
  readonly traceState: string;
  readonly name: string;
  /** SpanKind 0 to 5. */
  readonly kind: number;
  readonly start: UnixNanos;
  readonly end: UnixNanos;
  readonly flags: number;
  /** 0 unset, 1 ok, 2 error. */
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributes: number;
  readonly events: readonly EventRecord[];
  readonly droppedEvents: number;
  readonly links: readonly LinkRecord[];
  readonly droppedLinks: number;
}

export interface LogItem {
  /** 0 where the sender gave none. */
  readonly time: UnixNanos;
  readonly observed: UnixNanos;
  /** SeverityNumber 0 to 24. */
  readonly severity: number;
  readonly severityText: string;
  readonly body: AttributeValue;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributes: number;
  readonly flags: number;
  readonly traceId: TraceId | undefined;
  readonly spanId: SpanId | undefined;
  readonly eventName: string;
}

/** Items of one resource and one scope, in the order in which they were read. */
export interface SpanGroup {
  readonly signal: 'traces';
  readonly resource: ResourceRecord;
  readonly scope: ScopeRecord;
  readonly items: readonly SpanRecord[];
}
export interface LogGroup {
  readonly signal: 'logs';
  readonly resource: ResourceRecord;
  readonly scope: ScopeRecord;
  readonly items: readonly LogItem[];
}
/** A metric may come several times, each time with other points. */
export interface MetricGroup {
  readonly signal: 'metrics';
  readonly resource: ResourceRecord;
  readonly scope: ScopeRecord;
  readonly items: readonly MetricRecord[];
}
export type RecordGroup = SpanGroup | LogGroup | MetricGroup;
