// What the file of an export is called, and what it holds in terms of the web.
import { basename } from 'node:path';
import { tableOf } from './export-signals.ts';
import type { ExportFormat, ExportOrder } from '../../contract/exports.ts';

const endings: Readonly<Record<ExportFormat, string>> = {
  'otlp-json': 'json',
  'otlp-jsonl': 'jsonl',
  'otlp-protobuf': 'pb',
  jaeger: 'jaeger.json',
  csv: 'csv',
  openmetrics: 'om.txt',
  otter: 'otter',
};
const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  'otlp-json': 'application/json',
  'otlp-jsonl': 'application/jsonl',
  'otlp-protobuf': 'application/x-protobuf',
  jaeger: 'application/json',
  csv: 'text/csv; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
  otter: 'application/vnd.sqlite3',
};

/** ASCII letters, digits, dots, dashes and underscores only. `path`: file of the run. */
export function exportName(order: ExportOrder, path: string): string {
  const run = basename(path, '.otter')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 80);
  const { format } = order;
  const table = format === 'csv' ? tableOf(order) : '';
  const suffix =
    table !== '' ? `-${table}` : order.signal === 'logs' || order.signal === 'metrics' ? `-${order.signal}` : '';
  const redacted = order.redact.trim() === '' ? '' : '-redacted';
  return `${partOf(order.what, run)}${suffix}${redacted}.${endings[format]}${order.gzip ? '.gz' : ''}`;
}

function partOf(what: ExportOrder['what'], run: string): string {
  switch (what.kind) {
    case 'run':
      return run;
    case 'search':
      return `${run}-search`;
    case 'spans':
      return `trace-${what.traceId}-${what.spanIds.length === 1 ? `span-${what.spanIds[0]}` : 'spans'}`;
    case 'traces':
      return what.traceIds.length === 1 ? `trace-${what.traceIds[0]}` : `${run}-${what.traceIds.length}-traces`;
    case 'metrics': {
      const [only] = what.metrics;
      return what.metrics.length === 1 && only !== undefined ? `${run}-${plainName(only)}` : run;
    }
    case 'query':
      return `${run}-query`;
  }
}

function plainName(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60);
}

export function exportMediaType({ format, gzip }: Pick<ExportOrder, 'format' | 'gzip'>): string {
  return gzip ? 'application/gzip' : mediaTypes[format];
}
