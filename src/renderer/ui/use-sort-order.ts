// What the headings of a table's columns need to show the order of its rows and to change it.
import { useCallback } from 'react';
import { nextOrder, type SortOrder } from './sort-order.ts';

export type SortHeading = (
  column: string,
  first?: 'ascending' | 'descending',
) => { readonly onSort: () => void; readonly sorted: 'ascending' | 'descending' | undefined };

/** `heading(column)` goes into the column; `first`: the order of its first click. */
export function useSortOrder(
  order: SortOrder | undefined,
  onOrder: (order: SortOrder | undefined) => void,
): SortHeading {
  return useCallback(
    (column, first = 'descending') => ({
      onSort: () => onOrder(nextOrder(order, column, first)),
      sorted: order?.column === column ? (order.descending ? 'descending' : 'ascending') : undefined,
    }),
    [order, onOrder],
  );
}
