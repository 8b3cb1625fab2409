// Functions by what they spend themselves (flat) and with all that they call (cum), as pprof's top.
import { Download } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { Inlined, type ProfileTopAnswer, type TableSort } from '../../../../../contract/profiles/tables.ts';
import { useClient } from '../../../../data/data-provider.tsx';
import { runProfileExport } from '../../../../data/export-job.ts';
import { useHost } from '../../../../data/host-provider.tsx';
import { Button } from '../../../../ui/button.tsx';
import cells from '../../../../ui/cell-text.module.css';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { FullColumn } from '../../../../ui/full-column.tsx';
import { numberColumn } from '../../../../ui/number-column.tsx';
import { plural } from '../../../../ui/number-text.ts';
import { textColumn } from '../../../../ui/text-column.tsx';
import { BarEnd, BarText, ToolBar } from '../../../../ui/tool-bar.tsx';
import { VirtualTable, type Column } from '../../../../ui/virtual-table.tsx';
import type { ProfileScreen } from '../profile-screen.ts';
import { useViewName } from '../use-view-name.ts';
import { rowMenu } from '../row-menu.ts';
import { NoFunction } from './no-function.tsx';
import { tableShare, tableValue } from './table-values.ts';
import { nextTopOrder, topOrder, useTop, type TopOrder, type TopRow } from './use-top.ts';

export function TopView({ screen }: { readonly screen: ProfileScreen }): ReactNode {
  const { view, place, change, frameMenu } = screen;
  const [selected, setSelected] = useState<number>();
  const order = topOrder(place.sort);
  const { sort, reversed } = order;
  const top = useTop(view, order, place.find);
  const { answer, error } = top;
  const columns = useMemo(
    () =>
      topColumns(answer, { sort, reversed }, (column) => change({ sort: nextTopOrder({ sort, reversed }, column) })),
    [answer, sort, reversed, change],
  );
  const client = useClient();
  const host = useHost();
  const name = useViewName(screen);
  const save = (): void => {
    const { width, root } = place;
    void runProfileExport(client, host, { format: 'csv', view, zoom: '', width, root, name });
  };
  if (error !== null && answer === undefined)
    return <EmptyState title="The functions could not be listed">{error.message}</EmptyState>;
  return (
    <FullColumn>
      <ToolBar>
        <TableFacts answer={answer} />
        <BarEnd>
          <Button look="ghost" disabled={answer === undefined} onClick={save} title="All functions of this view">
            <Download size={13} aria-hidden="true" /> Save as CSV
          </Button>
        </BarEnd>
      </ToolBar>
      <VirtualTable
        label="Top functions"
        columns={columns}
        count={top.count}
        rowAt={top.rowAt}
        selected={selected}
        onSelect={setSelected}
        onOpen={(index) => change({ tab: 'sandwich', fn: top.rowAt(index)?.name }, true)}
        onContextMenu={rowMenu(frameMenu, top.rowAt, setSelected)}
        onVisible={top.onVisible}
        autoFocus
        empty={answer === undefined ? undefined : <NoFunction text={place.find} />}
      />
    </FullColumn>
  );
}

/** What the values add up to. */
function TableFacts({ answer }: { readonly answer: ProfileTopAnswer | undefined }): ReactNode {
  if (answer === undefined) return undefined;
  const { sum, functions, notes } = answer;
  return (
    <BarText title={notes.join(', ')}>
      {[
        `${plural(functions, 'function')}`,
        `${tableValue(sum, answer)} in all (${tableShare(sum, answer)})`,
        ...notes,
      ].join(', ')}
    </BarText>
  );
}

function topColumns(
  answer: ProfileTopAnswer | undefined,
  { sort, reversed }: TopOrder,
  sortBy: (column: TableSort) => void,
): readonly Column<TopRow>[] {
  const heading = (column: TableSort) => ({
    onSort: () => sortBy(column),
    sorted:
      sort === column
        ? (column === 'name') === reversed
          ? ('descending' as const)
          : ('ascending' as const)
        : undefined,
  });
  const value = (of: number): string => (answer === undefined ? '' : tableValue(of, answer));
  const share = (of: number): string => (answer === undefined ? '' : tableShare(of, answer));
  return [
    { ...numberColumn<TopRow>('flat', 'Flat', 90, ({ flat }) => value(flat)), ...heading('flat') },
    numberColumn<TopRow>('flatShare', 'Flat %', 74, ({ flat }) => share(flat)),
    numberColumn<TopRow>('running', 'Sum %', 74, ({ running }) => share(running)),
    { ...numberColumn<TopRow>('cum', 'Cum', 90, ({ cum }) => value(cum)), ...heading('cum') },
    numberColumn<TopRow>('cumShare', 'Cum %', 74, ({ cum }) => share(cum)),
    {
      id: 'name',
      title: 'Function',
      width: 260,
      grow: 3,
      ...heading('name'),
      cell: ({ name, inlined }) => (
        <span className={cells['clipped']} title={name}>
          {name}
          {inlined === Inlined.never ? undefined : (
            <span className={cells['faint']}> {inlined === Inlined.always ? '(inline)' : '(partly inline)'}</span>
          )}
        </span>
      ),
    },
    textColumn('file', 'File', 160, 2, ({ file }) => file),
  ];
}
