// The head of the list: titles, handles for the widths, and a cross on columns that were added.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ColumnWidths } from '../../../ui/use-column-widths.ts';
import type { LineColumn } from './line-columns.ts';
import styles from './log-list.module.css';

interface HeadCellsProps {
  readonly columns: readonly LineColumn[];
  readonly resizer: ColumnWidths['resizer'];
  readonly onDrop: ((field: string) => void) | undefined;
  readonly tools: ReactNode;
}

export function HeadCells({ columns, resizer, onDrop, tools }: HeadCellsProps): ReactNode {
  return columns.map((column) => (
    <div key={column.id} role="columnheader" className={styles['headCell']} aria-label={column.title || 'Unfold'}>
      <span className={styles['headText']} title={column.title}>
        {column.id === 'level' ? 'Sev' : column.title}
      </span>
      {column.value === undefined || onDrop === undefined ? undefined : (
        <button
          type="button"
          className={styles['drop']}
          aria-label={`Remove the column ${column.title}`}
          onClick={() => onDrop(column.title)}
        >
          <X size={11} aria-hidden="true" />
        </button>
      )}
      {column.grow === undefined ? (
        <span className={styles['handle']} {...resizer(column)} />
      ) : (
        <span className={styles['headTools']}>{tools}</span>
      )}
    </div>
  ));
}
