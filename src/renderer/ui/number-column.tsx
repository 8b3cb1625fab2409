// A column of numbers, aligned at their ends.
import type { ReactNode } from 'react';
import cells from './cell-text.module.css';
import type { Column } from './virtual-table.tsx';

/** @param text the number with its unit; '' where there is none */
export function numberColumn<Row>(
  id: string,
  title: ReactNode,
  width: number,
  text: (row: Row) => ReactNode,
): Column<Row> {
  return { id, title, width, align: 'end', cell: (row) => <span className={cells['number']}>{text(row)}</span> };
}
