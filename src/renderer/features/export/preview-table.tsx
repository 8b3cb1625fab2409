// What redaction rules would take, as a table.
import type { ReactNode } from 'react';
import type { RedactionPreview, RedactionRow } from '../../../contract/exports.ts';
import { formatCount, plural } from '../../ui/number-text.ts';
import { VirtualTable, type Column } from '../../ui/virtual-table.tsx';
import styles from './export-dialog.module.css';

const columns: readonly Column<RedactionRow>[] = [
  { id: 'line', title: 'Line', width: 44, align: 'end', cell: (row) => <span className="numeric">{row.line}</span> },
  { id: 'action', title: 'Action', width: 64, cell: (row) => row.action },
  { id: 'owner', title: 'Where', width: 70, cell: (row) => row.owner },
  { id: 'key', title: 'Key', width: 120, grow: 1, cell: (row) => <span title={row.key}>{row.key}</span> },
  {
    id: 'count',
    title: 'Values',
    width: 70,
    align: 'end',
    cell: (row) => <span className="numeric">{formatCount(row.count)}</span>,
  },
  {
    id: 'examples',
    title: 'For example',
    width: 110,
    grow: 1,
    cell: (row) => <span title={row.examples.join('\n')}>{row.examples.join(' · ')}</span>,
  },
];

interface PreviewTableProps {
  readonly preview: RedactionPreview;
  /** Of the CSV table of traces, whose rows were looked at. */
  readonly ofTraces: boolean;
}

export function PreviewTable({ preview, ofTraces }: PreviewTableProps): ReactNode {
  const { rows, more, items } = preview;
  const looked = `in ${ofTraces ? plural(items, 'trace') : plural(items, 'span or log record', 'spans and log records')}`;
  if (rows.length === 0) return <p role="status">The rules fit nothing {looked}: nothing would be taken out.</p>;
  const total = rows.reduce((sum, row) => sum + row.count, more);
  return (
    <div>
      <p role="status" className={styles['total']}>
        {plural(total, 'value')} {looked} would be taken out
        {more > 0 ? `, ${formatCount(more)} of them not listed` : ''}.
      </p>
      <div className={styles['table']}>
        <VirtualTable
          label="What the rules take out"
          rowHeight={22}
          columns={columns}
          count={rows.length}
          rowAt={(row) => rows[row]}
          rowKey={(row) => `${row.line} ${row.owner} ${row.key}`}
          selected={undefined}
          onSelect={() => undefined}
          onOpen={() => undefined}
        />
      </div>
    </div>
  );
}
