// The sorted tree of program points, as DHAT's viewer shows it: rows in sight come by pages from the engine; what the user
// folded or opened goes with the question.
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { AllocationRow, type AllocationFile, type AllocationView } from '../../../../contract/profiles/allocations.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { useClient } from '../../../data/data-provider.tsx';
import { useTablePages } from '../../../data/use-table-pages.ts';
import type { AllocationsPlace } from '../../../routes/allocations-route.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FullColumn } from '../../../ui/full-column.tsx';
import { Splitter } from '../../../ui/splitter.tsx';
import { useCommands } from '../../../ui/use-commands.tsx';
import { VirtualTable, type TableHandle } from '../../../ui/virtual-table.tsx';
import type { AllocationsScreen } from '../allocations-screen.ts';
import { findFieldName } from '../find-field.tsx';
import { FootLine } from '../foot-line.tsx';
import { NodePane } from './node-pane.tsx';
import { treeColumns, treeRowOf, type TreeRow } from './tree-columns.tsx';
import { treeCells } from './tree-cells.ts';
import { TreeTools } from './tree-tools.tsx';
import { emptyFolds, toggled, type Folds } from './folds.ts';
import styles from './tree-tab.module.css';

export function TreeTab({ screen }: { readonly screen: AllocationsScreen }): ReactNode {
  const { file, place, change, opened } = screen;
  const { metric, frames, from, find } = place;
  const view = useView(file, place);
  const shape = `${frames} ${from} ${find}`;
  const [kept, setFolds] = useState<{ readonly shape: string; readonly folds: Folds }>({ shape, folds: emptyFolds });
  // Nodes are numbers of one tree.
  const folds = kept.shape === shape ? kept.folds : emptyFolds;
  const client = useClient();
  const table = useRef<TableHandle>(null);
  const request = (offset: number, limit: number) => ({ ...view, ...folds, offset, limit });
  const pages = useTablePages('allocations.tree', request);
  const { first, error } = pages;
  const node = useAnswer('allocations.node', place.node === undefined ? undefined : { ...view, node: place.node });
  const rowAt = (index: number): TreeRow | undefined => {
    const found = pages.at(index);
    return found === undefined ? undefined : treeRowOf(found.answer, found.row);
  };
  // Rows gone to here are known at once; where any other node is, the engine says.
  const [cursor, setCursor] = useState<number>();
  const known = cursor !== undefined && rowAt(cursor)?.node === place.node ? cursor : undefined;
  const asked = place.node === undefined || known !== undefined ? undefined : { ...request(0, 1), find: place.node };
  const { data: located } = useAnswer('allocations.tree', asked);
  const selected =
    place.node === undefined ? undefined : (known ?? (located?.found === -1 ? undefined : located?.found));

  // A node from an address, or from another tab, is shown with all that is above it.
  const closedAbove = node.data?.closedAbove;
  const above = node.data?.above;
  useEffect(() => {
    if (located?.found !== -1 || closedAbove === undefined || above === undefined) return;
    setFolds((before) => {
      const old = before.shape === shape ? before.folds : emptyFolds;
      return {
        shape,
        folds: {
          folded: old.folded.filter((one) => !above.includes(one)),
          opened: [...new Set([...old.opened, ...closedAbove])],
        },
      };
    });
  }, [located, closedAbove, above, shape]);
  const shownNode = useRef<number>(undefined);
  useEffect(() => {
    if (selected === undefined || shownNode.current === place.node) return;
    shownNode.current = place.node;
    table.current?.show(selected);
  }, [selected, place.node]);

  const toggle = (row: TreeRow): void => {
    if ((row.state & AllocationRow.foldable) !== 0) setFolds({ shape, folds: toggled(folds, row) });
  };
  const select = (index: number): void => {
    const row = rowAt(index);
    if (row === undefined) return;
    shownNode.current = row.node;
    setCursor(index);
    change({ node: row.node });
  };
  const selectedRow = selected === undefined ? undefined : rowAt(selected);
  useTreeCommands({ row: selectedRow, index: selected, rowAt, toggle, select, change });
  const columns = useMemo(
    () => treeColumns(opened, metric, (row) => setFolds({ shape, folds: toggled(folds, row) })),
    [opened, metric, shape, folds],
  );
  return (
    <FullColumn>
      <TreeTools
        screen={screen}
        answer={first}
        csvPage={async (offset, limit) => {
          const rows = await client.call('allocations.tree', request(offset, limit));
          return rows.ids.map((_, row) => treeCells(opened, rows, row));
        }}
        onUnfold={() => setFolds({ shape, folds: emptyFolds })}
      />
      <Splitter
        label="Width of the program point"
        direction="row"
        sized="second"
        initial={460}
        first={
          error !== null && first === undefined ? (
            <EmptyState title="The tree could not be shown">{error.message}</EmptyState>
          ) : (
            <VirtualTable
              label="Program points"
              columns={columns}
              count={first?.total ?? 0}
              rowAt={rowAt}
              selected={selected}
              onSelect={select}
              onOpen={(index) => {
                const row = rowAt(index);
                if (row !== undefined) toggle(row);
              }}
              rowClass={({ state }) => ((state & AllocationRow.significant) === 0 ? styles['dull'] : undefined)}
              onVisible={pages.onVisible}
              handle={table}
              autoFocus
            />
          )
        }
        second={
          place.node === undefined ? undefined : (
            <NodePane
              answer={node.data}
              error={node.error}
              facts={opened.facts}
              onClose={() => change({ node: undefined })}
            />
          )
        }
      />
      {first === undefined ? undefined : <FootLine>{first.rule}</FootLine>}
    </FullColumn>
  );
}

