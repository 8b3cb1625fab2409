// Program points merged by function: by itself, and with what it calls; sorted by any column.
import { useMemo, useState, type ReactNode } from 'react';
import type { AllocationColumn, AllocationSymbols } from '../../../../contract/profiles/allocations.ts';
import { useClient } from '../../../data/data-provider.tsx';
import { useTablePages } from '../../../data/use-table-pages.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCount } from '../../../ui/number-text.ts';
import { Choice } from '../../../ui/choice.tsx';
import { FullColumn } from '../../../ui/full-column.tsx';
import { numberColumn } from '../../../ui/number-column.tsx';
import { textColumn } from '../../../ui/text-column.tsx';
import { BarEnd, ToolBar } from '../../../ui/tool-bar.tsx';
import { VirtualTable, type Column } from '../../../ui/virtual-table.tsx';
import { AllocationValue, columnTitle, recordedColumns, shareWidth } from '../allocation-values.tsx';
import { SaveCsv, sumCells, sumTitles, type CsvPage } from '../save-csv.tsx';
import type { AllocationsScreen } from '../allocations-screen.ts';
import { FindField } from '../find-field.tsx';
import { FootLine } from '../foot-line.tsx';

interface SymbolRow {
  readonly answer: AllocationSymbols;
  readonly row: number;
}

export function FunctionsTab({ screen }: { readonly screen: AllocationsScreen }): ReactNode {
  const { file, place, change, opened } = screen;
  const { sort, self, find } = place;
  const [selected, setSelected] = useState<number>();
  const by = self ? 'self' : 'all';
  const request = (offset: number, limit: number) => ({ ...file, sort, by, filter: find, offset, limit }) as const;
  const pages = useTablePages('allocations.bySymbol', request);
  const client = useClient();
  const csvPage: CsvPage = async (offset, limit) => {
    const answer = await client.call('allocations.bySymbol', request(offset, limit));
    const points = self ? answer.selfPoints : answer.points;
    return answer.name.map((name, row) => [name, points[row] ?? 0, ...sumCells(opened, answer[by], row)]);
  };
  const rowAt = (index: number): SymbolRow | undefined => {
    const found = pages.at(index);
    return found === undefined || found.row >= found.answer.name.length ? undefined : found;
  };
  const columns = useMemo(
    (): readonly Column<SymbolRow>[] => [
      textColumn('name', 'Function', 320, 1, ({ answer, row }) => answer.name[row] ?? ''),
      numberColumn('points', 'Points', 64, ({ answer, row }) =>
        formatCount((self ? answer.selfPoints : answer.points)[row] ?? 0),
      ),
      ...recordedColumns(opened.facts)
        .filter((id) => id !== 'lifetimes')
        .map((id: AllocationColumn): Column<SymbolRow> => ({
          id,
          title: columnTitle(id, opened.facts.units),
          width: shareWidth(opened.totals[id], columnTitle(id, opened.facts.units)),
          align: 'end',
          onSort: () => change({ sort: id }),
          sorted: sort === id ? 'descending' : undefined,
          cell: ({ answer, row }) => <AllocationValue value={answer[by][id][row] as number} whole={answer.root[id]} />,
        })),
    ],
    [opened, by, self, sort, change],
  );
  return (
    <FullColumn>
      <ToolBar wraps>
        <Choice
          label="What counts for a function"
          value={by}
          options={[
            ['all', 'With what it calls', 'All program points that have the function in their stack'],
            ['self', 'By itself', 'Program points that allocate in the function itself'],
          ]}
          onChange={(next) => change({ self: next === 'self' })}
        />
        <FindField screen={screen} label="Find functions" placeholder="Find functions" />
        <BarEnd>
          <SaveCsv name="functions" header={['Function', 'Points', ...sumTitles(opened)]} page={csvPage} />
        </BarEnd>
      </ToolBar>
      <VirtualTable
        label="Functions"
        columns={columns}
        count={pages.first?.total ?? 0}
        rowAt={rowAt}
        selected={selected}
        onSelect={setSelected}
        onOpen={(index) => {
          const row = rowAt(index);
          const name = row?.answer.name[row.row]?.replace(/ \([^()]*\)$/, '');
          if (name !== undefined) change({ tab: 'tree', find: name, node: undefined }, true);
        }}
        onVisible={pages.onVisible}
        empty={
          pages.first === undefined ? undefined : (
            <EmptyState title="No function matches">Look for another name, or clear the field.</EmptyState>
          )
        }
      />
      <FootLine>Enter or a double click shows the program points of the function in the tree.</FootLine>
    </FullColumn>
  );
}
