// What is worked out about one trace: critical path, flame graph, self times, skewed clocks, values of one attribute.
// The methods and their formulas: docs/trace-analysis.md. Times are nanoseconds, relative to TraceColumns.start.
import type { RunId, TraceId } from './ids.ts';

/** Which rows an answer speaks of: those of the TraceColumns with the same fingerprint (trace-rows.ts). */
export interface OfRows {
  readonly rows: number;
  readonly fingerprint: number;
}

/** The chain of span segments that determines when the trace ends: ordered, disjoint, each inside its span. */
export interface CriticalPath extends OfRows {
  readonly segments: number;
  readonly row: Uint32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Sum of the segments; what is missing to the trace's duration are gaps in which no span of the chain ran. */
  readonly total: number;
}

/**
 * Frames in depth-first order; frame 0 is the whole trace. A frame's width is `total`: its own `self` and the totals of its
 * children, which therefore never exceed it.
 */
export interface FlameColumns extends OfRows {
  readonly frames: number;
  /** Frame of the parent; -1 for frame 0. */
  readonly parent: Int32Array;
  readonly depth: Uint32Array;
  /** Frames in the subtree, itself included. */
  readonly subtree: Uint32Array;
  readonly self: Float64Array;
  readonly total: Float64Array;
  /** Sum of the lengths of the frame's spans, and how much time passed while at least one of them ran. */
  readonly summed: Float64Array;
  readonly wall: Float64Array;
  readonly errors: Uint32Array;
  /** Rows of the frame's spans: `spanRows[firstSpan[frame] .. firstSpan[frame + 1])`, by start. */
  readonly firstSpan: Uint32Array;
  readonly spanRows: Uint32Array;
}

/** How wide a frame is: time in the spans themselves, or only the part of it that is on the critical path. */
export type FlameWeight = 'self' | 'critical';

/** `merged`: spans with the same path of service and name are one frame, widest first. `time`: one frame per span, by start. */
export type FlameOrder = 'merged' | 'time';

/** Times summed over the spans of each operation (service and name), or of each service. Most self time first. */
export interface SelfTimeTable extends OfRows {
  readonly count: number;
  /** Index into serviceNames and names of TraceColumns; `name` is only set per operation. */
  readonly service: Uint16Array;
  readonly name: Uint32Array;
  readonly spans: Uint32Array;
  readonly errors: Uint32Array;
  /** Sum of the spans' lengths. */
  readonly total: Float64Array;
  readonly self: Float64Array;
  readonly longest: Float64Array;
  /** Time on the critical path. */
  readonly path: Float64Array;
  /** Rows of the longest spans without children, longest first, at most 100. */
  readonly slowestLeaves: Uint32Array;
}

/** One clock that spans were stamped by: a host's where senders name it, else a service's. */
export interface TraceClock {
  /** `host.name` or service. */
  readonly name: string;
  /** What to add to the clock's times so that callers and called fit together; 0 where nothing speaks for skew. */
  readonly delta: number;
  /** Calls between this clock and the one it was compared with, and how many of them do not fit. */
  readonly calls: number;
  readonly outside: number;
  /** The clock it was compared with: index, or -1. */
  readonly against: number;
}

export interface TraceSkew extends OfRows {
  readonly clocks: readonly TraceClock[];
  /** Per row: index into `clocks`. */
  readonly clock: Uint16Array;
  /** Per row: 1 where the span lies outside of its parent in a way that only skewed clocks explain. */
  readonly outside: Uint8Array;
}

/** The values of one attribute over a trace, a dictionary column. */
export interface TraceAttributeColumn {
  readonly rows: number;
  /** 8 bytes per row. */
  readonly spanIds: Uint8Array;
  /** Per row: 0 where the span has no such attribute, else 1 + an index into `values`. */
  readonly value: Uint32Array;
  /** Text forms (text-form.ts), in the order of first appearance. */
  readonly values: readonly string[];
}

interface TraceRequest {
  readonly run: RunId;
  readonly traceId: TraceId;
}

/** `corrected`: with the clocks' deltas added to the times. */
interface AnalysisRequest extends TraceRequest {
  readonly corrected: boolean;
}

export interface TraceAnalysisMethods {
  'trace.criticalPath': { request: AnalysisRequest; answer: CriticalPath };
  'trace.flame': {
    request: AnalysisRequest & { readonly order: FlameOrder; readonly weight: FlameWeight };
    answer: FlameColumns;
  };
  'trace.selfTimes': {
    request: AnalysisRequest & { readonly by: 'operation' | 'service' };
    answer: SelfTimeTable;
  };
  'trace.skew': { request: TraceRequest; answer: TraceSkew };
  /** A span's own attribute, else its resource's, else its scope's. */
  'trace.attribute': { request: TraceRequest & { readonly key: string }; answer: TraceAttributeColumn };
  /** Keys of all attributes of the trace's spans, resources and scopes, sorted. */
  'trace.attributeKeys': { request: TraceRequest; answer: { readonly keys: readonly string[] } };
}
