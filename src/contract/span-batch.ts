// What a traces decoder hands to the store: one request as columns over its own bytes.
// No span object is ever made; texts, ids and nested values are slices [start, start+length) of `bytes`.
// Every array may be longer than its count (decoders reuse and grow them); only the first `count` entries hold.

/** "No slice here": used in *Start columns. */
export const NONE = 0xffffffff;

/**
 * Attributes of all owners of a batch, one row each. An owner (span, event, link, resource, scope) has a
 * contiguous range. `words` holds int (two's complement), double (IEEE 754) and bool (0 or 1) values as two
 * little-endian 32-bit words per row: low at 2*i, high at 2*i+1. `array` and `map` values are slices that hold
 * the body of an encoded ArrayValue or KeyValueList, whatever format the request had.
 */
export interface AttributeColumns {
  count: number;
  keyStart: Uint32Array;
  keyLength: Uint32Array;
  kind: Uint8Array;
  valueStart: Uint32Array;
  valueLength: Uint32Array;
  words: Uint32Array;
}

/** Resources (and below, scopes) of one request, in the order of arrival. */
export interface ResourceColumns {
  count: number;
  /** Slice that identifies the resource: two resources with equal bytes are the same resource. Includes its schema URL only through `schemaUrl*`. */
  rawStart: Uint32Array;
  rawLength: Uint32Array;
  attributeStart: Uint32Array;
  attributeCount: Uint32Array;
  dropped: Uint32Array;
  /** The `service.name` text, or NONE where the resource has none. */
  serviceStart: Uint32Array;
  serviceLength: Uint32Array;
  schemaUrlStart: Uint32Array;
  schemaUrlLength: Uint32Array;
}

export interface ScopeColumns {
  count: number;
  rawStart: Uint32Array;
  rawLength: Uint32Array;
  nameStart: Uint32Array;
  nameLength: Uint32Array;
  versionStart: Uint32Array;
  versionLength: Uint32Array;
  attributeStart: Uint32Array;
  attributeCount: Uint32Array;
  dropped: Uint32Array;
  schemaUrlStart: Uint32Array;
  schemaUrlLength: Uint32Array;
}

export interface SpanBatch {
  readonly signal: 'traces';
  /** The arena all slices point into: the request itself for protobuf, a built one for JSON. */
  bytes: Uint8Array;
  /** How many spans were accepted. */
  count: number;
  attributes: AttributeColumns;
  resources: ResourceColumns;
  scopes: ScopeColumns;
  /** Index into `resources` and `scopes`. */
  resource: Uint32Array;
  scope: Uint32Array;
  /** 16 bytes. */
  traceIdStart: Uint32Array;
  /** 8 bytes. */
  spanIdStart: Uint32Array;
  /** 8 bytes, or NONE for a root. */
  parentIdStart: Uint32Array;
  traceStateStart: Uint32Array;
  traceStateLength: Uint32Array;
  nameStart: Uint32Array;
  nameLength: Uint32Array;
  /** SpanKind 0 to 5 (unspecified, internal, server, client, producer, consumer). */
  kind: Uint8Array;
  /** Unix nanoseconds, two little-endian words per span as in AttributeColumns.words. */
  startWords: Uint32Array;
  endWords: Uint32Array;
  flags: Uint32Array;
  /** 0 unset, 1 ok, 2 error. */
  statusCode: Uint8Array;
  statusMessageStart: Uint32Array;
  statusMessageLength: Uint32Array;
  attributeStart: Uint32Array;
  attributeCount: Uint32Array;
  droppedAttributes: Uint32Array;
  eventStart: Uint32Array;
  eventCount: Uint32Array;
  droppedEvents: Uint32Array;
  linkStart: Uint32Array;
  linkCount: Uint32Array;
  droppedLinks: Uint32Array;
  events: EventColumns;
  links: LinkColumns;
  /** Items that were left out, and why; the rest of the batch is good. */
  rejections: Rejection[];
  rejectedCount: number;
}

export interface EventColumns {
  count: number;
  timeWords: Uint32Array;
  nameStart: Uint32Array;
  nameLength: Uint32Array;
  attributeStart: Uint32Array;
  attributeCount: Uint32Array;
  dropped: Uint32Array;
}

export interface LinkColumns {
  count: number;
  traceIdStart: Uint32Array;
  spanIdStart: Uint32Array;
  traceStateStart: Uint32Array;
  traceStateLength: Uint32Array;
  flags: Uint32Array;
  attributeStart: Uint32Array;
  attributeCount: Uint32Array;
  dropped: Uint32Array;
}

/** One item that was refused. At most 20 are kept per batch; `rejectedCount` counts all. */
export interface Rejection {
  /** Where in the request, e.g. `resource_spans[0].scope_spans[1].spans[7].trace_id`. */
  readonly field: string;
  /** Byte offset in the (decompressed) request; for JSON a character offset, or -1 where it is not known. */
  readonly offset: number;
  readonly reason: string;
}
