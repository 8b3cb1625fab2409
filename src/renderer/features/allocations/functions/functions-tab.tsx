// Program points merged by function: by itself, and with what it calls; sorted by any column.
import { useMemo, useState, type ReactNode } from 'react';
import type { AllocationColumn, AllocationSymbols } from '../../../../contract/profiles/allocations.ts';
import { useTablePages } from '../../../data/use-table-pages.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCount } from '../../../ui/number-text.ts';
import { Choice } from '../../../ui/choice.tsx';
import { FullColumn } from '../../../ui/full-column.tsx';
import { numberColumn } from '../../../ui/number-column.tsx';
import { textColumn } from '../../../ui/text-column.tsx';
import { ToolBar } from '../../../ui/tool-bar.tsx';
import { VirtualTable, type Column } from '../../../ui/virtual-table.tsx';
import { AllocationValue, columnTitle, recordedColumns } from '../allocation-values.tsx';
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
  const pages = useTablePages('allocations.bySymbol', (offset, limit) => ({
    ...file,
    sort,
    by,
    filter: find,
    offset,
    limit,
  }));
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
          width: 132,
          align: 'end',
          onSort: () => change({ sort: id }),
          sorted: sort === id ? 'descending' : undefined,
          cell: ({ answer, row }) => <AllocationValue value={answer[by][id][row] as number} whole={answer.root[id]} />,
        })),
    ],
    [opened.facts, by, self, sort, change],
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
