// One stored trace in the JSON of Jaeger's UI API. Spans by start; an exact resend is given once.
// Format: the OTLP to Jaeger translation of opentelemetry-collector-contrib, then jaeger-query's conversion for its UI
// (ids without leading zeros in the high half, microseconds, tags sorted by key, a log's `event` first).
import { bytesOfHex, type SpanId, type TraceId } from '../../contract/ids.ts';
import type { EventRecord } from '../../contract/otlp-records.ts';
import type { SpanDetails } from '../../contract/traces.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import type { JaegerProcess, JaegerReference, JaegerSpan, JaegerTag, JaegerTrace } from './jaeger-answer.ts';
import { sortedTags, tagOf, tagsOfAttributes, tagsOfSpan } from './jaeger-tags.ts';
import { gatherSpans } from './trace-gather.ts';
import { tracePartsOf, type TracePart } from './trace-parts.ts';
import { detailsOf } from './trace-span.ts';

/** What an export leaves out or changes of a trace. */
export interface JaegerPart {
  readonly keep: (spanId: SpanId) => boolean;
  readonly change: (span: SpanDetails) => SpanDetails;
}

/** `undefined` when the run does not hold the trace. */
export function jaegerTrace(
  reader: RunReader,
  traceId: TraceId,
  alive: Alive,
  part?: JaegerPart,
): JaegerTrace | undefined {
  const parts = tracePartsOf(reader, bytesOfHex(traceId) as Uint8Array);
  if (parts.length === 0) return undefined;
  const spans = gatherSpans(reader, parts, alive);
  const order = Uint32Array.from({ length: spans.count }, (_, i) => i).toSorted((a, b) => {
    const one = spans.start[a] as bigint;
    const other = spans.start[b] as bigint;
    return one < other ? -1 : one > other ? 1 : a - b;
  });
  const processes = new Processes();
  const converted: JaegerSpan[] = [];
  for (const span of order) {
    if (converted.length % 1024 === 1023) alive();
    const { block } = parts[spans.part[span] as number] as TracePart;
    const row = spans.row[span] as number;
    const stored = detailsOf(reader, block, row);
    if (part?.keep(stored.spanId) === false) continue;
    const details = part?.change(stored) ?? stored;
    converted.push(spanOf(details, processes.idOf(block.resource[row] as number, details)));
  }
  return { traceID: jaegerTraceId(traceId), spans: converted, processes: processes.all, warnings: null };
}

/** Jaeger prints 64-bit trace ids with 16 digits. */
export function jaegerTraceId(traceId: TraceId): string {
  return traceId.startsWith('0000000000000000') ? traceId.slice(16) : traceId;
}

/** Numbers p1, p2, ... for processes that differ in service name or tags. */
class Processes {
  readonly all: Record<string, JaegerProcess> = {};
  readonly #byResource = new Map<number, string>();
  readonly #byContent = new Map<string, string>();

  idOf(resource: number, span: SpanDetails): string {
    const known = this.#byResource.get(resource);
    if (known !== undefined) return known;
    const process = processOf(span);
    const content = JSON.stringify(process);
    const id = this.#byContent.get(content) ?? `p${this.#byContent.size + 1}`;
    this.#byContent.set(content, id);
    this.#byResource.set(resource, id);
    this.all[id] = process;
    return id;
  }
}

function processOf({ resource }: SpanDetails): JaegerProcess {
  const tags = resource.attributes.filter((one) => one.key !== 'service.name');
  return { serviceName: resource.service, tags: sortedTags(tagsOfAttributes(tags)) };
}

function spanOf(span: SpanDetails, processID: string): JaegerSpan {
  const length = span.end > span.start ? span.end - span.start : 0n;
  return {
    traceID: jaegerTraceId(span.traceId),
    spanID: span.spanId,
    operationName: span.name,
    references: referencesOf(span),
    startTime: Number(span.start / 1000n),
    duration: Number(length / 1000n),
    tags: tagsOfSpan(span),
    logs: span.events.map(logOf),
    processID,
    warnings: null,
  };
}

/** The parent first. A link to the parent does not repeat it, but gives it its type. */
function referencesOf(span: SpanDetails): JaegerReference[] {
  const references: JaegerReference[] = [];
  const linkToParent = span.links.find((link) => link.traceId === span.traceId && link.spanId === span.parentId);
  if (span.parentId !== undefined) {
    const refType = linkToParent === undefined ? 'CHILD_OF' : refTypeOf(linkToParent.attributes);
    references.push({ refType, traceID: jaegerTraceId(span.traceId), spanID: span.parentId });
  }
  for (const link of span.links) {
    if (link.traceId === span.traceId && link.spanId === span.parentId) continue;
    references.push({ refType: refTypeOf(link.attributes), traceID: jaegerTraceId(link.traceId), spanID: link.spanId });
  }
  return references;
}

function refTypeOf(attributes: SpanDetails['attributes']): JaegerReference['refType'] {
  return attributes.some((one) => one.key === 'opentracing.ref_type' && one.value === 'child_of')
    ? 'CHILD_OF'
    : 'FOLLOWS_FROM';
}

function logOf(event: EventRecord): { timestamp: number; fields: JaegerTag[] } {
  const tags = sortedTags(tagsOfAttributes(event.attributes));
  const named = tags.filter((tag) => tag.key === 'event');
  const rest = tags.filter((tag) => tag.key !== 'event');
  const first = named.length > 0 || event.name === '' ? named : [tagOf('event', event.name)];
  return { timestamp: Number(event.time / 1000n), fields: [...first, ...rest] };
}
