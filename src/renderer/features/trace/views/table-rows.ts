// The self-time table as rows that can be sorted and written as CSV.
import { serviceLabel } from '../../../../contract/service-label.ts';
import type { SelfTimeTable } from '../../../../contract/trace-analysis.ts';
import type { TraceColumns } from '../../../../contract/traces.ts';
import type { TableBy } from '../../../routes/trace-route.ts';
import { csvText } from '../../../ui/csv-text.ts';

/** Times in nanoseconds. */
export interface TableRow {
  readonly service: number;
  /** Index into the names of the trace; -1 in a table of services. */
  readonly name: number;
  readonly serviceName: string;
  readonly operation: string;
  readonly spans: number;
  readonly errors: number;
  readonly self: number;
  readonly total: number;
  readonly average: number;
  readonly longest: number;
  readonly path: number;
}

export type SortBy = 'operation' | 'spans' | 'errors' | 'self' | 'total' | 'average' | 'longest' | 'path';

export interface Sorting {
  readonly by: SortBy;
  readonly descending: boolean;
}

export function tableRows(table: SelfTimeTable, columns: TraceColumns, by: TableBy): readonly TableRow[] {
  return Array.from({ length: table.count }, (_, at): TableRow => {
    const service = table.service[at] as number;
    const name = by === 'service' ? -1 : (table.name[at] as number);
    const spans = table.spans[at] as number;
    const total = table.total[at] as number;
    return {
      service,
      name,
      serviceName: serviceLabel(columns.serviceNames[service] ?? ''),
      operation: name < 0 ? '' : columns.names[name] || '(no name)',
      spans,
      errors: table.errors[at] as number,
      self: table.self[at] as number,
      total,
      average: total / Math.max(1, spans),
      longest: table.longest[at] as number,
      path: table.path[at] as number,
    };
  });
}

/** Equal rows stay in the order of the table. */
export function sortedRows(rows: readonly TableRow[], { by, descending }: Sorting): readonly TableRow[] {
  const sign = descending ? -1 : 1;
  const text = (row: TableRow): string => `${row.operation}\n${row.serviceName}`;
  if (by === 'operation') return rows.toSorted((a, b) => sign * (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
  return rows.toSorted((a, b) => sign * (a[by] - b[by]));
}

/** The spans of a table row, longest first. */
export function rowsOfGroup(columns: TraceColumns, { service, name }: TableRow): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < columns.rows; row++) {
    if (columns.missing[row] === 1 || columns.service[row] !== service) continue;
    if (name < 0 || columns.name[row] === name) rows.push(row);
  }
  return rows.sort((a, b) => (columns.length[b] as number) - (columns.length[a] as number) || a - b);
}

/** Times in milliseconds; shares of the trace's duration as fractions. */
export function tableCsv(rows: readonly TableRow[], duration: number): string {
  const millis = (nanos: number): number => nanos / 1e6;
  const share = (nanos: number): number => (duration > 0 ? Number((nanos / duration).toFixed(6)) : 0);
  return csvText([
    [
      'service',
      'operation',
      'spans',
      'errors',
      'self_ms',
      'self_share',
      'total_ms',
      'average_ms',
      'max_ms',
      'critical_path_ms',
    ],
    ...rows.map((row) => [
      row.serviceName,
      row.operation,
      row.spans,
      row.errors,
      millis(row.self),
      share(row.self),
      millis(row.total),
      millis(row.average),
      millis(row.longest),
      millis(row.path),
    ]),
  ]);
}
