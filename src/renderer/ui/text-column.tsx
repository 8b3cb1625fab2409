// A column of texts: what does not fit ends in dots and is told whole by its title.
import type { ReactNode } from 'react';
import cells from './cell-text.module.css';
import type { Column } from './virtual-table.tsx';

/** @param grow share of the width that is left over; 0 keeps `width` */
export function textColumn<Row>(
  id: string,
  title: ReactNode,
  width: number,
  grow: number,
  text: (row: Row) => string,
): Column<Row> {
  return {
    id,
    title,
    width,
    grow,
    cell(row) {
      const shown = text(row);
      return (
        <span className={cells['clipped']} title={shown}>
          {shown}
        </span>
      );
    },
  };
}
