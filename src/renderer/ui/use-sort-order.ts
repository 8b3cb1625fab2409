// A table's order while it is on screen, and what the headings of its columns need to change it.
import { useCallback, useState } from 'react';
import { nextOrder, type SortOrder } from './sort-order.ts';

/** `heading(column)` goes into the column; `first`: the order of its first click. */
export function useSortOrder() {
  const [order, setOrder] = useState<SortOrder>();
  const heading = useCallback(
    (column: string, first: 'ascending' | 'descending' = 'descending') => ({
      onSort: () => setOrder((before) => nextOrder(before, column, first)),
      sorted:
        order?.column === column ? (order.descending ? ('descending' as const) : ('ascending' as const)) : undefined,
    }),
    [order],
  );
  return { order, heading };
}