function useView(file: AllocationFile, { metric, frames, from, find }: AllocationsPlace): AllocationView {
  return useMemo(
    (): AllocationView => ({ ...file, metric, frames, from, filter: find }),
    [file, metric, frames, from, find],
  );
}

interface TreeCommandsOf {
  readonly row: TreeRow | undefined;
  readonly index: number | undefined;
  readonly rowAt: (index: number) => TreeRow | undefined;
  readonly toggle: (row: TreeRow) => void;
  readonly select: (index: number) => void;
  readonly change: AllocationsScreen['change'];
}

function useTreeCommands({ row, index, rowAt, toggle, select, change }: TreeCommandsOf): void {
  const isOpen = row !== undefined && (row.state & AllocationRow.open) !== 0;
  const toParent = (): void => {
    if (row === undefined || index === undefined) return;
    for (let at = index - 1; at >= 0; at--) {
      const above = rowAt(at);
      if (above === undefined) return;
      if (above.depth < row.depth) {
        select(at);
        return;
      }
    }
  };
  useCommands([
    {
      id: 'allocations.find',
      title: 'Find program points by a text in their stack',
      group: 'Allocations',
      keys: '/',
      run: () => document.querySelector<HTMLInputElement>(`input[name="${findFieldName}"]`)?.focus(),
    },
    {
      id: 'allocations.open',
      title: 'Unfold the program point',
      group: 'Allocations',
      keys: ['right', 'l'],
      run: () => {
        if (row !== undefined && !isOpen) toggle(row);
        else if (isOpen && index !== undefined) select(index + 1);
      },
    },
    {
      id: 'allocations.close',
      title: 'Fold the program point, or go to the one above it',
      group: 'Allocations',
      keys: ['left', 'h'],
      run: () => {
        if (row !== undefined && isOpen) toggle(row);
        else toParent();
      },
    },
    {
      id: 'allocations.unselect',
      title: 'Let go of the program point',
      group: 'Allocations',
      keys: 'escape',
      listed: false,
      run: () => change({ node: undefined }),
    },
  ]);
}
