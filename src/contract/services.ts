// Who calls whom: the service map of a run, and the operations of one service in it.
import type { RunId, TraceId } from './ids.ts';
import type { UnixNanos } from './time.ts';

/** What takes part in calls: a service that sends spans, or what a caller only named. */
export const participantKinds = ['service', 'database', 'messaging', 'model', 'external'] as const;
export type ParticipantKind = (typeof participantKinds)[number];

export interface ServicesRequest {
  readonly run: RunId;
  /** Calls that start within [from, to]. */
  readonly from?: UnixNanos | undefined;
  readonly to?: UnixNanos | undefined;
}

export interface ServicesMethods {
  'services.map': { request: ServicesRequest; answer: ServiceMap };
  /** Who calls whom within one trace. */
  'trace.services': { request: { readonly run: RunId; readonly traceId: TraceId }; answer: ServiceGraph };
  /** Operations of one service by the time spent in them, at most 200. */
  'services.operations': {
    request: ServicesRequest & { readonly service: string };
    answer: ServiceOperations;
  };
}

/** Calls that a participant got, or that one makes to another. Durations are nanoseconds, within 2.2 %; NaN without calls. */
export interface CallFigures {
  readonly calls: number;
  readonly errors: number;
  readonly p50: number;
  readonly p99: number;
}

export interface MapNode extends CallFigures {
  readonly kind: ParticipantKind;
  readonly name: string;
  /** Calls from outside of what is traced (roots), and from spans that were never received. */
  readonly fromOutside: number;
}

/** Indexes of `nodes`. The duration is the called span's; where nothing answers, the calling one's. */
export interface MapEdge extends CallFigures {
  readonly from: number;
  readonly to: number;
}

/** Nodes and edges with most calls first. */
export interface ServiceGraph {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}

export interface ServiceMap extends ServiceGraph {
  /** Starts of the first and the last call that is counted; undefined without any. */
  readonly first: UnixNanos | undefined;
  readonly last: UnixNanos | undefined;
  /** false: the run has more spans than are looked at; those of the newest blocks are. */
  readonly complete: boolean;
  readonly cursor: number;
}

export interface ServiceOperation extends CallFigures {
  readonly name: string;
  /** Nanoseconds of all its spans together. */
  readonly total: number;
}

export interface ServiceOperations {
  readonly operations: readonly ServiceOperation[];
  /** How many there are. */
  readonly count: number;
  readonly complete: boolean;
}
