// The longest spans without children: where time went that nothing below explains.
import { useCallback, useMemo, type ReactNode } from 'react';
import { formatNanos } from '../../../../contract/duration-text.ts';
import type { TraceColumns } from '../../../../contract/traces.ts';
import { formatShare } from '../../../../contract/share-text.ts';
import { rowName, rowService } from '../../../draw/waterfall/row-description.ts';
import cells from '../../../ui/cell-text.module.css';
import { FullColumn } from '../../../ui/full-column.tsx';
import { VirtualTable, type Column } from '../../../ui/virtual-table.tsx';
import styles from './slowest-leaves.module.css';

interface SlowestLeavesProps {
  readonly rows: Uint32Array;
  readonly columns: TraceColumns;
  readonly selected: number;
  readonly onSelect: (row: number) => void;
  readonly onOpen: () => void;
}

export function SlowestLeaves({ rows, columns, selected, onSelect, onOpen }: SlowestLeavesProps): ReactNode {
  const shown = useMemo((): readonly Column<number>[] => {
    const duration = Number(columns.duration);
    return [
      {
        id: 'span',
        title: 'Span',
        width: 140,
        grow: 1,
        cell: (row) => (
          <span className={cells['clipped']} title={`${rowService(columns, row)} ${rowName(columns, row)}`}>
            {rowName(columns, row)} <span className={cells['faint']}>{rowService(columns, row)}</span>
          </span>
        ),
      },
      {
        id: 'start',
        title: 'At',
        width: 78,
        align: 'end',
        cell: (row) => <span className="numeric">+{formatNanos(columns.offset[row] as number)}</span>,
      },
      {
        id: 'length',
        title: 'Duration',
        width: 78,
        align: 'end',
        cell: (row) => <span className="numeric">{formatNanos(columns.length[row] as number)}</span>,
      },
      {
        id: 'share',
        title: '%',
        width: 54,
        align: 'end',
        cell: (row) => <span className="numeric">{formatShare(columns.length[row] as number, duration)}</span>,
      },
    ];
  }, [columns]);
  const at = rows.indexOf(selected);
  const select = useCallback((index: number) => onSelect(rows[index] as number), [rows, onSelect]);
  return (
    <FullColumn label="Slowest spans without children">
      <h2 className={styles['title']}>Slowest spans without children</h2>
      <VirtualTable
        label="Slowest spans without children"
        columns={shown}
        count={rows.length}
        rowAt={(index) => rows[index]}
        selected={selected < 0 || at < 0 ? undefined : at}
        onSelect={select}
        onOpen={onOpen}
        empty="No span has a duration yet."
      />
    </FullColumn>
  );
}
