import { expect, it } from 'vitest';
import type { SelfTimeTable } from '../../../../../src/contract/trace-analysis.ts';
import {
  rowsOfGroup,
  sortedRows,
  tableCsv,
  tableRows,
} from '../../../../../src/renderer/features/trace/views/table-rows.ts';
import { traceOf } from '../../draw/waterfall/synthetic-trace.ts';

const columns = traceOf([
  { parent: -1, offset: 0, length: 10e6, name: '=cmd, "x"', service: 'web' },
  { parent: 0, offset: 1e6, length: 2e6, name: 'read', service: 'db' },
  { parent: 0, offset: 4e6, length: 3e6, name: 'read', service: 'db' },
]);
const table: SelfTimeTable = {
  rows: 3,
  fingerprint: 0,
  count: 2,
  service: Uint16Array.of(0, 1),
  name: Uint32Array.of(0, 1),
  spans: Uint32Array.of(1, 2),
  errors: Uint32Array.of(0, 1),
  total: Float64Array.of(10e6, 5e6),
  self: Float64Array.of(5e6, 5e6),
  longest: Float64Array.of(10e6, 3e6),
  path: Float64Array.of(5e6, 5e6),
  slowestLeaves: Uint32Array.of(2, 1),
};
const rows = tableRows(table, columns, 'operation');

it('sorts by any column, equal rows as they were', () => {
  const names = (by: Parameters<typeof sortedRows>[1]['by'], descending: boolean): string[] =>
    sortedRows(rows, { by, descending }).map(({ operation }) => operation);
  expect(names('self', true)).toEqual(['=cmd, "x"', 'read']);
  expect(names('spans', true)).toEqual(['read', '=cmd, "x"']);
  expect(names('average', false)).toEqual(['read', '=cmd, "x"']);
  expect(names('operation', false)).toEqual(['=cmd, "x"', 'read']);
});

it('finds the spans of a row, longest first', () => {
  expect(rowsOfGroup(columns, rows[1] as (typeof rows)[number])).toEqual([2, 1]);
  const services = tableRows(table, columns, 'service');
  expect(rowsOfGroup(columns, services[1] as (typeof rows)[number])).toEqual([2, 1]);
  expect(services[0]?.operation).toBe('');
});

it('writes CSV that no spreadsheet runs', () => {
  expect(tableCsv(rows, 10e6).split('\n')).toEqual([
    'service,operation,spans,errors,self_ms,self_share,total_ms,average_ms,max_ms,critical_path_ms',
    'web,"\'=cmd, ""x""",1,0,5,0.5,10,10,10,5',
    'db,read,2,1,5,0.5,5,2.5,3,5',
    '',
  ]);
});
