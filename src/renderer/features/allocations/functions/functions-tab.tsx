// Program points merged by function: by itself, and with what it calls; sorted by any column.
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { AllocationColumn, AllocationSymbols } from '../../../../contract/profiles/allocations.ts';
import { usePages } from '../../../data/use-pages.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCount } from '../../../ui/number-text.ts';
import { Choice } from '../../../ui/choice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { VirtualTable, type Column } from '../../../ui/virtual-table.tsx';
import { AllocationValue, columnTitle, recordedColumns } from '../allocation-values.tsx';
import type { AllocationsScreen } from '../allocations-screen.ts';
import styles from '../allocations-page.module.css';

const pageSize = 200;

interface SymbolRow {
  readonly answer: AllocationSymbols;
  readonly row: number;
}

export function FunctionsTab({ screen }: { readonly screen: AllocationsScreen }): ReactNode {
  const { file, place, change, opened } = screen;
  const { sort, self, find } = place;
  const [visible, setVisible] = useState<readonly [number, number]>([0, 40]);
  const [selected, setSelected] = useState<number>();
  const by = self ? 'self' : 'all';
  const request = useMemo(
    () => (offset: number) => ({ ...file, sort, by, filter: find, offset, limit: pageSize }) as const,
    [file, sort, by, find],
  );
  const pages = usePages({
    method: 'allocations.bySymbol',
    request,
    visible,
    pageSize,
    live: false,
    listKey: JSON.stringify([file, sort, by, find]),
  });
  const rowAt = (index: number): SymbolRow | undefined => {
    const found = pages.at(index);
    return found === undefined || found.row >= found.answer.name.length ? undefined : found;
  };
  const columns = useMemo(
    (): readonly Column<SymbolRow>[] => [
      {
        id: 'name',
        title: 'Function',
        width: 320,
        grow: 1,
        cell: ({ answer, row }) => (
          <span className={styles['clipped']} title={answer.name[row]}>
            {answer.name[row]}
          </span>
        ),
      },
      {
        id: 'points',
        title: 'Points',
        width: 64,
        align: 'end',
        cell: ({ answer, row }) => (
          <span className={styles['number']}>{formatCount((self ? answer.selfPoints : answer.points)[row] ?? 0)}</span>
        ),
      },
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
  const onVisible = useCallback((top: number, bottom: number) => setVisible([top, bottom]), []);
  return (
    <div className={styles['view']}>
      <div className={styles['tools']}>
        <Choice
          label="What counts for a function"
          value={by}
          options={[
            ['all', 'With what it calls', 'All program points that have the function in their stack'],
            ['self', 'By itself', 'Program points that allocate in the function itself'],
          ]}
          onChange={(next) => change({ self: next === 'self' })}
        />
        <TextField
          label="Find functions"
          labelHidden
          name="allocations-find"
          placeholder="Find functions"
          className={styles['find']}
          value={find}
          onChange={(event) => change({ find: event.target.value })}
        />
      </div>
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
        onVisible={onVisible}
        empty={
          pages.first === undefined ? undefined : (
            <EmptyState title="No function matches">Look for another name, or clear the field.</EmptyState>
          )
        }
      />
      <p className={styles['rule']}>Enter or a double click shows the program points of the function in the tree.</p>
    </div>
  );
}
