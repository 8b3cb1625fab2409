// What a logs decoder hands to the store. Conventions as in span-batch.ts.
import type { AttributeColumns, Rejection, ResourceColumns, ScopeColumns } from './span-batch.ts';

export interface LogBatch {
  readonly signal: 'logs';
  bytes: Uint8Array;
  count: number;
  attributes: AttributeColumns;
  resources: ResourceColumns;
  scopes: ScopeColumns;
  resource: Uint32Array;
  scope: Uint32Array;
  /** Unix nanoseconds in two words; 0 where the sender gave none. */
  timeWords: Uint32Array;
  observedWords: Uint32Array;
  /** SeverityNumber 0 to 24. */
  severity: Uint8Array;
  severityTextStart: Uint32Array;
  severityTextLength: Uint32Array;
  /** Body: kind, slice and words exactly as an attribute value. */
  bodyKind: Uint8Array;
  bodyStart: Uint32Array;
  bodyLength: Uint32Array;
  bodyWords: Uint32Array;
  attributeStart: Uint32Array;
  attributeCount: Uint32Array;
  droppedAttributes: Uint32Array;
  flags: Uint32Array;
  /** 16 and 8 bytes, or NONE. */
  traceIdStart: Uint32Array;
  spanIdStart: Uint32Array;
  eventNameStart: Uint32Array;
  eventNameLength: Uint32Array;
  rejections: Rejection[];
  rejectedCount: number;
}
