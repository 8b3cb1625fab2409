// Which trace and span a line belongs to, as its logger writes it. Only what is an id of the W3C trace context links: some
// services write a UUID where no tracer runs, or zeros outside of requests; those stay attributes.
import { parseSpanId, parseTraceId, type SpanId, type TraceId } from '../../../contract/ids.ts';

/** In lower case, without `_`, `.` and `-`. */
const traceKeys: ReadonlySet<string> = new Set(['traceid', 'oteltraceid', '@tr']);
const spanKeys: ReadonlySet<string> = new Set(['spanid', 'otelspanid', '@sp']);

export function traceIdIn(key: string, value: unknown): TraceId | undefined {
  return typeof value === 'string' && value.length === 32 && traceKeys.has(bare(key)) ? parseTraceId(value) : undefined;
}

export function spanIdIn(key: string, value: unknown): SpanId | undefined {
  return typeof value === 'string' && value.length === 16 && spanKeys.has(bare(key)) ? parseSpanId(value) : undefined;
}

function bare(key: string): string {
  return key.toLowerCase().replace(/[_.-]/g, '');
}
