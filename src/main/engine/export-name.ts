// What the file of an export is called, and what it holds in terms of the web.
import { basename } from 'node:path';
import type { ExportFormat, ExportOrder } from '../../contract/exports.ts';

const endings: Readonly<Record<ExportFormat, string>> = {
  'otlp-json': 'json',
  'otlp-jsonl': 'jsonl',
  'otlp-protobuf': 'pb',
  jaeger: 'jaeger.json',
  csv: 'csv',
  otter: 'otter',
};
const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  'otlp-json': 'application/json',
  'otlp-jsonl': 'application/jsonl',
  'otlp-protobuf': 'application/x-protobuf',
  jaeger: 'application/json',
  csv: 'text/csv; charset=utf-8',
  otter: 'application/vnd.sqlite3',
};

/** ASCII letters, digits, dots, dashes and underscores only. `path`: file of the run. */
export function exportName(order: ExportOrder, path: string): string {
  const run = basename(path, '.otter')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 80);
  const { format, what } = order;
  const part =
    what.kind === 'run'
      ? run
      : what.kind === 'search'
        ? `${run}-search`
        : what.kind === 'spans'
          ? `trace-${what.traceId}-${what.spanIds.length === 1 ? `span-${what.spanIds[0]}` : 'spans'}`
          : what.traceIds.length === 1
            ? `trace-${what.traceIds[0]}`
            : `${run}-${what.traceIds.length}-traces`;
  const table = format === 'csv' ? (order.table ?? (order.signal === 'logs' ? 'logs' : 'spans')) : '';
  const suffix = table !== '' ? `-${table}` : order.signal === 'logs' ? '-logs' : '';
  const redacted = order.redact.trim() === '' ? '' : '-redacted';
  return `${part}${suffix}${redacted}.${endings[format]}${order.gzip ? '.gz' : ''}`;
}

export function exportMediaType({ format, gzip }: Pick<ExportOrder, 'format' | 'gzip'>): string {
  return gzip ? 'application/gzip' : mediaTypes[format];
}
