// Functions of the view, for choosing one: largest first, those that match what is looked for.
import { useMemo, type ReactNode } from 'react';
import type { ProfileTopAnswer, TableSort } from '../../../../../contract/profiles/tables.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { numberColumn } from '../../../../ui/number-column.tsx';
import { textColumn } from '../../../../ui/text-column.tsx';
import { VirtualTable, type Column } from '../../../../ui/virtual-table.tsx';
import type { ProfileScreen } from '../profile-screen.ts';
import { rowMenu } from '../row-menu.ts';
import { tableValue } from './table-values.ts';
import { NoFunction } from './no-function.tsx';
import { nextTopOrder, topOrder, useTop, type TopOrder, type TopRow } from './use-top.ts';

export function FunctionList({ screen }: { readonly screen: ProfileScreen }): ReactNode {
  const { view, place, change, frameMenu } = screen;
  const order = topOrder(place.sort ?? 'cum');
  const { sort, reversed } = order;
  const top = useTop(view, order, place.find);
  const { answer, error } = top;
  const columns = useMemo(
    () => columnsOf(answer, { sort, reversed }, (column) => change({ sort: nextTopOrder({ sort, reversed }, column) })),
    [answer, sort, reversed, change],
  );
  if (error !== null && answer === undefined)
    return <EmptyState title="The functions could not be listed">{error.message}</EmptyState>;
  return (
    <VirtualTable
      label="Functions"
      columns={columns}
      count={top.count}
      rowAt={top.rowAt}
      rowKey={({ name }) => name}
      selected={selectedRow(top.count, top.rowAt, place.fn)}
      onSelect={(index) => change({ fn: top.rowAt(index)?.name })}
      onContextMenu={rowMenu(frameMenu, top.rowAt)}
      onVisible={top.onVisible}
      autoFocus
      empty={answer === undefined ? undefined : <NoFunction text={place.find} />}
    />
  );
}

/** Among the rows that are loaded. */
function selectedRow(
  count: number,
  rowAt: (index: number) => TopRow | undefined,
  name: string | undefined,
): number | undefined {
  if (name === undefined) return undefined;
  for (let index = 0; index < Math.min(count, 4000); index++) if (rowAt(index)?.name === name) return index;
  return undefined;
}

function columnsOf(
  answer: ProfileTopAnswer | undefined,
  { sort, reversed }: TopOrder,
  sortBy: (column: TableSort) => void,
): readonly Column<TopRow>[] {
  const heading = (column: TableSort) => ({
    onSort: () => sortBy(column),
    sorted: sort === column ? (reversed ? ('ascending' as const) : ('descending' as const)) : undefined,
  });
  const value = (id: 'flat' | 'cum', title: string): Column<TopRow> => ({
    ...numberColumn<TopRow>(id, title, 76, (row) => (answer === undefined ? '' : tableValue(row[id], answer))),
    ...heading(id),
  });
  return [value('cum', 'Cum'), value('flat', 'Flat'), textColumn('name', 'Function', 140, 1, ({ name }) => name)];
}
