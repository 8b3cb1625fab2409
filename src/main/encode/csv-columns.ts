// What stands in the columns of the CSV tables of spans and of log records. Times are given twice: to be read, and exact.
import { isoOfUnixNanos } from '../../contract/iso-time.ts';
import type { LogItem, RecordGroup, ResourceRecord, ScopeRecord, SpanRecord } from '../../contract/otlp-records.ts';
import { textForm } from '../../contract/text-form.ts';
import type { UnixNanos } from '../../contract/time.ts';
import type { Attribute, AttributeValue } from '../../contract/values.ts';
import { csvRow, type CsvCell } from './csv.ts';

const kinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const statuses = ['unset', 'ok', 'error'];

const spanColumns = [
  'trace_id',
  'span_id',
  'parent_span_id',
  'service',
  'name',
  'kind',
  'start',
  'start_unix_nano',
  'duration_nano',
  'status',
  'status_message',
  'trace_state',
  'scope',
  'events',
  'links',
];
const logColumns = [
  'time',
  'time_unix_nano',
  'observed_unix_nano',
  'severity_number',
  'severity_text',
  'service',
  'body',
  'event_name',
  'trace_id',
  'span_id',
  'scope',
];

/** Without chosen columns all attributes stand in one, as JSON, and those of the resource in another. */
const attributeColumns = (chosen: readonly string[]): readonly string[] =>
  chosen.length === 0 ? ['attributes', 'resource'] : chosen;

export function csvHeader(table: 'spans' | 'logs', chosen: readonly string[]): string {
  return csvRow([...(table === 'spans' ? spanColumns : logColumns), ...attributeColumns(chosen)]);
}

/** Rows in the order of the groups. */
export function csvRows(groups: readonly RecordGroup[], chosen: readonly string[]): string {
  let text = '';
  for (const group of groups) {
    const { resource, scope } = group;
    const service = serviceOf(resource);
    const rest = (item: SpanRecord | LogItem): CsvCell[] => attributeCells(item, resource, scope, chosen);
    if (group.signal === 'traces')
      for (const span of group.items) text += csvRow([...spanCells(span, service, scope), ...rest(span)]);
    else if (group.signal === 'logs')
      for (const log of group.items) text += csvRow([...logCells(log, service, scope), ...rest(log)]);
  }
  return text;
}

function spanCells(span: SpanRecord, service: string, scope: ScopeRecord): CsvCell[] {
  return [
    span.traceId,
    span.spanId,
    span.parentId,
    service,
    span.name,
    kinds[span.kind] ?? span.kind,
    isoTime(span.start),
    span.start,
    span.end - span.start,
    statuses[span.statusCode] ?? span.statusCode,
    span.statusMessage,
    span.traceState,
    scope.name,
    span.events.length,
    span.links.length,
  ];
}

function logCells(log: LogItem, service: string, scope: ScopeRecord): CsvCell[] {
  return [
    isoTime(log.time === 0n ? log.observed : log.time),
    log.time,
    log.observed,
    log.severity,
    log.severityText,
    service,
    cellOf(log.body),
    log.eventName,
    log.traceId,
    log.spanId,
    scope.name,
  ];
}

/** Years beyond 9999 would not be read back by spreadsheets; the exact column has them. */
function isoTime(time: UnixNanos): string {
  return time === 0n || time >= 253_402_300_800_000_000_000n ? '' : isoOfUnixNanos(time);
}

function attributeCells(
  item: SpanRecord | LogItem,
  resource: ResourceRecord,
  scope: ScopeRecord,
  chosen: readonly string[],
): CsvCell[] {
  if (chosen.length === 0) return [listJson(item.attributes), listJson(resource.attributes)];
  return chosen.map((key) => {
    const own = valueOf(item.attributes, key);
    if (own.found) return own.cell;
    if (key.startsWith('resource.')) return valueOf(resource.attributes, key.slice('resource.'.length)).cell;
    return key.startsWith('scope.') ? valueOf(scope.attributes, key.slice('scope.'.length)).cell : undefined;
  });
}

function valueOf(attributes: readonly Attribute[], key: string): { readonly found: boolean; readonly cell: CsvCell } {
  const attribute = attributes.find((one) => one.key === key);
  return { found: attribute !== undefined, cell: cellOf(attribute?.value) };
}

function cellOf(value: AttributeValue): CsvCell {
  return typeof value === 'object' ? textForm(value) : value;
}

function listJson(attributes: readonly Attribute[]): string {
  return attributes.length === 0 ? '' : textForm(Object.fromEntries(attributes.map(({ key, value }) => [key, value])));
}

function serviceOf({ attributes }: ResourceRecord): string {
  const service = attributes.findLast(({ key, value }) => key === 'service.name' && value !== '')?.value;
  return typeof service === 'string' ? service : 'unknown_service';
}
