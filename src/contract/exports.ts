// What can be taken out of a run, in which form, and how an export is followed. Bytes come in pieces that the window
// pulls; a file on the desktop is written by the engine, to a place that only the shell's dialog names.
import type { RunId, SpanId, TraceId } from './ids.ts';
import type { UnixNanos } from './time.ts';

export type ExportFormat = 'otlp-json' | 'otlp-jsonl' | 'otlp-protobuf' | 'jaeger' | 'csv' | 'openmetrics' | 'otter';

/** Traces come out whole: all their spans, resent copies included. */
export type ExportWhat =
  | { readonly kind: 'run' }
  | { readonly kind: 'traces'; readonly traceIds: readonly TraceId[] }
  /** Spans of one trace by their ids; with `subtree` everything below them too. */
  | {
      readonly kind: 'spans';
      readonly traceId: TraceId;
      readonly spanIds: readonly SpanId[];
      readonly subtree: boolean;
    }
  | {
      readonly kind: 'search';
      /** A search text; empty is everything. */
      readonly where: string;
      /** Trace start, log time, or time of a sample, within [from, to]. */
      readonly from?: UnixNanos | undefined;
      readonly to?: UnixNanos | undefined;
    }
  /** Metrics by their name (as sent, or as Prometheus has it) or by a PromQL selector; without any, all of them. */
  | {
      readonly kind: 'metrics';
      readonly metrics: readonly string[];
      /** Time of a sample within [from, to]. */
      readonly from?: UnixNanos | undefined;
      readonly to?: UnixNanos | undefined;
    }
  /** What PromQL answers, as a CSV table. Unix milliseconds; `step` 0 with equal times is one moment. */
  | {
      readonly kind: 'query';
      readonly queries: readonly string[];
      readonly start: number;
      readonly end: number;
      readonly step: number;
    };

/** `all` of a search with words is traces and logs. */
export type ExportSignal = 'traces' | 'logs' | 'metrics' | 'all';
/** `samples` are those of metrics; `long` and `wide` tables of queries: a row per sample, or per time. */
export type CsvTable = 'traces' | 'spans' | 'logs' | 'samples' | 'long' | 'wide';

export interface ExportOrder {
  readonly run: RunId;
  readonly what: ExportWhat;
  readonly format: ExportFormat;
  /** `all` is possible in OTLP JSON lines and `.otter` only; `openmetrics` holds metrics only. */
  readonly signal: ExportSignal;
  /** CSV only. */
  readonly table?: CsvTable | undefined;
  /** CSV only: attribute keys that get a column each; `resource.<key>` and `scope.<key>` name those of resource and scope. */
  readonly columns?: readonly string[] | undefined;
  readonly gzip: boolean;
  /** Redaction rules as text (contract/redaction.ts); empty takes nothing away. */
  readonly redact: string;
}

/** Of an export so far, or of a piece. */
export interface ExportCounts {
  /** Spans, log records, samples of metrics, or rows. */
  readonly items: number;
  /** Those of them that are log records, */
  readonly logs: number;
  /** and those that are samples. */
  readonly samples: number;
}

/** Counts what is already in the bytes. */
export interface ExportPiece extends ExportCounts {
  readonly bytes: Uint8Array;
  readonly last: boolean;
}

export interface ExportStarted {
  readonly export: string;
  /** A good name for the file. */
  readonly name: string;
  readonly mediaType: string;
  /** Items that will come, where the run's own counters tell. */
  readonly expected: number | undefined;
}

export interface ExportState extends ExportCounts {
  /** `waiting` until somebody takes pieces or names a file. */
  readonly kind: 'waiting' | 'running' | 'done' | 'failed';
  readonly bytes: number;
  /** Why it failed; else empty. */
  readonly message: string;
}

/** How large a file would be. */
export type ExportEstimate =
  /** `about`: some of it was written and the rest taken to be alike; otherwise all of it was. */
  | ({ readonly kind: 'size'; readonly about: boolean; readonly bytes: number } & ExportCounts)
  /** Finding out would take too long. */
  | { readonly kind: 'unknown' };

/** What rules would take away: one row per rule, kind of owner and key, most frequent first. */
export interface RedactionPreview {
  readonly rows: readonly RedactionRow[];
  /** Values beyond the rows listed. */
  readonly more: number;
  /** Spans, log records and samples looked at, or rows of the table of traces. */
  readonly items: number;
}

export interface RedactionRow {
  /** Line of the rule, from 1. */
  readonly line: number;
  readonly action: 'remove' | 'replace';
  /** `span`, `event`, `link`, `resource`, `scope`, `log`, `point`, `exemplar`, or `text` for what is no attribute. */
  readonly owner: string;
  /** Attribute key, with those above it for a nested value; `body` for log bodies; else the field: `status message`, `span name`, … */
  readonly key: string;
  readonly count: number;
  /** Up to three different values as they are now, shortened. */
  readonly examples: readonly string[];
}

export interface ExportMethods {
  /** Answers once the run is open; nothing is read before the first piece. */
  'export.start': { request: ExportOrder; answer: ExportStarted };
  'export.piece': { request: { readonly export: string }; answer: ExportPiece };
  /** Of one that the engine writes into a file; answered for a minute after its end. */
  'export.state': { request: { readonly export: string }; answer: ExportState };
  'export.cancel': { request: { readonly export: string }; answer: Record<string, never> };
  /** Reads a sample, for a few seconds at most. */
  'export.estimate': { request: ExportOrder; answer: ExportEstimate };
  'export.preview': {
    request: Pick<ExportOrder, 'run' | 'what' | 'signal' | 'table' | 'redact'>;
    answer: RedactionPreview;
  };
}
