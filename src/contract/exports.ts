// What can be taken out of a run, in which form, and how an export is followed. Bytes come in pieces that the window
// pulls; a file on the desktop is written by the engine, to a place that only the shell's dialog names.
import type { RunId, SpanId, TraceId } from './ids.ts';
import type { UnixNanos } from './time.ts';

export type ExportFormat = 'otlp-json' | 'otlp-jsonl' | 'otlp-protobuf' | 'jaeger' | 'csv' | 'otter';

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
      /** Trace start, or log time, within [from, to]. */
      readonly from?: UnixNanos | undefined;
      readonly to?: UnixNanos | undefined;
    };

export type ExportSignal = 'traces' | 'logs' | 'all';
export type CsvTable = 'traces' | 'spans' | 'logs';

export interface ExportOrder {
  readonly run: RunId;
  readonly what: ExportWhat;
  readonly format: ExportFormat;
  /** `all` is possible in OTLP JSON lines and `.otter` only. */
  readonly signal: ExportSignal;
  /** CSV only. */
  readonly table?: CsvTable | undefined;
  /** CSV only: attribute keys that get a column each; `resource.<key>` and `scope.<key>` name those of resource and scope. */
  readonly columns?: readonly string[] | undefined;
  readonly gzip: boolean;
  /** Redaction rules as text (contract/redaction.ts); empty takes nothing away. */
  readonly redact: string;
}

/** `items` counts spans, log records or rows that are already in the bytes; `logs` are those of them that are log records. */
export interface ExportPiece {
  readonly bytes: Uint8Array;
  readonly items: number;
  readonly logs: number;
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

export interface ExportState {
  /** `waiting` until somebody takes pieces or names a file. */
  readonly kind: 'waiting' | 'running' | 'done' | 'failed';
  readonly items: number;
  readonly logs: number;
  readonly bytes: number;
  /** Why it failed; else empty. */
  readonly message: string;
}

/** How large a file would be. */
export type ExportEstimate =
  /** `about`: some of it was written and the rest taken to be alike; otherwise all of it was. */
  | {
      readonly kind: 'size';
      readonly about: boolean;
      readonly items: number;
      readonly logs: number;
      readonly bytes: number;
    }
  /** Finding out would take too long. */
  | { readonly kind: 'unknown' };

/** What rules would take away: one row per rule, kind of owner and key, most frequent first. */
export interface RedactionPreview {
  readonly rows: readonly RedactionRow[];
  /** Values beyond the rows listed. */
  readonly more: number;
  /** Spans and log records looked at, or rows of the table of traces. */
  readonly items: number;
}

export interface RedactionRow {
  /** Line of the rule, from 1. */
  readonly line: number;
  readonly action: 'remove' | 'replace';
  /** `span`, `event`, `link`, `resource`, `scope`, `log`, or `text` for what is no attribute. */
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
