// The OTLP messages this decoder knows, for wrong wire types and for naming fields in complaints; the readers
// themselves switch on numbers. Source: opentelemetry-proto, {common,resource,trace,logs,metrics}/v1 and collector/*/v1.

type Wire = 0 | 1 | 2 | 5;

export interface FieldShape {
  readonly name: string;
  /** Expected wire type: 0 varint, 1 fixed64, 2 length-delimited, 5 fixed32. */
  readonly wire: Wire;
  readonly repeated: boolean;
  readonly message: (() => MessageShape) | undefined;
}

export type MessageShape = ReadonlyMap<number, FieldShape>;

export const one = (name: string, wire: Wire): FieldShape => ({ name, wire, repeated: false, message: undefined });
export const message = (name: string, of: () => MessageShape): FieldShape => ({
  name,
  wire: 2,
  repeated: false,
  message: of,
});
export const many = (name: string, of: () => MessageShape): FieldShape => ({
  name,
  wire: 2,
  repeated: true,
  message: of,
});

export function fieldOf(shape: MessageShape, number: number): FieldShape | undefined {
  return shape.get(number);
}

export const anyValueShape: MessageShape = new Map([
  [1, one('string_value', 2)],
  [2, one('bool_value', 0)],
  [3, one('int_value', 0)],
  [4, one('double_value', 1)],
  [5, message('array_value', () => arrayValueShape)],
  [6, message('kvlist_value', () => keyValueListShape)],
  [7, one('bytes_value', 2)],
]);

export const keyValueShape: MessageShape = new Map([
  [1, one('key', 2)],
  [2, message('value', () => anyValueShape)],
]);

export const arrayValueShape: MessageShape = new Map([[1, many('values', () => anyValueShape)]]);
export const keyValueListShape: MessageShape = new Map([[1, many('values', () => keyValueShape)]]);

/** entity_refs (3) is not read. */
export const resourceShape: MessageShape = new Map([
  [1, many('attributes', () => keyValueShape)],
  [2, one('dropped_attributes_count', 0)],
]);

export const scopeShape: MessageShape = new Map([
  [1, one('name', 2)],
  [2, one('version', 2)],
  [3, many('attributes', () => keyValueShape)],
  [4, one('dropped_attributes_count', 0)],
]);

export const eventShape: MessageShape = new Map([
  [1, one('time_unix_nano', 1)],
  [2, one('name', 2)],
  [3, many('attributes', () => keyValueShape)],
  [4, one('dropped_attributes_count', 0)],
]);

export const linkShape: MessageShape = new Map([
  [1, one('trace_id', 2)],
  [2, one('span_id', 2)],
  [3, one('trace_state', 2)],
  [4, many('attributes', () => keyValueShape)],
  [5, one('dropped_attributes_count', 0)],
  [6, one('flags', 5)],
]);

export const statusShape: MessageShape = new Map([
  [2, one('message', 2)],
  [3, one('code', 0)],
]);

export const spanShape: MessageShape = new Map([
  [1, one('trace_id', 2)],
  [2, one('span_id', 2)],
  [3, one('trace_state', 2)],
  [4, one('parent_span_id', 2)],
  [5, one('name', 2)],
  [6, one('kind', 0)],
  [7, one('start_time_unix_nano', 1)],
  [8, one('end_time_unix_nano', 1)],
  [9, many('attributes', () => keyValueShape)],
  [10, one('dropped_attributes_count', 0)],
  [11, many('events', () => eventShape)],
  [12, one('dropped_events_count', 0)],
  [13, many('links', () => linkShape)],
  [14, one('dropped_links_count', 0)],
  [15, message('status', () => statusShape)],
  [16, one('flags', 5)],
]);

export const logRecordShape: MessageShape = new Map([
  [1, one('time_unix_nano', 1)],
  [2, one('severity_number', 0)],
  [3, one('severity_text', 2)],
  [5, message('body', () => anyValueShape)],
  [6, many('attributes', () => keyValueShape)],
  [7, one('dropped_attributes_count', 0)],
  [8, one('flags', 5)],
  [9, one('trace_id', 2)],
  [10, one('span_id', 2)],
  [11, one('observed_time_unix_nano', 1)],
  [12, one('event_name', 2)],
]);

/** The groups of all signals differ only in names. */
export const scopeGroup = (items: string, item: MessageShape): MessageShape =>
  new Map([
    [1, message('scope', () => scopeShape)],
    [2, many(items, () => item)],
    [3, one('schema_url', 2)],
  ]);
export const resourceGroup = (scopes: string, oldScopes: string, scope: MessageShape): MessageShape =>
  new Map([
    [1, message('resource', () => resourceShape)],
    [2, many(scopes, () => scope)],
    [3, one('schema_url', 2)],
    [1000, many(oldScopes, () => scope)],
  ]);

export const scopeSpansShape = scopeGroup('spans', spanShape);
export const resourceSpansShape = resourceGroup('scope_spans', 'instrumentation_library_spans', scopeSpansShape);
export const tracesRequestShape: MessageShape = new Map([[1, many('resource_spans', () => resourceSpansShape)]]);

export const scopeLogsShape = scopeGroup('log_records', logRecordShape);
export const resourceLogsShape = resourceGroup('scope_logs', 'instrumentation_library_logs', scopeLogsShape);
export const logsRequestShape: MessageShape = new Map([[1, many('resource_logs', () => resourceLogsShape)]]);
