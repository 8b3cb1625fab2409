// The order of a table's rows by one of its columns: its first click sorts one way, the second the other, the third leaves
// the rows as they came.

export interface SortOrder {
  readonly column: string;
  readonly descending: boolean;
}

/** What clicking the heading of `column` changes the order to; undefined is as the rows came. */
export function nextOrder(
  order: SortOrder | undefined,
  column: string,
  first: 'ascending' | 'descending',
): SortOrder | undefined {
  const descending = first === 'descending';
  if (order?.column !== column) return { column, descending };
  return order.descending === descending ? { column, descending: !descending } : undefined;
}

/**
 * Places of the rows in the order of their keys, numbers or texts; equal ones stay as they are, and NaN and '' come last
 * either way.
 */
export function sortedPlaces(count: number, keyOf: (row: number) => number | string, descending: boolean): Uint32Array {
  const keys = Array.from({ length: count }, (_, row) => keyOf(row));
  const last = (key: number | string | undefined): boolean => key === '' || Number.isNaN(key);
  const texts = new Intl.Collator('en', { numeric: true });
  return Uint32Array.from(keys.keys()).sort((a, b) => {
    const [one = '', other = ''] = [keys[a], keys[b]];
    if (last(one) || last(other)) return Number(last(one)) - Number(last(other)) || a - b;
    const by =
      typeof one === 'number' && typeof other === 'number'
        ? one === other
          ? 0
          : one < other
            ? -1
            : 1
        : texts.compare(String(one), String(other));
    return (descending ? -by : by) || a - b;
  });
}
